"""What the pages of the author's desk share: the draft that the address names, and keeping what was changed in it."""

from typing import Any

from flask import abort, request, url_for

from surveys.authoring.content import Raw, own_questionnaire
from surveys.authoring.drafts import check_unchanged, find_draft, fingerprint, save_draft
from surveys.authoring.edits import find_question
from surveys.definitions import Question
from surveys.errors import DraftChanged, EditRefused, InvalidDefinition
from surveys.models import Programme, QuestionnaireDraft
from surveys.tagging.codeframes import list_codeframes
from surveys.values import Role
from webapp.clock import now
from webapp.extensions import db
from webapp.filters import long_instant
from webapp.forms.base import Form
from webapp.security import allow, current_account, current_programme

may_write = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)


def current_draft() -> QuestionnaireDraft:
    """Give the draft of the survey that the address names; whoever is about to change it waits for the others."""
    key = str((request.view_args or {})["survey_key"])
    return find_draft(db.session, current_programme(), key, to_change=request.method == "POST") or abort(404)


def current_question(draft: QuestionnaireDraft) -> Raw:
    """Give the question of the draft that the address names."""
    return find_question(draft.content, str((request.view_args or {})["question_key"])) or abort(404)


def defined(draft: QuestionnaireDraft, question: Raw) -> Question:
    """Give a question of the draft as its definition."""
    return own_questionnaire(draft.content).find_question(question["key"]) or abort(404)


def page(endpoint: str, draft: QuestionnaireDraft, **more: Any) -> str:
    """Give the address of one of a survey's pages."""
    return url_for(f"authoring.{endpoint}", programme_key=current_programme().key, survey_key=draft.key, **more)


def question_page(draft: QuestionnaireDraft, key: str) -> str:
    """Give the address of the page of a question."""
    return page("show_question", draft, question_key=key)


def keep(draft: QuestionnaireDraft, raw: Raw) -> None:
    """Keep changed content for good.

    Raises:
        EditRefused, InvalidDefinition: it cannot be kept.
    """
    save_draft(db.session, draft, raw, by=current_account(), at=now())
    db.session.commit()


def keep_or_say(form: Form, draft: QuestionnaireDraft, raw: Raw, *, piece: Any, field: str) -> bool:
    """Keep changed content for good, or say at a field why not; then what was typed is shown again.

    `piece` is what the page changes, as it is now: it must be what it was when the page was opened.
    """
    try:
        check_unchanged(piece, request.form.get("seen", ""))
        keep(draft, raw)
    except DraftChanged:
        form.add_error(field, _overtaken(draft))
    except EditRefused as refused:
        form.add_error(field, str(refused))
    except InvalidDefinition as error:
        form.add_error(field, f"This cannot be kept as it is: {str(error).partition(': ')[2]}")
    else:
        return True
    return False


def _overtaken(draft: QuestionnaireDraft) -> str:
    """Say that somebody else was faster, and what to do."""
    who = "Somebody changed this"
    if draft.id is not None:
        who = f"{draft.changed_by.name} changed this on {long_instant(draft.changed_at_utc)}"
    return (
        f"{who}, after you opened this page. What you typed is still here. Look at the survey "
        "in another tab. Then press the button again if yours is to take its place"
    )


def seen(piece: Any) -> str:
    """Give what a page remembers of the piece that it changes."""
    return fingerprint(piece)


def theme_choices(programme: Programme) -> dict[str, str]:
    """Give the themes in use by their keys, each with the codeframe that it is of."""
    frames = list_codeframes(db.session, programme)
    return {theme.key: f"{theme.title} ({frame.title})" for frame in frames for theme in frame.themes}
