"""Drafts: kept at once, opened by their code alone, gone when nobody touches them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.drafts import (
    KEPT_DAYS,
    Draft,
    drop_draft,
    find_draft,
    find_gap,
    find_unseen,
    purge_drafts,
    save_answered_by,
    save_consent,
    start_draft,
)
from surveys.capture.editions import publish_edition
from surveys.capture.sealing import make_draft_code
from surveys.models import Programme, QuestionnaireEdition, SealedDraft
from surveys.values import AnsweredBy, Channel
from tests.conftest import SECRET
from tests.unit.capture.visits import ON, SURVEY, count, end, fill


def test_only_the_code_leads_to_a_draft(session: Session, draft: Draft) -> None:
    for is_changed in (False, True):
        found = find_draft(session.connection(), code=draft.code, secret=SECRET, to_change=is_changed)
        assert found is not None
        assert (found.id, found.code, found.edition_id) == (draft.id, draft.code, draft.edition_id)
    for other in (draft.key.code_hash, make_draft_code(), draft.code.lower(), ""):
        assert find_draft(session.connection(), code=other, secret=SECRET) is None
    assert draft.code not in draft.key.code_hash


def test_a_code_of_one_edition_opens_nothing_of_another(
    session: Session, programme: Programme, edition: QuestionnaireEdition, draft: Draft
) -> None:
    other = publish_edition(session, programme, SURVEY.model_copy(update={"version": 2}), opens_on=ON, closes_on=None)
    assert find_draft(session.connection(), code=draft.code, secret=SECRET, edition=other) is None
    assert find_draft(session.connection(), code=draft.code, secret=SECRET, edition=edition) is not None


def test_what_is_saved_is_there_again(session: Session, edition: QuestionnaireEdition) -> None:
    draft = start_draft(session.connection(), edition, secret=SECRET, on=ON, channel=Channel.KIOSK, invitation="a-key")
    fill(session, draft, has_care="yes", good="Kind people 👵🏽 “ডা”", count=3, first=None)
    end(session, draft, by=AnsweredBy.WITH_HELP)
    session.expire_all()
    found = find_draft(session.connection(), code=draft.code, secret=SECRET)
    assert found is not None
    assert found.answers == {
        "has-care": "yes",
        "good": "Kind people 👵🏽 “ডা”",
        "count": 3,
        "first": None,
        "answered-by": "with_help",
        "quote-consent": False,
    }
    assert (found.channel, found.invitation) == (Channel.KIOSK, "a-key")


def test_the_day_of_the_last_touch_is_kept(session: Session, draft: Draft) -> None:
    save_consent(session.connection(), draft, may_quote=False, on=date(2026, 11, 21))
    assert session.scalars(select(SealedDraft.touched_on)).one() == date(2026, 11, 21)


def test_a_question_left_blank_is_seen_but_not_answered(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", count=None)
    unseen = find_unseen(SURVEY, draft.answers)
    assert unseen is not None
    assert unseen.key == "first"


def test_a_changed_answer_opens_questions_that_were_not_seen(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", count=None, first=None, born=None)
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
    assert find_gap(SURVEY, draft.answers) == "answered-by"
    save_answered_by(session.connection(), draft, AnsweredBy.SELF, on=ON)
    assert find_gap(SURVEY, draft.answers) == "quote-consent"
    save_consent(session.connection(), draft, may_quote=False, on=ON)
    assert find_gap(SURVEY, draft.answers) is None


def test_a_dropped_draft_is_gone(session: Session, draft: Draft) -> None:
    drop_draft(session.connection(), draft)
    assert find_draft(session.connection(), code=draft.code, secret=SECRET) is None


@pytest.mark.parametrize(("days", "left"), [(0, 1), (KEPT_DAYS, 1), (KEPT_DAYS + 1, 0)])
def test_a_draft_goes_after_60_days_untouched_and_not_before(
    session: Session, draft: Draft, days: int, left: int
) -> None:
    assert KEPT_DAYS == 60
    assert purge_drafts(session.connection(), on=ON + timedelta(days=days)) == 1 - left
    assert count(session, SealedDraft) == left


def test_a_draft_touched_again_is_kept_longer(session: Session, draft: Draft) -> None:
    save_consent(session.connection(), draft, may_quote=False, on=ON + timedelta(days=30))
    assert purge_drafts(session.connection(), on=ON + timedelta(days=61)) == 0
    assert purge_drafts(session.connection(), on=ON + timedelta(days=91)) == 1
