"""What waits for a reviewer, and what comes next."""

from dataclasses import dataclass

from sqlalchemy import Subquery, case, exists, func, select
from sqlalchemy.orm import Session

from surveys.models import Account, Concern, Contribution, ContributionReview, Programme, Tag
from surveys.review.current import undecided
from surveys.values import Band


@dataclass(frozen=True)
class QueueCounts:
    """Contributions of a programme: those that wait for one reviewer, and those the reviewer has finished.

    A contribution waits when it has a tag that nobody has decided on and this reviewer has not finished with it.
    """

    unsure_count: int
    """Waiting, with at least one tag that the machine was not sure of."""
    sure_count: int
    """Waiting, with tags that the machine was sure of and no others."""
    concern_count: int
    """Waiting, with a safeguarding concern raised, open or closed."""
    finished_count: int

    @property
    def waiting_count(self) -> int:
        """All that waits."""
        return self.unsure_count + self.sure_count


def count_queue(session: Session, programme: Programme, *, reviewer: Account) -> QueueCounts:
    """Count what waits for a reviewer."""
    waiting = _waiting(programme, reviewer)
    has_concern = exists().where(Concern.contribution_id == waiting.c.id)
    query = select(
        func.count(),
        func.coalesce(func.sum(waiting.c.has_unsure), 0),
        func.coalesce(func.sum(case((has_concern, 1), else_=0)), 0),
    ).select_from(waiting)
    all_count, unsure_count, concern_count = session.execute(query).one()
    finished = (
        select(func.count())
        .select_from(ContributionReview)
        .join(Contribution, Contribution.id == ContributionReview.contribution_id)
        .where(Contribution.programme_id == programme.id, ContributionReview.reviewer_id == reviewer.id)
    )
    return QueueCounts(unsure_count, all_count - unsure_count, concern_count, session.scalar(finished) or 0)


def find_next_id(session: Session, programme: Programme, *, reviewer: Account) -> int | None:
    """Find the contribution to look at next, by its id; None when nothing waits.

    Those with an unsure tag come first, then those with the rarest theme, then the oldest: the same order every time.
    """
    waiting = _waiting(programme, reviewer)
    order = (waiting.c.has_unsure.desc(), waiting.c.rarest_count, waiting.c.id)
    return session.scalar(select(waiting.c.id).order_by(*order).limit(1))


def _waiting(programme: Programme, reviewer: Account) -> Subquery:
    """Select the contributions that wait: `id`, `has_unsure` (1 or 0), `rarest_count` (of its rarest theme's tags)."""
    themes = _theme_counts(programme)
    is_finished = exists().where(
        ContributionReview.contribution_id == Contribution.id, ContributionReview.reviewer_id == reviewer.id
    )
    return (
        select(
            Contribution.id,
            func.max(case((Tag.band == Band.SUGGEST, 1), else_=0)).label("has_unsure"),
            func.min(themes.c.tag_count).label("rarest_count"),
        )
        .join(Tag, Tag.run_id == Contribution.current_run_id)
        .join(themes, themes.c.theme_id == Tag.theme_id)
        .where(Contribution.programme_id == programme.id, undecided(), ~is_finished)
        .group_by(Contribution.id)
        .subquery()
    )


def _theme_counts(programme: Programme) -> Subquery:
    """Count the tags of every theme in a programme's current runs."""
    return (
        select(Tag.theme_id, func.count().label("tag_count"))
        .join(Contribution, Contribution.current_run_id == Tag.run_id)
        .where(Contribution.programme_id == programme.id)
        .group_by(Tag.theme_id)
        .subquery()
    )
