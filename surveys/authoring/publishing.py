"""Making an edition of a draft, and changing until when an edition takes answers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from surveys.audit import record_act
from surveys.authoring.checks import Finding, list_errors
from surveys.authoring.content import raw_of, whole_questionnaire
from surveys.authoring.drafts import save_draft
from surveys.authoring.translations import count_missing, drop_unused
from surveys.capture.editions import list_editions, publish_edition, questionnaire_of
from surveys.definitions import Questionnaire, has_easy_read, list_languages, list_missing
from surveys.errors import DatesRefused, NotReady
from surveys.models import Account, Programme, QuestionnaireDraft, QuestionnaireEdition
from surveys.values import Language


@dataclass(frozen=True)
class Edition:
    """What publishing a draft would make: its version, and what goes out."""

    version: int
    questionnaire: Questionnaire
    languages: list[Language]
    missing_counts: dict[Language, int]
    """Texts that are missing in the languages that do not go out, but are begun."""
    has_easy_read: bool
    errors: list[Finding]
    overtaken_by: int | None
    """The version that was published since the draft was begun, from a file or at the command line; None for none."""


def plan_edition(session: Session, programme: Programme, draft: QuestionnaireDraft) -> Edition:
    """Say what publishing a draft would make."""
    version = _next_version(session, programme, draft)
    questionnaire = whole_questionnaire({**drop_unused(draft.content), "version": version})
    languages = list_languages(questionnaire)
    begun = [language for language in Language if draft.content.get("translations", {}).get(language.value)]
    missing = {language: len(list_missing(questionnaire, language)) for language in begun if language not in languages}
    return Edition(
        version=version,
        questionnaire=questionnaire,
        languages=languages,
        missing_counts=missing,
        has_easy_read=has_easy_read(questionnaire),
        errors=list_errors(session, programme, draft),
        overtaken_by=_overtaken_by(session, programme, draft),
    )


def publish_draft(
    session: Session,
    programme: Programme,
    draft: QuestionnaireDraft,
    *,
    opens_on: date,
    closes_on: date | None,
    by: Account,
    at: datetime,
) -> QuestionnaireEdition:
    """Make an edition of a draft; the draft then stands on it.

    Raises:
        NotReady: the draft has mistakes that keep it from being published.
    """
    planned = plan_edition(session, programme, draft)
    if planned.errors:
        raise NotReady(f"{len(planned.errors)} mistakes in {draft.key}")
    edition = publish_edition(session, programme, planned.questionnaire, opens_on=opens_on, closes_on=closes_on)
    draft.based_on_id = edition.id
    save_draft(session, draft, raw_of(planned.questionnaire), by=by, at=at)
    record_act(session, "publish questionnaire", by=by, at=at, programme=programme, subject=edition)
    return edition


def change_dates(
    session: Session,
    edition: QuestionnaireEdition,
    *,
    opens_on: date,
    closes_on: date | None,
    by: Account,
    at: datetime,
    today: date,
) -> None:
    """Change from when, while it is not open yet, and until when an edition takes answers.

    Raises:
        DatesRefused: it is open already and another first day was given, or the last day is before the first.
    """
    if opens_on != edition.opens_on and edition.opens_on <= today:
        raise DatesRefused("it is open already")
    if closes_on is not None and closes_on < opens_on:
        raise DatesRefused("the last day is before the first")
    edition.opens_on, edition.closes_on = opens_on, closes_on
    record_act(session, "change dates", by=by, at=at, programme=edition.programme, subject=edition)
    session.flush()


def _next_version(session: Session, programme: Programme, draft: QuestionnaireDraft) -> int:
    """Give the number after that of the newest edition."""
    editions = list_editions(session, programme, draft.key)
    return editions[0].version + 1 if editions else 1


def _overtaken_by(session: Session, programme: Programme, draft: QuestionnaireDraft) -> int | None:
    """Give the newest version if the draft was not begun with it."""
    editions = list_editions(session, programme, draft.key)
    return editions[0].version if editions and editions[0].id != draft.based_on_id else None


def raw_of_edition(edition: QuestionnaireEdition) -> dict[str, object]:
    """Write an edition as TOML has it."""
    return raw_of(questionnaire_of(edition))


def languages_begun(draft: QuestionnaireDraft) -> dict[Language, int]:
    """Count what is missing in each language but the questionnaire's own; one that is not begun lacks everything."""
    own = draft.content.get("language", Language.ENGLISH.value)
    return {language: count_missing(draft.content, language) for language in Language if language.value != own}
