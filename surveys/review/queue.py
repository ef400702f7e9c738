"""What waits for a reviewer, and what comes next."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, case, exists, func, select
from sqlalchemy.orm import Session

from surveys.models import Account, Concern, Contribution, ContributionReview, Programme, Tag, TaggingRun
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
    no_theme_count: int
    """Words in which nobody has found a theme yet; they come last, since the software may have missed one."""
    finished_count: int

    @property
    def waiting_count(self) -> int:
        """All that waits."""
        return self.unsure_count + self.sure_count + self.no_theme_count


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
    no_theme = session.scalar(select(func.count()).select_from(_no_theme(programme, reviewer).subquery())) or 0
    return QueueCounts(unsure_count, all_count - unsure_count, concern_count, no_theme, session.scalar(finished) or 0)


def find_next_id(session: Session, programme: Programme, *, reviewer: Account) -> int | None:
    """Find the contribution to look at next, by its id; None when nothing waits.

    Those with an unsure tag come first, then those with the rarest theme, then the oldest: the same order every time.
    Those in which no theme was found come when all others are finished.
    """
    waiting = _waiting(programme, reviewer)
    order = (waiting.c.has_unsure.desc(), waiting.c.rarest_count, waiting.c.id)
    first = session.scalar(select(waiting.c.id).order_by(*order).limit(1))
    return first or session.scalar(_no_theme(programme, reviewer).order_by(Contribution.id).limit(1))


def _is_finished(reviewer: Account) -> ColumnElement[bool]:
    """Hold for contributions that the reviewer has finished with."""
    return exists().where(
        ContributionReview.contribution_id == Contribution.id, ContributionReview.reviewer_id == reviewer.id
    )


def _no_theme(programme: Programme, reviewer: Account) -> Select[int]:
    """Select the contributions whose words say something, but on which nobody has put a tag."""
    return (
        select(Contribution.id)
        .join(TaggingRun, TaggingRun.id == Contribution.current_run_id)
        .where(
            Contribution.programme_id == programme.id,
            ~TaggingRun.is_empty,
            ~exists().where(Tag.contribution_id == Contribution.id),
            ~_is_finished(reviewer),
        )
    )


def _waiting(programme: Programme, reviewer: Account) -> Subquery:
    """Select the contributions that wait: `id`, `has_unsure` (1 or 0), `rarest_count` (of its rarest theme's tags)."""
    themes = _theme_counts(programme)
    return (
        select(
            Contribution.id,
            func.max(case((Tag.band == Band.SUGGEST, 1), else_=0)).label("has_unsure"),
            func.min(themes.c.tag_count).label("rarest_count"),
        )
        .join(Tag, Tag.run_id == Contribution.current_run_id)
        .join(themes, themes.c.theme_id == Tag.theme_id)
        .where(Contribution.programme_id == programme.id, undecided(), ~_is_finished(reviewer))
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
