"""What nobody asked about: contributions that no theme fits, gathered by what they are about.

They are for those who may read contributions: nothing of it is published.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from surveys.models import (
    Account,
    Contribution,
    Look,
    LookRequest,
    Programme,
    Subject,
    SubjectDismissal,
    SubjectMember,
    Tag,
    TaggingRun,
)
from surveys.review.current import standing, undecided
from surveys.summaries.redaction import hide_personal, personal_of
from surveys.tagging.grouping import Findings

MOST = 4_000
"""Contributions looked at in one look, the newest: the time it takes grows with the square of their number."""
PAGE_SIZE = 20
LIKE = 0.5
"""Share of the contributions of two subjects together that both must have to be about the same thing."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be looked at: ids of contributions and their words without personal data, side by side.

    `unthemed_count` counts all contributions that no theme fits.
    """

    ids: tuple[int, ...]
    texts: tuple[str, ...]
    unthemed_count: int


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution and its words without personal data; None while nobody has looked for any."""

    contribution: Contribution
    words: str | None


@dataclass(frozen=True, slots=True)
class SubjectSummary:
    """A subject, how many contributions are about it, the one nearest to its middle, and why it was set aside.

    It counts as set aside when it was itself, or when one of an earlier look with much the same contributions was.
    """

    subject: Subject
    count: int
    nearest: Said | None
    dismissal: SubjectDismissal | None


def is_unthemed() -> ColumnElement[bool]:
    """Hold for contributions whose words say something in English, without a tag that counts or waits for a person.

    The query must join `TaggingRun` by the contribution's current run.
    """
    own = select(Tag.id).where(Tag.contribution_id == Contribution.id).correlate(Contribution)
    return and_(~TaggingRun.is_empty, TaggingRun.language == "en", ~own.where(or_(standing(), undecided())).exists())


def count_unthemed(session: Session, programme: Programme) -> int:
    """Count the contributions of a programme that no theme fits today."""
    return session.scalar(select(func.count()).select_from(_unthemed(programme).subquery())) or 0


def gather_material(session: Session, programme: Programme) -> Material:
    """Read the newest contributions that no theme fits, without personal data."""
    newest = _unthemed(programme).order_by(Contribution.said_on.desc(), Contribution.id.desc()).limit(MOST)
    contributions = list(session.scalars(newest))
    said = _say(session, contributions)
    texts = tuple(each.words or "" for each in said)
    return Material(tuple(each.id for each in contributions), texts, count_unthemed(session, programme))


def ask_for_look(session: Session, programme: Programme, *, by: Account | None, at: datetime) -> LookRequest:
    """Ask what the contributions that no theme fits are about; while a request waits, asking again changes nothing."""
    session.refresh(programme, with_for_update=True)
    waiting = find_waiting_request(session, programme)
    if waiting is not None:
        return waiting
    request = LookRequest(programme_id=programme.id, asked_by_id=by.id if by else None, asked_at_utc=at)
    session.add(request)
    session.flush()
    return request


def find_waiting_request(session: Session, programme: Programme | None = None) -> LookRequest | None:
    """Find the oldest request that has no look, of one programme or of all."""
    query = select(LookRequest).where(~exists().where(Look.request_id == LookRequest.id))
    if programme is not None:
        query = query.where(LookRequest.programme_id == programme.id)
    return session.scalars(query.order_by(LookRequest.id).limit(1)).first()


def store_look(
    session: Session, request: LookRequest, material: Material, findings: Findings, *, at: datetime, note: str = ""
) -> Look:
    """Keep what was found for a request; the first look for it stands. Contributions gone meanwhile are left out."""
    session.refresh(request, with_for_update=True)
    known = session.scalar(select(Look).where(Look.request_id == request.id))
    if known is not None:
        return known
    look = Look(
        request_id=request.id,
        made_at_utc=at,
        pipeline=findings.pipeline,
        parameters=findings.parameters,
        unthemed_count=material.unthemed_count,
        looked_count=len(material.ids),
        note=note,
    )
    session.add(look)
    session.flush()
    there = set(session.scalars(select(Contribution.id).where(Contribution.programme_id == request.programme_id)))
    for position, found in enumerate(findings.subjects, start=1):
        subject = Subject(look_id=look.id, position=position, phrases=list(found.phrases))
        session.add(subject)
        session.flush()
        ids = [material.ids[place] for place in found.members if material.ids[place] in there]
        session.add_all(
            SubjectMember(look_id=look.id, contribution_id=each, subject_id=subject.id, position=number)
            for number, each in enumerate(ids, start=1)
        )
    session.flush()
    return look


def find_latest_look(session: Session, programme: Programme) -> Look | None:
    """Find the newest look at a programme's contributions."""
    query = select(Look).join(LookRequest).where(LookRequest.programme_id == programme.id)
    return session.scalars(query.order_by(Look.id.desc()).limit(1)).first()


