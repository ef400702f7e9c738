"""What waits for a reviewer, and what comes next."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, case, exists, func, select
from sqlalchemy.orm import Session

from surveys.models import Account, Concern, Contribution, ContributionReview, Programme, Tag, TaggingRun
from surveys.review.current import undecided
from surveys.review.shares import Share, drawn_order, reads_blind, share_of
from surveys.values import Band


@dataclass(frozen=True)
class QueueCounts:
    """Contributions of a programme: those that wait for one reviewer, and those the reviewer has finished.

    A contribution waits when it has a tag that nobody has decided on and this reviewer has not finished with it, or
    when it was drawn to be read blind and nobody has.
    """

    unsure_count: int
    """Waiting, with at least one tag that the machine was not sure of."""
    sure_count: int
    """Waiting, with tags that the machine was sure of and no others."""
    blind_count: int
    """To be read without the machine's tags in view."""
    concern_count: int
    """Waiting with a tag to check, and with a safeguarding concern raised, open or closed."""
    no_theme_count: int
    """Words in which nobody has found a theme yet; they come last, since the software may have missed one."""
    finished_count: int

    @property
    def waiting_count(self) -> int:
        """All that waits."""
        return self.unsure_count + self.sure_count + self.blind_count + self.no_theme_count


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
    return QueueCounts(
        unsure_count=unsure_count,
        sure_count=all_count - unsure_count,
        blind_count=_count(session, _blind(programme)),
        concern_count=concern_count,
        no_theme_count=_count(session, _no_theme(programme, reviewer)),
        finished_count=_count(session, _finished(programme, reviewer)),
    )


def find_next_id(session: Session, programme: Programme, *, reviewer: Account) -> int | None:
    """Find the contribution to look at next, by its id; None when nothing waits.

    What it is looked at for changes from one to the next, so that each share gets its part of the reviewer's time. Of
    those with an unsure tag, the one with the rarest theme comes first, then the oldest: the same order every time.
    Those in which no theme was found come when all others are finished.
    """
    waiting = _waiting(programme, reviewer)
    unsure = select(waiting.c.id).where(waiting.c.has_unsure == 1).order_by(waiting.c.rarest_count, waiting.c.id)
    sure = select(waiting.c.id).where(waiting.c.has_unsure == 0).order_by(waiting.c.drawn)
    queries: dict[Share, Select[int]] = {
        Share.INFORMATIVE: unsure,
        Share.CONFIDENT: sure,
        Share.BLIND: _blind(programme).order_by(drawn_order()),
    }
    turn = share_of(_count(session, _finished(programme, reviewer)) + 1)
    last = _no_theme(programme, reviewer).order_by(Contribution.id)
    for query in (queries[turn], *queries.values(), last):
        found = session.scalar(query.limit(1))
        if found is not None:
            return found
    return None


def _count(session: Session, query: Select[int]) -> int:
    """Count what a query selects."""
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _finished(programme: Programme, reviewer: Account) -> Select[int]:
    """Select the contributions of a programme that the reviewer has finished with."""
    return select(Contribution.id).where(Contribution.programme_id == programme.id, _is_finished(reviewer))


def _blind(programme: Programme) -> Select[int]:
    """Select the contributions that are to be read blind: tagged, and their words say something."""
    return (
        select(Contribution.id)
        .join(TaggingRun, TaggingRun.id == Contribution.current_run_id)
        .where(Contribution.programme_id == programme.id, ~TaggingRun.is_empty, reads_blind())
    )


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
            ~reads_blind(),
        )
    )


def _waiting(programme: Programme, reviewer: Account) -> Subquery:
    """Select the contributions with tags to check: `id`, `drawn`, `has_unsure` (1 or 0), `rarest_count`.

    `drawn` is the place in the draw, `rarest_count` the number of tags of the rarest theme.
    """
    themes = _theme_counts(programme)
    return (
        select(
            Contribution.id,
            drawn_order().label("drawn"),
            func.max(case((Tag.band == Band.SUGGEST, 1), else_=0)).label("has_unsure"),
            func.min(themes.c.tag_count).label("rarest_count"),
        )
        .join(Tag, Tag.run_id == Contribution.current_run_id)
        .join(themes, themes.c.theme_id == Tag.theme_id)
        .where(Contribution.programme_id == programme.id, undecided(), ~_is_finished(reviewer), ~reads_blind())
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
