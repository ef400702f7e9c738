"""The tags of one contribution with everything that was decided about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from surveys.models import Account, Contribution, Decision, Redaction, Tag
from surveys.review.current import standing, undecided
from surveys.review.shares import reads_blind
from surveys.values import Outcome, Source


@dataclass(frozen=True)
class Line:
    """One decision, as it is told."""

    outcome: Outcome
    name: str
    at_utc: datetime


@dataclass(frozen=True)
class TagHistory:
    """A tag, whether it counts, whether it waits for a person, and its decisions, oldest first."""

    tag: Tag
    is_standing: bool
    is_waiting: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ShownTags:
    """What a reviewer sees of a contribution's tags: while it is read blind, only what they decided themselves."""

    histories: tuple[TagHistory, ...]
    is_blind: bool

    @property
    def has_suggestions(self) -> bool:
        """Whether one of the tags is seen to be the machine's."""
        return not self.is_blind and any(history.tag.source is Source.MACHINE for history in self.histories)


def find_contribution(session: Session, contribution_id: int, *, programme_id: int) -> Contribution | None:
    """Find a contribution of a programme."""
    query = select(Contribution).where(Contribution.id == contribution_id, Contribution.programme_id == programme_id)
    return session.scalar(query)


def show_tags(session: Session, contribution: Contribution, *, reviewer: Account) -> ShownTags:
    """Give the tags of a contribution as a reviewer is to see them now."""
    is_blind = bool(session.scalar(select(reads_blind()).where(Contribution.id == contribution.id)))
    histories = list_tag_histories(session, contribution)
    if is_blind:
        mine = select(Decision.tag_id).join(Tag, Tag.id == Decision.tag_id)
        mine = mine.where(Tag.contribution_id == contribution.id, Decision.decided_by_id == reviewer.id)
        seen = set(session.scalars(mine))
        histories = [history for history in histories if history.tag.id in seen]
    return ShownTags(tuple(histories), is_blind)


def list_tag_histories(session: Session, contribution: Contribution) -> list[TagHistory]:
    """List a contribution's tags in the order of its words: the current run's, and all that people decided on.

    A tag of the current run whose like was decided on before is left out: that decision speaks for it.
    """
    was_decided = exists().where(Decision.tag_id == Tag.id)
    query = (
        select(Tag, standing(), undecided())
        .join(Contribution, Tag.contribution_id == Contribution.id)
        .where(Contribution.id == contribution.id, or_(was_decided, undecided()))
        .options(joinedload(Tag.theme))
        .order_by(Tag.start, Tag.id)
    )
    rows = session.execute(query).all()
    lines = _lines(session, [tag.id for tag, _, _ in rows])
    return [
        TagHistory(tag, is_standing=bool(stands), is_waiting=bool(waits), lines=tuple(lines.get(tag.id, ())))
        for tag, stands, waits in rows
    ]


def list_redactions(session: Session, contribution: Contribution) -> list[Redaction]:
    """List the personal data that the current run found, in the order of the words."""
    query = select(Redaction).where(Redaction.run_id == contribution.current_run_id)
    return list(session.scalars(query.order_by(Redaction.start)))


def _lines(session: Session, tag_ids: Sequence[int]) -> dict[int, list[Line]]:
    """Give the decisions on tags, oldest first."""
    query = (
        select(Decision, Account.name)
        .join(Account, Account.id == Decision.decided_by_id)
        .where(Decision.tag_id.in_(tag_ids))
        .order_by(Decision.id)
    )
    found: dict[int, list[Line]] = {}
    for decision, name in session.execute(query):
        line = Line(decision.outcome, name, decision.decided_at_utc)
        found.setdefault(decision.tag_id, []).append(line)
    return found
