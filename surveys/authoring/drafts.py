"""Drafts of questionnaires: found or begun, changed by one person at a time, compared with what is published."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.authoring.content import Raw, check_content, raw_of
from surveys.authoring.keys import make_key
from surveys.capture.editions import list_editions, questionnaire_of
from surveys.definitions import LIBRARY, list_library_questionnaires
from surveys.definitions.loader import ABOUT_YOU, load_questionnaire
from surveys.definitions.questionnaire import ANSWERED_BY, QUOTE_CONSENT
from surveys.errors import DraftChanged
from surveys.models import Account, Programme, QuestionnaireDraft, QuestionnaireEdition
from surveys.values import Group

EMPTY = "empty"
"""The template of a survey with one question and nothing else."""


@dataclass(frozen=True)
class Survey:
    """One survey of a programme: its editions, the newest first, and its draft, if somebody changed something."""

    key: str
    editions: Sequence[QuestionnaireEdition]
    draft: QuestionnaireDraft | None

    @property
    def title(self) -> str:
        """Give the title, as it is in the draft."""
        return str(self.draft.content["title"]) if self.draft else self.editions[0].title

    @property
    def group(self) -> Group:
        """Give the group that is asked."""
        return Group(self.draft.content["group"]) if self.draft else self.editions[0].group

    @property
    def has_changes(self) -> bool:
        """Tell whether the draft differs from the newest edition."""
        return self.draft is not None and is_changed(self.draft)


def list_surveys(session: Session, programme: Programme) -> list[Survey]:
    """List the surveys of a programme, published or not, by their titles."""
    drafts = session.scalars(select(QuestionnaireDraft).where(QuestionnaireDraft.programme_id == programme.id))
    by_key = {draft.key: draft for draft in drafts}
    query = select(QuestionnaireEdition.key).where(QuestionnaireEdition.programme_id == programme.id)
    keys = {*by_key, *session.scalars(query.distinct())}
    surveys = [Survey(key, list_editions(session, programme, key), by_key.get(key)) for key in keys]
    return sorted(surveys, key=lambda survey: (survey.title.casefold(), survey.key))


def find_draft(
    session: Session, programme: Programme, key: str, *, to_change: bool = False
) -> QuestionnaireDraft | None:
    """Find what the next edition of a survey may become: its draft, or else what its newest edition asks.

    The latter is not stored until it is changed. With `to_change`, others who want to change surveys of the programme
    wait until the transaction ends. None when there is no such survey.
    """
    if to_change:
        session.execute(select(Programme.id).where(Programme.id == programme.id).with_for_update())
    query = select(QuestionnaireDraft).where(
        QuestionnaireDraft.programme_id == programme.id, QuestionnaireDraft.key == key
    )
    found = session.scalar(query.execution_options(populate_existing=to_change))
    if found is not None:
        return found
    editions = list_editions(session, programme, key)
    return _begin(programme, editions[0]) if editions else None


def _begin(programme: Programme, edition: QuestionnaireEdition) -> QuestionnaireDraft:
    """Begin a draft with what an edition asks, without storing it."""
    return QuestionnaireDraft(
        programme_id=programme.id, key=edition.key, content=raw_of(questionnaire_of(edition)), based_on_id=edition.id
    )


def start_survey(session: Session, programme: Programme, raw: Raw, *, by: Account, at: datetime) -> QuestionnaireDraft:
    """Begin a survey that the programme does not have yet; its key is made different from those of the others.

    Raises:
        InvalidDefinition: the content breaks the schema.
        EditRefused: a condition in it has lost what it depends on.
    """
    key = make_key(raw["key"], taken={survey.key for survey in list_surveys(session, programme)}, fallback="survey")
    draft = QuestionnaireDraft(programme_id=programme.id, key=key, content={})
    save_draft(session, draft, {**raw, "key": key, "version": 1}, by=by, at=at)
    return draft


def save_draft(session: Session, draft: QuestionnaireDraft, raw: Raw, *, by: Account, at: datetime) -> None:
    """Keep changed content.

    Raises:
        EditRefused: a condition would lose what it depends on.
        InvalidDefinition: the content would break the schema in another way.
    """
    check_content(raw)
    draft.content = raw
    draft.changed_by_id, draft.changed_at_utc = by.id, at
    session.add(draft)
    session.flush()


def drop_draft(session: Session, draft: QuestionnaireDraft) -> None:
    """Throw away what was changed since the last edition; a survey that was never published is gone."""
    session.delete(draft)
    session.flush()


def is_changed(draft: QuestionnaireDraft) -> bool:
    """Tell whether a draft differs from the edition that it began as."""
    if draft.based_on_id is None or draft.based_on is None:
        return True
    return _comparable(draft.content) != _comparable(raw_of(questionnaire_of(draft.based_on)))


def _comparable(raw: Raw) -> Raw:
    """Leave out what says nothing about what is asked."""
    return {name: value for name, value in raw.items() if name not in {"version", "translations"}} | {
        "translations": {language: dict(texts) for language, texts in raw.get("translations", {}).items() if texts}
    }


def fingerprint(piece: Any) -> str:
    """Give a short text that tells whether a piece of content is still as it was when a page was opened."""
    return hashlib.sha256(json.dumps(piece, sort_keys=True).encode()).hexdigest()[:16]


def check_unchanged(piece: Any, seen: str) -> None:
    """Refuse to change a piece of content that was changed since its page was opened.

    Raises:
        DraftChanged: somebody changed it.
    """
    if seen and fingerprint(piece) != seen:
        raise DraftChanged("the piece is not as it was")


def taken_keys(session: Session, draft: QuestionnaireDraft, programme: Programme) -> set[str]:
    """List keys that a new question may not have: of the draft, of every edition, and of the questions about people.

    So an answer under a key always means the same.
    """
    editions = list_editions(session, programme, draft.key)
    asked = {question.key for edition in editions for question in questionnaire_of(edition).questions()}
    own = {question["key"] for section in draft.content["sections"] for question in section["questions"]}
    about = {question.key for question in load_questionnaire(ABOUT_YOU).questions()}
    return asked | own | about | {QUOTE_CONSENT, ANSWERED_BY}


def taken_section_keys(draft: QuestionnaireDraft) -> set[str]:
    """List the keys of the draft's sections."""
    return {section["key"] for section in draft.content["sections"]} | {"about-you"}


def list_templates() -> dict[str, Raw]:
    """Give what a new survey can begin with: each questionnaire of the library, and an empty one."""
    folders = sorted(path.name for path in LIBRARY.iterdir() if (path / "questionnaires").is_dir())
    library = [questionnaire for folder in folders for questionnaire in list_library_questionnaires(folder)]
    return {questionnaire.key: raw_of(questionnaire) for questionnaire in library} | {EMPTY: empty_survey()}


def empty_survey() -> Raw:
    """Give a survey with one question."""
    question = {"type": "long_text", "key": "tell-us", "text": "What do you want to tell us?"}
    return {
        "key": EMPTY,
        "version": 1,
        "title": "New survey",
        "group": Group.SERVICE_USER.value,
        "language": "en",
        "minutes": 5,
        "purpose": "Please tell us what you think.",
        "sections": [{"key": "questions", "title": "Questions", "questions": [question]}],
    }
