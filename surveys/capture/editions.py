"""Published editions of questionnaires, and when they take answers."""

import json
from datetime import date
from functools import lru_cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from surveys.definitions import Questionnaire, parse_questionnaire
from surveys.errors import AlreadyPublished
from surveys.models import Programme, QuestionnaireEdition


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
    edition = QuestionnaireEdition(
        programme_id=programme.id,
        key=questionnaire.key,
        version=questionnaire.version,
        title=questionnaire.title,
        group=questionnaire.group,
        definition=questionnaire.model_dump(mode="json", by_alias=True),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    session.add(edition)
    session.flush()
    return edition


def find_edition(session: Session, programme: Programme, key: str) -> QuestionnaireEdition | None:
    """Find the newest edition of a questionnaire."""
    return next(iter(list_editions(session, programme, key)), None)


def list_editions(session: Session, programme: Programme, key: str) -> list[QuestionnaireEdition]:
    """List all editions of a questionnaire, the newest first."""
    query = select(QuestionnaireEdition).where(
        QuestionnaireEdition.programme_id == programme.id, QuestionnaireEdition.key == key
    )
    return list(session.scalars(query.order_by(QuestionnaireEdition.version.desc())))


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
    """Give the definition of an edition; parsed once a process, since an edition never changes."""
    return _parsed(json.dumps(edition.definition, sort_keys=True), edition.key)


@lru_cache(maxsize=256)
def _parsed(definition: str, key: str) -> Questionnaire:
    """Parse a definition written as JSON."""
    return parse_questionnaire(json.loads(definition), name=key)
