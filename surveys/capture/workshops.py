"""Workshops: opened with their prompts, filled with notes, closed for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from surveys.capture.contributions import add_note_contribution
from surveys.errors import AlreadyRecorded, WorkshopClosed
from surveys.models import Account, Attendance, Note, Programme, Workshop, WorkshopPrompt
from surveys.values import Group, Wording


@dataclass(frozen=True)
class WorkshopPlan:
    """What is known of a workshop when it opens. `prompts` has at least one; groups of nobody may be left out."""

    title: str
    held_on: date
    place: str
    table_count: int
    prompts: tuple[str, ...]
    attendance: Mapping[Group, int]


@dataclass(frozen=True)
class NoteEntry:
    """One thing to be written down. `client_key` is made by whoever records it, a new one for every note."""

    client_key: str
    prompt_id: int
    group: Group
    table_number: int
    wording: Wording
    text: str
    has_quote_consent: bool
    vote_count: int = field(default=0, compare=False)
    """How many agreed when it was written down; more may be added later, so that it does not tell notes apart."""


def open_workshop(session: Session, programme: Programme, plan: WorkshopPlan, *, by: Account) -> Workshop:
    """Open a workshop; the same plan sent twice opens it once, as long as it takes notes."""
    for same in session.scalars(_workshops(programme).where(Workshop.title == plan.title)):
        if same.closed_at_utc is None and _plan_of(same) == plan:
            return same
    workshop = Workshop(
        programme_id=programme.id,
        title=plan.title,
        held_on=plan.held_on,
        place=plan.place,
        table_count=plan.table_count,
        opened_by_id=by.id,
        prompts=[WorkshopPrompt(position=position, text=text) for position, text in enumerate(plan.prompts, start=1)],
        attendance=[Attendance(group=group, people_count=count) for group, count in plan.attendance.items()],
    )
    session.add(workshop)
    session.flush()
    return workshop


def find_workshop(session: Session, programme: Programme, workshop_id: int) -> Workshop | None:
    """Find a workshop of a programme."""
    return session.scalar(_workshops(programme).where(Workshop.id == workshop_id))


def list_workshops(session: Session, programme: Programme) -> list[tuple[Workshop, int]]:
    """List a programme's workshops with the count of their notes: those that take notes first, then the newest."""
    query = _workshops(programme).add_columns(func.count(Note.id)).outerjoin(Note, Note.workshop_id == Workshop.id)
    order = (Workshop.closed_at_utc.is_not(None), Workshop.held_on.desc(), Workshop.id.desc())
    return [(workshop, count) for workshop, count in session.execute(query.group_by(Workshop.id).order_by(*order))]


def close_workshop(session: Session, workshop: Workshop, *, at: datetime) -> None:
    """Close a workshop for good; closing it again changes nothing."""
    _lock(session, workshop)
    if workshop.closed_at_utc is None:
        workshop.closed_at_utc = at
        session.flush()


def record_note(session: Session, workshop: Workshop, entry: NoteEntry, *, by: Account, at: datetime) -> Note:
    """Record a note and make it a contribution; the same entry sent twice is recorded once.

    Raises:
        WorkshopClosed: the workshop takes no more notes.
        AlreadyRecorded: a note with this `client_key` holds something else.
    """
    _lock(session, workshop)
    known = session.scalar(select(Note).where(Note.client_key == entry.client_key))
    if known is not None:
        if known.workshop_id != workshop.id or _entry_of(known) != entry:
            raise AlreadyRecorded
        return known
    if workshop.closed_at_utc is not None:
        raise WorkshopClosed
    note = Note(
        client_key=entry.client_key,
        workshop=workshop,
        prompt=next(prompt for prompt in workshop.prompts if prompt.id == entry.prompt_id),
        table_number=entry.table_number,
        group=entry.group,
        wording=entry.wording,
        text=entry.text,
        vote_count=entry.vote_count,
        has_quote_consent=entry.has_quote_consent,
        recorded_by_id=by.id,
        recorded_at_utc=at,
    )
    session.add(note)
    session.flush()
    add_note_contribution(session, note)
    return note


def add_vote(session: Session, note: Note) -> None:
    """Count one more person who agrees with a note.

    Raises:
        WorkshopClosed: the workshop takes no more votes either.
    """
    _lock(session, note.workshop)
    if note.workshop.closed_at_utc is not None:
        raise WorkshopClosed
    note.vote_count += 1
    session.flush()


def list_notes(session: Session, workshop: Workshop) -> list[Note]:
    """List a workshop's notes, newest first."""
    return list(session.scalars(select(Note).where(Note.workshop_id == workshop.id).order_by(Note.id.desc())))


def find_note(session: Session, workshop: Workshop, note_id: int) -> Note | None:
    """Find a note of a workshop."""
    return session.scalar(select(Note).where(Note.workshop_id == workshop.id, Note.id == note_id))


def find_latest_note(session: Session, workshop: Workshop, *, by: Account) -> Note | None:
    """Find the note that somebody recorded last."""
    query = select(Note).where(Note.workshop_id == workshop.id, Note.recorded_by_id == by.id)
    return session.scalars(query.order_by(Note.id.desc()).limit(1)).first()


def _workshops(programme: Programme) -> Select[Workshop]:
    """Select a programme's workshops."""
    return select(Workshop).where(Workshop.programme_id == programme.id)


def _lock(session: Session, workshop: Workshop) -> None:
    """Read the workshop anew and hold it until the transaction ends, so that nothing comes in while it closes."""
    session.refresh(workshop, with_for_update=True)


def _plan_of(workshop: Workshop) -> WorkshopPlan:
    """Give the plan that a workshop was opened with."""
    return WorkshopPlan(
        title=workshop.title,
        held_on=workshop.held_on,
        place=workshop.place,
        table_count=workshop.table_count,
        prompts=tuple(prompt.text for prompt in workshop.prompts),
        attendance={row.group: row.people_count for row in workshop.attendance},
    )


def _entry_of(note: Note) -> NoteEntry:
    """Give the entry that a note was made from."""
    return NoteEntry(
        client_key=note.client_key,
        prompt_id=note.prompt_id,
        group=note.group,
        table_number=note.table_number,
        wording=note.wording,
        text=note.text,
        has_quote_consent=note.has_quote_consent,
    )
