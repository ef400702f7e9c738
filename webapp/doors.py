"""Programmes and their surveys as respondents' pages need them: read every two seconds, not for every page.

A survey that is opened or closed is so two seconds later at most. What is kept belongs to no database session.
"""

import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from surveys.capture.editions import list_editions, questionnaire_of
from surveys.models import Programme, QuestionnaireEdition
from surveys.people import find_programme
from webapp.extensions import db

T = TypeVar("T")
MOST_KEPT = 500


def programme_at(key: str) -> Programme | None:
    """Find a programme by its key."""

    def read(session: Session) -> Programme | None:
        return find_programme(session, key)

    return _kept(("programme", key), read)


def editions_at(programme: Programme, survey_key: str) -> list[QuestionnaireEdition]:
    """List all editions of a survey, the newest first."""

    def read(session: Session) -> list[QuestionnaireEdition]:
        editions = list_editions(session, programme, survey_key)
        for edition in editions:
            questionnaire_of(edition)  # its definition is read while the session is there
        return editions

    return _kept(("editions", programme.id, survey_key), read)


def _kept(key: Hashable, read: Callable[[Session], T]) -> T:
    """Give what was read not long ago, or read it."""
    doors: dict[Hashable, tuple[float, T]] = current_app.extensions.setdefault("doors", {})
    seconds = current_app.config["DOOR_SECONDS"]
    known = doors.get(key)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    with Session(db.engine, expire_on_commit=False) as session:
        found = read(session)
    if len(doors) >= MOST_KEPT:
        doors.clear()
    doors[key] = (time.monotonic() + seconds, found)
    return found
