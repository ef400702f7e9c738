"""Possible safeguarding matters: raised by the pipeline or by a person, closed by a person only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from surveys.errors import ReasonMissing, SpanOutsideText
from surveys.models import Account, Concern, ConcernEntry, Contribution, Programme
from surveys.review.spans import Span
from surveys.tagging.kinds import concern_kinds
from surveys.values import ConcernOutcome

OVERDUE_AFTER = timedelta(hours=24)
LIKELY = 0.5
"""Confidence from which the software is fairly sure of a concern."""
_CLOSING = (ConcernOutcome.REFERRED, ConcernOutcome.NO_RISK)


@dataclass(frozen=True)
class ConcernCounts:
    """Concerns of a programme. Overdue ones are open for longer than `OVERDUE_AFTER`, and open ones too."""

    open_count: int
    overdue_count: int
    closed_count: int


def is_open(outcomes: Sequence[ConcernOutcome]) -> bool:
    """Tell whether a concern is open, by the outcomes of its entries, oldest first."""
    return not outcomes or outcomes[-1] not in _CLOSING


def is_overdue(concern: Concern, *, at: datetime) -> bool:
    """Tell whether a concern is open for too long; the clock runs from the moment it was raised."""
    outcomes = [entry.outcome for entry in concern.entries]
    return is_open(outcomes) and at - concern.raised_at_utc > OVERDUE_AFTER


def raise_concern(
    session: Session, contribution: Contribution, span: Span, *, kind: str, by: Account, at: datetime
) -> Concern:
    """Raise a concern about a stretch of a contribution's words.

    A contribution has one concern: where there is one, what is raised now is added to it as an entry and opens it
    again. Raising the same thing twice changes nothing.

    Raises:
        SpanOutsideText: the stretch is empty or not inside the contribution's text.
    """
    start, end = span
    if not 0 <= start < end <= len(contribution.text):
        raise SpanOutsideText
    session.refresh(contribution, with_for_update=True)
    known = find_concern_of(session, contribution)
    if known is None:
        concern = Concern(
            contribution_id=contribution.id, kind=kind, start=start, end=end, raised_by_id=by.id, raised_at_utc=at
        )
        session.add(concern)
        session.flush()
        return concern
    is_same = (known.kind, known.start, known.end) == (kind, start, end)
    if not (is_same and is_open([entry.outcome for entry in known.entries])):
        note = f"Raised again: {concern_kinds()[kind]}, about the words “{contribution.text[start:end]}”"
        add_entry(session, known, ConcernOutcome.LOOKING, note=note, by=by, at=at)
    return known


def add_entry(
    session: Session, concern: Concern, outcome: ConcernOutcome, *, note: str, by: Account, at: datetime
) -> ConcernEntry:
    """Record what was done about a concern; the same entry sent twice in a row is recorded once.

    Raises:
        ReasonMissing: the note is blank.
    """
    if not note.strip():
        raise ReasonMissing
    session.refresh(concern, with_for_update=True)
    session.expire(concern, ["entries"])
    latest = concern.entries[-1] if concern.entries else None
    if latest and (latest.outcome, latest.note, latest.written_by_id) == (outcome, note, by.id):
        return latest
    entry = ConcernEntry(outcome=outcome, note=note, written_by_id=by.id, written_at_utc=at)
    concern.entries.append(entry)
    session.flush()
    return entry


def find_concern(session: Session, programme: Programme, concern_id: int) -> Concern | None:
    """Find a concern of a programme."""
    query = select(Concern).join(Concern.contribution).options(joinedload(Concern.contribution))
    return session.scalar(query.where(Concern.id == concern_id, Contribution.programme_id == programme.id))


def find_concern_of(session: Session, contribution: Contribution) -> Concern | None:
    """Find the concern raised about a contribution."""
    return session.scalar(select(Concern).where(Concern.contribution_id == contribution.id))


def list_concerns(session: Session, programme: Programme, *, most: int, skip: int = 0) -> list[Concern]:
    """List a programme's concerns, at most `most` after the first `skip`.

    Open ones come first; among them those that a person raised or the software is fairly sure of; then the oldest.
    """
    query = (
        select(Concern)
        .join(Concern.contribution)
        .where(Contribution.programme_id == programme.id)
        .options(joinedload(Concern.contribution), selectinload(Concern.entries))
        .order_by(_is_closed(), ~_is_likely(), Concern.raised_at_utc, Concern.id)
    )
    return list(session.scalars(query.limit(most).offset(skip)))


def _is_likely() -> ColumnElement[bool]:
    """Hold for concerns that a person raised, or the software is fairly sure of."""
    return or_(Concern.confidence.is_(None), Concern.confidence >= LIKELY)


def count_concerns(session: Session, programme: Programme, *, at: datetime) -> ConcernCounts:
    """Count a programme's concerns."""
    is_late = and_(~_is_closed(), Concern.raised_at_utc < at - OVERDUE_AFTER)
    counts = [
        session.scalar(
            select(func.count(Concern.id))
            .join(Concern.contribution)
            .where(Contribution.programme_id == programme.id, condition)
        )
        or 0
        for condition in (~_is_closed(), is_late, _is_closed())
    ]
    return ConcernCounts(*counts)


def account_names(session: Session, concern: Concern) -> dict[int, str]:
    """Give the names of those who raised a concern or wrote about it, by account."""
    ids = {entry.written_by_id for entry in concern.entries} | {concern.raised_by_id}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids - {None})))
    return {row.id: row.name for row in rows}


def _is_closed() -> ColumnElement[bool]:
    """Hold for concerns whose latest entry closes them."""
    latest = (
        select(ConcernEntry.outcome)
        .where(ConcernEntry.concern_id == Concern.id)
        .order_by(ConcernEntry.id.desc())
        .limit(1)
        .correlate(Concern)
        .scalar_subquery()
    )
    return func.coalesce(latest.in_(_CLOSING), False)
