"""A programme whose contributions are tagged, and a reviewer who decides on them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Contribution, Programme, Tag
from surveys.review.decisions import Act, accept_tag, finish_review, reject_tag
from surveys.tagging.runs import tag_waiting
from surveys.values import Role
from tests.integration.learning.standing_in import CountingTaggers
from tests.tagged import AT, add_contribution

TEXT = "late again and nobody rang"


@pytest.fixture
def reviewer(make_account: Callable[..., Account]) -> Account:
    return make_account("ada", Role.REVIEWER)


@pytest.fixture
def say(session: Session, programme: Programme) -> Callable[..., Contribution]:
    """Add a contribution that is tagged as it would be now."""

    def add(text: str = TEXT, *, is_blind: bool = False) -> Contribution:
        contribution = add_contribution(session, programme, text, is_blind=is_blind)
        contribution.current_run_id = None
        session.flush()
        tag_waiting(session, CountingTaggers(), at=AT)
        session.commit()
        return contribution

    return add


@pytest.fixture
def decide(session: Session, reviewer: Account) -> Callable[..., None]:
    """Accept or reject the machine's newest tag of a contribution, and finish with it."""

    def take(contribution: Contribution, *, right: bool = True, finish: bool = True) -> None:
        query = select(Tag).where(Tag.contribution_id == contribution.id).order_by(Tag.id.desc()).limit(1)
        tag = session.scalars(query).one()
        (accept_tag if right else reject_tag)(session, tag, Act(reviewer, AT, had_seen_suggestion=True))
        if finish:
            finish_review(session, contribution, by=reviewer, at=AT)
        session.commit()

    return take
