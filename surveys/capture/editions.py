"""Published editions of questionnaires, and when they take answers."""

import hashlib
import json
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from surveys.definitions import Questionnaire, aloud, has_easy_read, list_languages, parse_questionnaire, present
from surveys.errors import AlreadyPublished
from surveys.models import Programme, QuestionnaireEdition
from surveys.values import Language


def publish_edition(
    session: Session, programme: Programme, questionnaire: Questionnaire, *, opens_on: date, closes_on: date | None
) -> QuestionnaireEdition:
    """Freeze a questionnaire as an edition of a programme.

    Raises:
        AlreadyPublished: this version is published; a changed questionnaire needs a new version number.
    """
    if any(
        edition.version == questionnaire.version for edition in list_editions(session, programme, questionnaire.key)
    ):
        raise AlreadyPublished(
            f"Version {questionnaire.version} of {questionnaire.key} is published already and cannot change. "
            f"Give the changed questionnaire version = {questionnaire.version + 1}."
        )
    definition = questionnaire.model_dump(mode="json", by_alias=True)
    edition = QuestionnaireEdition(
        programme_id=programme.id,
        key=questionnaire.key,
        version=questionnaire.version,
        title=questionnaire.title,
        group=questionnaire.group,
        definition=definition,
        digest=_digest(definition),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    session.add(edition)
    session.flush()
    return edition


def find_edition(session: Session, programme: Programme, key: str) -> QuestionnaireEdition | None:
    """Find the newest edition of a questionnaire."""
    return next(iter(list_editions(session, programme, key)), None)


_OF_KEY = (
    select(QuestionnaireEdition)
    .where(QuestionnaireEdition.programme_id == bindparam("programme_id"), QuestionnaireEdition.key == bindparam("key"))
    .order_by(QuestionnaireEdition.version.desc())
)
"""Made once: asked for on every page of a survey."""


def list_editions(session: Session, programme: Programme, key: str) -> list[QuestionnaireEdition]:
    """List all editions of a questionnaire, the newest first."""
    return list(session.scalars(_OF_KEY, {"programme_id": programme.id, "key": key}))


def is_open(edition: QuestionnaireEdition, *, on: date) -> bool:
    """Tell whether an edition takes answers on a day; both ends included."""
    return edition.opens_on <= on and (edition.closes_on is None or on <= edition.closes_on)


def list_open_editions(session: Session, programme: Programme, *, on: date) -> list[QuestionnaireEdition]:
    """List the editions that take answers on a day, the newest of each questionnaire, in order of publishing."""
    query = select(QuestionnaireEdition).where(
        QuestionnaireEdition.programme_id == programme.id,
        QuestionnaireEdition.opens_on <= on,
        or_(QuestionnaireEdition.closes_on.is_(None), QuestionnaireEdition.closes_on >= on),
    )
    newest: dict[str, QuestionnaireEdition] = {}
    for edition in session.scalars(query.order_by(QuestionnaireEdition.id)):
        if edition.key not in newest or newest[edition.key].version < edition.version:
            newest[edition.key] = edition
    return list(newest.values())


def questionnaire_of(edition: QuestionnaireEdition) -> Questionnaire:
    """Give the definition of an edition; read and parsed once a process, since an edition never changes."""
    if edition.digest not in _parsed:
        _parsed[edition.digest] = parse_questionnaire(edition.definition, name=edition.key)
    return _parsed[edition.digest]


def presented(
    edition: QuestionnaireEdition, *, language: Language, is_easy: bool, is_aloud: bool = False
) -> Questionnaire:
    """Give an edition as it is put to somebody; worked out once a process for each language and format."""
    key = (edition.digest, language, is_easy, is_aloud)
    if key not in _presented:
        shown = present(questionnaire_of(edition), language=language, is_easy=is_easy)
        _presented[key] = aloud(shown) if is_aloud else shown
    return _presented[key]


def languages_of(edition: QuestionnaireEdition) -> list[Language]:
    """List the languages that an edition is whole in, its own first."""
    if edition.digest not in _languages:
        _languages[edition.digest] = list_languages(questionnaire_of(edition))
    return _languages[edition.digest]


def has_easy_read_of(edition: QuestionnaireEdition) -> bool:
    """Tell whether every page of an edition has an Easy Read variant."""
    if edition.digest not in _easy:
        _easy[edition.digest] = has_easy_read(questionnaire_of(edition))
    return _easy[edition.digest]


_parsed: dict[str, Questionnaire] = {}
_easy: dict[str, bool] = {}
_presented: dict[tuple[str, Language, bool, bool], Questionnaire] = {}
_languages: dict[str, list[Language]] = {}


def _digest(definition: dict[str, Any]) -> str:
    """Give the SHA-256 of a definition, in hexadecimal."""
    return hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
