"""What the sample's reviewer has decided so far: most of the surveys are checked, the workshops still wait."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Contribution, Programme, Tag
from surveys.review.current import undecided
from surveys.review.decisions import Act, accept_tag, finish_review, reject_tag
from surveys.review.shares import is_drawn_blind
from surveys.values import Origin

KEPT_FROM = 0.4
"""The sample's reviewer accepts what the software suggests with at least this confidence, and rejects the rest."""

EVERY = 6
"""Each sixth contribution is left for whoever tries the sample."""


def add_sample_reviews(session: Session, programme: Programme, *, reviewer: Account, at: datetime) -> None:
    """Add decisions on the tags of most survey answers; those to be read blind wait for whoever tries the sample."""
    query = select(Contribution).where(
        Contribution.programme_id == programme.id,
        Contribution.origin == Origin.SURVEY,
        Contribution.id % EVERY != 0,
        ~is_drawn_blind(),
    )
    act = Act(by=reviewer, at=at, had_seen_suggestion=True)
    for contribution in session.scalars(query.order_by(Contribution.id)).all():
        tags = select(Tag).join(Contribution).where(Tag.contribution_id == contribution.id, undecided())
        for tag in session.scalars(tags.order_by(Tag.id)).all():
            decide = accept_tag if tag.confidence >= KEPT_FROM else reject_tag
            decide(session, tag, act)
        finish_review(session, contribution, by=reviewer, at=at)
