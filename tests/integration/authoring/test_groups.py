"""A survey that several groups answer: what somebody says counts for the group that they say they are of."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.drafts import save_answer, save_answered_by, save_consent, start_draft
from surveys.capture.editions import publish_edition
from surveys.capture.responses import submit_response
from surveys.definitions import LIBRARY, load_questionnaire, parse_questionnaire
from surveys.errors import InvalidDefinition
from surveys.models import Contribution, Programme
from surveys.values import AnsweredBy, Group
from tests.authored import single, survey, words
from tests.conftest import AT

KIOSK = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "kiosk.toml")


@pytest.mark.parametrize(
    ("who", "group"),
    [
        ("service-user", Group.SERVICE_USER),
        ("family-carer", Group.FAMILY_CARER),
        ("care-worker", Group.CARE_WORKER),
        ("somebody-else", Group.SERVICE_USER),
    ],
)
def test_words_at_a_kiosk_count_for_the_group_chosen(
    session: Session, programme: Programme, who: str, group: Group
) -> None:
    edition = publish_edition(session, programme, KIOSK, opens_on=date(2026, 1, 1), closes_on=None)
    draft = start_draft(session.connection(), edition, secret="x", on=AT.date())
    for key, value in (("who", who), ("one-change", "More time for each visit")):
        asked = KIOSK.find_question(key)
        assert asked is not None
        save_answer(session.connection(), draft, asked, value, on=AT.date())
    save_consent(session.connection(), draft, may_quote=True, on=AT.date())
    save_answered_by(session.connection(), draft, AnsweredBy.SELF, on=AT.date())
    submit_response(session, draft, at=AT)
    assert session.scalars(select(Contribution.group)).all() == [group]


@pytest.mark.parametrize("group_from", ["nothing", "why"])
def test_the_group_comes_from_a_question_with_one_answer(group_from: str) -> None:
    with pytest.raises(InvalidDefinition, match=f"group_from names {group_from}, which is not a"):
        parse_questionnaire(survey(single("first"), words("why"), group_from=group_from))