def list_subjects(session: Session, look: Look) -> list[SubjectSummary]:
    """List the subjects of a look, the largest first."""
    members = _members(session, [subject.id for subject in look.subjects])
    nearest = {each.id: each for each in _contributions(session, [ids[0] for ids in members.values() if ids])}
    said = {each.contribution.id: each for each in _say(session, list(nearest.values()))}
    dismissed = _dismissed(session, look.request.programme_id)
    return [
        SubjectSummary(
            subject,
            count=len(ids := members[subject.id]),
            nearest=said.get(ids[0]) if ids else None,
            dismissal=_find_dismissal(subject, set(ids), dismissed),
        )
        for subject in look.subjects
    ]


def find_subject(session: Session, programme: Programme, subject_id: int) -> SubjectSummary | None:
    """Find a subject of one of the programme's looks."""
    query = select(Look).join(Subject, Subject.look_id == Look.id).join(LookRequest)
    look = session.scalar(query.where(Subject.id == subject_id, LookRequest.programme_id == programme.id))
    if look is None:
        return None
    return next(each for each in list_subjects(session, look) if each.subject.id == subject_id)


def list_said(session: Session, subject: Subject, *, page: int = 1, most: int = PAGE_SIZE) -> list[Said]:
    """List contributions about a subject, nearest to its middle first; pages count from 1."""
    query = (
        select(Contribution)
        .join(SubjectMember, SubjectMember.contribution_id == Contribution.id)
        .where(SubjectMember.subject_id == subject.id)
        .order_by(SubjectMember.position)
    )
    return _say(session, list(session.scalars(query.offset((page - 1) * most).limit(most))))


def dismiss_subject(session: Session, subject: Subject, *, reason: str, by: Account, at: datetime) -> SubjectDismissal:
    """Set a subject aside; the first reason stands."""
    known = session.scalar(select(SubjectDismissal).where(SubjectDismissal.subject_id == subject.id))
    if known is not None:
        return known
    dismissal = SubjectDismissal(subject_id=subject.id, reason=reason, dismissed_by_id=by.id, dismissed_at_utc=at)
    session.add(dismissal)
    session.flush()
    return dismissal


def are_alike(first: Collection[int], second: Collection[int]) -> bool:
    """Tell whether two subjects have enough contributions in common to be about the same thing."""
    either = set(first) | set(second)
    return bool(either) and len(set(first) & set(second)) >= LIKE * len(either)


def name_subject(subject: Subject) -> str:
    """Name a subject by its first key phrases."""
    words = ", ".join(str(phrase) for phrase in subject.phrases[:3])
    return words[:1].upper() + words[1:] if words else f"Subject {subject.position}"


def _unthemed(programme: Programme) -> Select[Contribution]:
    query = select(Contribution).join(TaggingRun, TaggingRun.id == Contribution.current_run_id)
    return query.where(Contribution.programme_id == programme.id, is_unthemed())


def _contributions(session: Session, ids: Collection[int]) -> Sequence[Contribution]:
    return session.scalars(select(Contribution).where(Contribution.id.in_(ids))).all()


def _say(session: Session, contributions: Sequence[Contribution]) -> list[Said]:
    """Give contributions with their words, in order."""
    personal = personal_of(session, contributions)
    hidden = {each.id: hide_personal(each.text, personal[each.id]) for each in contributions if each.id in personal}
    return [Said(each, hidden.get(each.id)) for each in contributions]


def _members(session: Session, subject_ids: Collection[int]) -> dict[int, list[int]]:
    """Give the ids of the contributions of each subject, nearest first."""
    query = select(SubjectMember).where(SubjectMember.subject_id.in_(subject_ids)).order_by(SubjectMember.position)
    found: dict[int, list[int]] = defaultdict(list)
    for member in session.scalars(query):
        found[member.subject_id].append(member.contribution_id)
    return found


def _dismissed(session: Session, programme_id: int) -> list[tuple[SubjectDismissal, set[int]]]:
    """List what was set aside in a programme, the newest first, each with the ids of its contributions."""
    query = select(SubjectDismissal).join(Subject).join(Look).join(LookRequest)
    rows = session.scalars(
        query.where(LookRequest.programme_id == programme_id)
        .options(joinedload(SubjectDismissal.dismissed_by))
        .order_by(SubjectDismissal.id.desc())
    ).all()
    members = _members(session, [row.subject_id for row in rows])
    return [(row, set(members[row.subject_id])) for row in rows]


def _find_dismissal(
    subject: Subject, ids: set[int], dismissed: Sequence[tuple[SubjectDismissal, set[int]]]
) -> SubjectDismissal | None:
    own = next((row for row, _ in dismissed if row.subject_id == subject.id), None)
    return own or next((row for row, others in dismissed if are_alike(ids, others)), None)
