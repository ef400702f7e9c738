"""Photos and voice notes in drafts and responses."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.drafts import Draft, drop_draft, purge_drafts, save_answer, start_draft
from surveys.capture.editions import publish_edition
from surveys.capture.media_files import MediaFile
from surveys.capture.responses import submit_response
from surveys.capture.uploads import (
    describe_upload,
    find_described,
    find_draft_upload,
    find_sent_upload,
    keep_upload,
    kind_of,
    list_sent_uploads,
    record_opening,
    remove_upload,
)
from surveys.definitions import UploadQuestion, parse_questionnaire
from surveys.errors import AlreadyDescribed, InvalidAnswer
from surveys.models import Account, AuditEvent, Contribution, Programme, QuestionnaireEdition, Upload
from surveys.people import add_account
from surveys.values import Group, Origin, UploadKind
from tests.conftest import AT, SECRET
from tests.unit.capture.visits import ON, RAW, YES_NO, count, end

UPLOAD: dict[str, Any] = {"type": "upload", "key": "shown", "text": "Show us {where|it}", "show_when": None}
PHOTO = MediaFile(UploadKind.PHOTO, "image/jpeg", b"the picture")
VOICE = MediaFile(UploadKind.VOICE, "audio/mp4", b"the sound")
SURVEY = parse_questionnaire(
    RAW
    | {
        "sections": [
            {
                "key": "all",
                "title": "All",
                "questions": [
                    {"type": "short_text", "key": "where", "text": "Where?"},
                    {"type": "single", "key": "has-photo", "text": "Have you a photo?", "options": YES_NO},
                    UPLOAD | {"show_when": {"question": "has-photo", "is": ["yes"]}},
                    UPLOAD | {"key": "heard", "text": "Tell us", "accepts": ["voice"]},
                ],
            }
        ]
    }
)


def question(key: str) -> UploadQuestion:
    asked = SURVEY.find_question(key)
    assert isinstance(asked, UploadQuestion)
    return asked


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    return publish_edition(session, programme, SURVEY, opens_on=ON, closes_on=None)


@pytest.fixture
def draft(session: Session, edition: QuestionnaireEdition) -> Draft:
    return start_draft(session.connection(), edition, secret=SECRET, on=ON)


@pytest.fixture
def reviewer(session: Session) -> Account:
    return add_account(session, email="r@ferring.example", name="R", password_hash="")


def answer(session: Session, draft: Draft, **values: str) -> None:
    for key, value in values.items():
        asked = SURVEY.find_question(key.replace("_", "-"))
        assert asked is not None
        save_answer(session.connection(), draft, asked, value, on=ON)


def send(session: Session, draft: Draft, *, may_quote: bool = False) -> None:
    end(session, draft, may_quote=may_quote)
    submit_response(session, draft, at=AT)


def uploads(session: Session) -> list[Upload]:
    return list(session.scalars(select(Upload).order_by(Upload.id)))


def test_in_a_draft_a_file_is_sealed_and_opens_with_the_key_alone(
    session: Session, edition: QuestionnaireEdition, draft: Draft
) -> None:
    upload = keep_upload(session, draft, question("shown"), PHOTO, on=ON)
    assert PHOTO.content not in upload.content
    assert draft.answers["shown"] == upload.key
    assert kind_of(upload.key) is UploadKind.PHOTO
    assert find_draft_upload(session, draft, question("shown")) == PHOTO
    other = start_draft(session.connection(), edition, secret=SECRET, on=ON)
    assert find_draft_upload(session, other, question("shown")) is None


def test_another_file_takes_the_place_of_the_first_and_removing_leaves_nothing(session: Session, draft: Draft) -> None:
    first = keep_upload(session, draft, question("shown"), PHOTO, on=ON).key
    second = keep_upload(session, draft, question("shown"), VOICE, on=ON).key
    assert [upload.key for upload in uploads(session)] == [second]
    assert first != second
    remove_upload(session, draft, question("shown"), on=ON)
    assert uploads(session) == []
    assert draft.answers == {"shown": None}


def test_a_file_of_the_wrong_kind_changes_nothing(session: Session, draft: Draft) -> None:
    kept = keep_upload(session, draft, question("heard"), VOICE, on=ON).key
    with pytest.raises(InvalidAnswer):
        keep_upload(session, draft, question("heard"), PHOTO, on=ON)
    assert [upload.key for upload in uploads(session)] == [kept]


def test_files_on_the_path_go_to_the_response_and_others_are_deleted(session: Session, draft: Draft) -> None:
    answer(session, draft, has_photo="yes")
    keep_upload(session, draft, question("shown"), PHOTO, on=ON)
    heard = keep_upload(session, draft, question("heard"), VOICE, on=ON).key
    answer(session, draft, has_photo="no")
    send(session, draft)
    session.expire_all()
    (kept,) = uploads(session)
    assert (kept.key, kept.content, kept.draft_id) == (heard, VOICE.content, None)
    assert kept.response_id is not None
    assert count(session, Contribution) == 0


def test_files_go_with_their_draft(session: Session, edition: QuestionnaireEdition, draft: Draft) -> None:
    keep_upload(session, draft, question("shown"), PHOTO, on=ON)
    assert purge_drafts(session.connection(), on=ON + timedelta(days=61)) == 1
    assert uploads(session) == []
    other = start_draft(session.connection(), edition, secret=SECRET, on=ON)
    keep_upload(session, other, question("shown"), PHOTO, on=ON)
    drop_draft(session.connection(), other)
    assert uploads(session) == []


def test_what_staff_write_down_is_a_contribution_of_the_person(
    session: Session, draft: Draft, programme: Programme, reviewer: Account
) -> None:
    answer(session, draft, where="the kitchen", has_photo="yes")
    keep_upload(session, draft, question("shown"), PHOTO, on=ON)
    send(session, draft, may_quote=True)
    (sent,) = list_sent_uploads(session, programme, most=5)
    made = describe_upload(session, sent, "A sink full of dishes", by=reviewer)
    assert (made.text, made.question, made.origin, made.group, made.has_quote_consent, made.said_on) == (
        "A sink full of dishes",
        "Show us the kitchen (photo, described by staff)",
        Origin.SURVEY,
        Group.FAMILY_CARER,
        True,
        AT.date(),
    )
    assert made.answer is not None
    assert made.answer.question_key == "shown"
    assert find_described(session, sent) is made
    assert (sent.upload.description, sent.upload.described_by_id) == ("A sink full of dishes", reviewer.id)


def test_it_is_written_down_once(session: Session, draft: Draft, programme: Programme, reviewer: Account) -> None:
    keep_upload(session, draft, question("heard"), VOICE, on=ON)
    send(session, draft)
    (sent,) = list_sent_uploads(session, programme, most=5)
    made = describe_upload(session, sent, "They come late", by=reviewer)
    assert made.question == "Tell us (voice note, written down by staff)"
    with pytest.raises(AlreadyDescribed):
        describe_upload(session, sent, "They are kind", by=reviewer)
    assert made.text == "They come late"


def test_staff_see_what_was_sent_in_their_programme_and_no_draft(
    session: Session, edition: QuestionnaireEdition, draft: Draft, programme: Programme, reviewer: Account
) -> None:
    in_draft = keep_upload(session, draft, question("shown"), PHOTO, on=ON).id
    for _ in range(2):
        other = start_draft(session.connection(), edition, secret=SECRET, on=ON)
        keep_upload(session, other, question("heard"), VOICE, on=ON)
        send(session, other)
    first, second = list_sent_uploads(session, programme, most=5)
    describe_upload(session, first, "They come late", by=reviewer)
    assert [each.upload.id for each in list_sent_uploads(session, programme, most=5)] == [
        second.upload.id,
        first.upload.id,
    ]
    assert [each.upload.id for each in list_sent_uploads(session, programme, most=1, skip=1)] == [first.upload.id]
    assert find_sent_upload(session, programme, in_draft) is None
    elsewhere = Programme(key="other", title="Other", council="Other Council", created_at_utc=AT)
    session.add(elsewhere)
    session.flush()
    assert find_sent_upload(session, elsewhere, first.upload.id) is None


def test_who_opens_a_file_is_written_down_once_an_hour(
    session: Session, draft: Draft, programme: Programme, reviewer: Account
) -> None:
    upload = keep_upload(session, draft, question("heard"), VOICE, on=ON)
    for minutes in (0, 5, 59, 61):
        record_opening(session, upload, programme=programme, by=reviewer, at=AT + timedelta(minutes=minutes))
    opened = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.act, event.at_utc, event.account_id) for event in opened] == [
        ("open upload", AT, reviewer.id),
        ("open upload", AT + timedelta(minutes=61), reviewer.id),
    ]
