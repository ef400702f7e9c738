"""Asking for a new version from a page: a worker makes it, so that nobody waits for an answer with the page open."""

from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from surveys.models import Account, LearnedVersion, LearningAnswer, LearningRequest, Programme


def ask_to_learn(session: Session, programme: Programme, *, by: Account, at: datetime) -> LearningRequest:
    """Ask that the tagging learn; while a request waits, asking again changes nothing."""
    session.refresh(programme, with_for_update=True)
    waiting = find_waiting(session, programme)
    if waiting is not None:
        return waiting
    request = LearningRequest(programme_id=programme.id, asked_by_id=by.id, asked_at_utc=at)
    session.add(request)
    session.flush()
    return request


def find_waiting(session: Session, programme: Programme | None = None) -> LearningRequest | None:
    """Find the oldest request that has no answer, of one programme or of all."""
    query = select(LearningRequest).where(~exists().where(LearningAnswer.request_id == LearningRequest.id))
    return session.scalars(_of(query, programme).order_by(LearningRequest.id).limit(1)).first()


def find_last(session: Session, programme: Programme) -> LearningRequest | None:
    """Find the newest request of a programme."""
    query = _of(select(LearningRequest), programme)
    return session.scalars(query.order_by(LearningRequest.id.desc()).limit(1)).first()


def answer_request(
    session: Session, request: LearningRequest, *, at: datetime, version: LearnedVersion | None = None, note: str = ""
) -> None:
    """Say what came of a request: a version, or a note that says why there is none; the first answer stands."""
    session.refresh(request, with_for_update=True)
    if session.scalar(select(LearningAnswer.id).where(LearningAnswer.request_id == request.id)) is None:
        version_id = version.id if version else None
        session.add(LearningAnswer(request_id=request.id, version_id=version_id, note=note, answered_at_utc=at))
        session.flush()


def _of(query: Select[LearningRequest], programme: Programme | None) -> Select[LearningRequest]:
    """Keep to one programme, if one is given."""
    return query if programme is None else query.where(LearningRequest.programme_id == programme.id)
