"""Drafts, responses and receipt codes."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.drafts import drop_draft, find_draft, find_gap, find_unseen, save_answer, save_consent, start_draft
from surveys.capture.editions import publish_edition
from surveys.capture.receipts import ALPHABET, hash_receipt, make_receipt, read_receipt, receipt_of
from surveys.capture.responses import find_response, submit_response
from surveys.definitions import Questionnaire, parse_questionnaire
from surveys.errors import IncompleteResponse, SurveyClosed
from surveys.models import Answer, Contribution, Draft, Programme, QuestionnaireEdition, Response
from surveys.values import Group, Origin

ON = date(2026, 11, 20)
LATE_EVENING = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
"""Already 1 October in England."""

SURVEY = parse_questionnaire(
    {
        "key": "visits",
        "version": 1,
        "title": "Your visits",
        "group": "family_carer",
        "minutes": 5,
        "purpose": "To plan care",
        "sections": [
            {
                "key": "all",
                "title": "Visits",
                "questions": [
                    {
                        "type": "single",
                        "key": "has-care",
                        "text": "Do you have care?",
                        "required": True,
                        "options": [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}],
                    },
                    {
                        "type": "long_text",
                        "key": "good",
                        "text": "What is good?",
                        "required": True,
                        "show_when": {"question": "has-care", "is": ["yes"]},
                    },
                    {"type": "number", "key": "count", "text": "How many?", "highest": 50},
                    {"type": "short_text", "key": "first", "text": "What first?"},
                ],
            }
        ],
    }
)


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    return publish_edition(session, programme, SURVEY, opens_on=date(2026, 9, 1), closes_on=date(2026, 12, 1))


@pytest.fixture
def draft(session: Session, edition: QuestionnaireEdition) -> Draft:
    return start_draft(session, edition, on=ON)[0]


def fill(session: Session, draft: Draft, survey: Questionnaire = SURVEY, **answers: str | int | None) -> None:
    for key, value in answers.items():
        question = survey.find_question(key.replace("_", "-"))
        assert question is not None
        save_answer(session, draft, question, value, on=ON)


def count(session: Session, model: type[Draft | Answer | Contribution | Response]) -> int | None:
    return session.scalar(select(func.count()).select_from(model))


def test_only_the_token_leads_to_a_draft(session: Session, programme: Programme, edition: QuestionnaireEdition) -> None:
    draft, token = start_draft(session, edition, on=ON)
    other = publish_edition(session, programme, SURVEY.model_copy(update={"version": 2}), opens_on=ON, closes_on=None)
    assert find_draft(session, edition, token=token, to_change=True) is draft
    assert find_draft(session, edition, token=draft.token_hash) is None
    assert find_draft(session, other, token=token) is None
    assert token not in draft.token_hash


def test_an_answer_is_kept_in_the_database_with_the_day(session: Session, draft: Draft) -> None:
    question = SURVEY.find_question("count")
    assert question is not None
    save_answer(session, draft, question, 3, on=date(2026, 11, 21))
    save_consent(session, draft, may_quote=False, on=date(2026, 11, 21))
    session.expire_all()
    assert draft.answers == {"count": 3, "quote-consent": False}
    assert draft.touched_on == date(2026, 11, 21)


def test_a_question_left_blank_is_seen_but_not_answered(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", count=None)
    unseen = find_unseen(SURVEY, draft.answers)
    assert unseen is not None
    assert unseen.key == "first"


def test_a_changed_answer_opens_questions_that_were_not_seen(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", count=None, first=None)
    assert find_unseen(SURVEY, draft.answers) is None
    fill(session, draft, has_care="yes")
    unseen = find_unseen(SURVEY, draft.answers)
    assert unseen is not None
    assert unseen.key == "good"


def test_what_is_missing_is_named_in_the_order_of_the_path(session: Session, draft: Draft) -> None:
    assert find_gap(SURVEY, draft.answers) == "has-care"
    fill(session, draft, has_care="yes", good=None)
    assert find_gap(SURVEY, draft.answers) == "good"
    fill(session, draft, good="Kind people")
    assert find_gap(SURVEY, draft.answers) == "quote-consent"
    save_consent(session, draft, may_quote=False, on=ON)
    assert find_gap(SURVEY, draft.answers) is None


def test_a_response_holds_the_path_and_a_contribution_for_each_text(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="yes", good="Kind people 👵🏽", count=None, first="weekends")
    save_consent(session, draft, may_quote=True, on=ON)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [(answer.question_key, answer.value) for answer in sent.response.answers] == [
        ("has-care", "yes"),
        ("good", "Kind people 👵🏽"),
        ("first", "weekends"),
    ]
    contributions = session.scalars(select(Contribution).order_by(Contribution.id)).all()
    assert [(each.question, each.text, each.said_on, each.has_quote_consent) for each in contributions] == [
        ("What is good?", "Kind people 👵🏽", date(2026, 10, 1), True),
        ("What first?", "weekends", date(2026, 10, 1), True),
    ]
    assert {(each.origin, each.group, each.source) for each in contributions} == {
        (Origin.SURVEY, Group.FAMILY_CARER, "Your visits")
    }
    assert count(session, Draft) == 0


def test_answers_off_the_path_are_not_sent(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="yes", good="Kind people")
    fill(session, draft, has_care="no")
    save_consent(session, draft, may_quote=False, on=ON)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [answer.question_key for answer in sent.response.answers] == ["has-care"]
    assert count(session, Contribution) == 0


def test_an_incomplete_draft_is_not_sent_and_stays(session: Session, draft: Draft) -> None:
    with pytest.raises(IncompleteResponse) as caught:
        submit_response(session, draft, at=LATE_EVENING)
    assert caught.value.question_key == "has-care"
    assert (count(session, Draft), count(session, Response)) == (1, 0)


def test_nothing_is_sent_after_the_last_day_in_england(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no")
    save_consent(session, draft, may_quote=False, on=ON)
    with pytest.raises(SurveyClosed):
        submit_response(session, draft, at=datetime(2026, 12, 2, 0, 0, tzinfo=UTC))
    assert submit_response(session, draft, at=datetime(2026, 12, 1, 23, 59, tzinfo=UTC)).receipt


def test_only_the_hash_of_a_receipt_code_is_stored(session: Session, draft: Draft, programme: Programme) -> None:
    fill(session, draft, has_care="no")
    save_consent(session, draft, may_quote=False, on=ON)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert sent.response.receipt_hash == hash_receipt(sent.receipt)
    assert find_response(session, programme, receipt=sent.receipt) is sent.response
    assert find_response(session, programme, receipt=make_receipt()) is None


def test_a_receipt_code_leads_nowhere_in_another_programme(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no")
    save_consent(session, draft, may_quote=False, on=ON)
    sent = submit_response(session, draft, at=LATE_EVENING)
    other = Programme(key="other", title="Other", council="Other Council", created_at_utc=LATE_EVENING)
    session.add(other)
    session.flush()
    assert find_response(session, other, receipt=sent.receipt) is None


def test_a_dropped_draft_is_gone(session: Session, edition: QuestionnaireEdition) -> None:
    draft, token = start_draft(session, edition, on=ON)
    drop_draft(session, draft)
    assert find_draft(session, edition, token=token) is None


@pytest.mark.parametrize("typed", ["K7QM-2XPT-94", "k7qm2xpt94", " k7qm 2xpt 94 ", "K7QM–2XPT–94", "k7qm_2xpt.94\n"])
def test_a_receipt_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_receipt(typed) == "K7QM-2XPT-94"


def test_letters_that_look_like_numbers_are_read_as_numbers() -> None:
    assert read_receipt("oOiI-lL22-22") == "0011-1122-22"


@pytest.mark.parametrize("typed", ["", "K7QM-2XPT-9", "K7QM-2XPT-944", "U7QM-2XPT-94", "٣٣٣٣٣٣٣٣٣٣", "\x00"])
def test_what_cannot_be_a_receipt_code_is_none(typed: str) -> None:
    assert read_receipt(typed) is None


@given(st.text(min_size=1))
def test_every_code_has_one_shape_and_reads_as_itself(token: str) -> None:
    for code in (receipt_of(token), make_receipt()):
        assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}", code)
        assert read_receipt(code.lower().replace("-", " ")) == code
    assert receipt_of(token) == receipt_of(token)
