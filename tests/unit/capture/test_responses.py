"""Responses: what is on the path, sent once, with nothing that says whose it is."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.drafts import Draft, find_draft, start_draft
from surveys.capture.receipts import hash_receipt, make_receipt
from surveys.capture.responses import find_response, submit_response
from surveys.errors import IncompleteResponse, SurveyClosed
from surveys.models import Contribution, Programme, QuestionnaireEdition, Response, SealedDraft
from surveys.values import AnsweredBy, Channel, Format, Group, Language, Origin
from tests.conftest import SECRET
from tests.unit.capture.visits import LATE_EVENING, ON, count, end, fill


def test_a_response_holds_the_path_and_a_contribution_for_each_text(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="yes", good="Kind people 👵🏽", count=14, first="weekends")
    end(session, draft, may_quote=True)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [(answer.question_key, answer.value) for answer in sent.response.answers] == [
        ("has-care", "yes"),
        ("good", "Kind people 👵🏽"),
        ("count", 14),
        ("first", "weekends"),
    ]
    contributions = session.scalars(select(Contribution).order_by(Contribution.id))
    assert [(each.question, each.text, each.said_on.isoformat(), each.has_quote_consent) for each in contributions] == [
        ("What is good?", "Kind people 👵🏽", "2026-10-01", True),
        ("What first, of 14 visits?", "weekends", "2026-10-01", True),
    ]


def test_a_contribution_names_where_it_came_from(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="yes", good="Kind people")
    end(session, draft)
    submit_response(session, draft, at=LATE_EVENING)
    each = session.scalars(select(Contribution)).one()
    assert (each.origin, each.group, each.source) == (Origin.SURVEY, Group.FAMILY_CARER, "Your visits")


def test_a_response_keeps_language_form_channel_and_who_answered(
    session: Session, edition: QuestionnaireEdition
) -> None:
    draft = start_draft(session.connection(), edition, secret=SECRET, on=ON, channel=Channel.KIOSK)
    fill(session, draft, has_care="no", first="weekends")
    end(session, draft, by=AnsweredBy.FOR_SOMEBODY)
    sent = submit_response(session, draft, at=LATE_EVENING, language=Language.URDU, form=Format.EASY_READ)
    session.expire_all()
    kept = sent.response
    assert (kept.language, kept.format) == (Language.URDU, Format.EASY_READ)
    assert (kept.channel, kept.answered_by) == (Channel.KIOSK, AnsweredBy.FOR_SOMEBODY)
    assert session.scalars(select(Contribution.language)).one() is Language.URDU


def test_the_words_for_something_else_are_an_answer_and_a_contribution(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="other", has_care_other_words="My neighbour comes")
    end(session, draft)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [(answer.question_key, answer.value) for answer in sent.response.answers] == [
        ("has-care", "other"),
        ("has-care-other-words", "My neighbour comes"),
    ]
    contribution = session.scalars(select(Contribution)).one()
    assert (contribution.question, contribution.text) == ("What is it?", "My neighbour comes")


def test_the_words_for_something_else_are_not_sent_when_something_listed_was_chosen(
    session: Session, draft: Draft
) -> None:
    fill(session, draft, has_care="other", has_care_other_words="My neighbour comes")
    fill(session, draft, has_care="no")
    end(session, draft)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [answer.question_key for answer in sent.response.answers] == ["has-care"]
    assert count(session, Contribution) == 0


def test_answers_off_the_path_are_not_sent(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="yes", good="Kind people")
    fill(session, draft, has_care="no")
    end(session, draft)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [answer.question_key for answer in sent.response.answers] == ["has-care"]
    assert count(session, Contribution) == 0


def test_a_sent_draft_is_gone(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no")
    end(session, draft)
    submit_response(session, draft, at=LATE_EVENING)
    assert count(session, SealedDraft) == 0
    assert find_draft(session.connection(), code=draft.code, secret=SECRET) is None


def test_an_incomplete_draft_is_not_sent_and_stays(session: Session, draft: Draft) -> None:
    with pytest.raises(IncompleteResponse) as caught:
        submit_response(session, draft, at=LATE_EVENING)
    assert caught.value.question_key == "has-care"
    assert (count(session, SealedDraft), count(session, Response)) == (1, 0)


def test_nothing_is_sent_after_the_last_day_in_england(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no")
    end(session, draft)
    with pytest.raises(SurveyClosed):
        submit_response(session, draft, at=datetime(2026, 12, 2, 0, 0, tzinfo=UTC))
    assert submit_response(session, draft, at=datetime(2026, 12, 1, 23, 59, tzinfo=UTC)).receipt


def test_only_the_hash_of_a_receipt_code_is_stored(session: Session, draft: Draft, programme: Programme) -> None:
    fill(session, draft, has_care="no")
    end(session, draft)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert sent.response.receipt_hash == hash_receipt(sent.receipt)
    assert find_response(session, programme, receipt=sent.receipt) is sent.response
    assert find_response(session, programme, receipt=make_receipt()) is None


def test_a_receipt_code_leads_nowhere_in_another_programme(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no")
    end(session, draft)
    sent = submit_response(session, draft, at=LATE_EVENING)
    other = Programme(key="other", title="Other", council="Other Council", created_at_utc=LATE_EVENING)
    session.add(other)
    session.flush()
    assert find_response(session, other, receipt=sent.receipt) is None
