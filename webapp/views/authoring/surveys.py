"""All surveys of a programme, a new one, and the overview of one: its sections and questions in order."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.authoring.content import own_questionnaire
from surveys.authoring.drafts import drop_draft, is_changed, list_surveys, list_templates, start_survey
from surveys.authoring.edits import DOWN, UP, change_settings, find_question, move_question, move_section
from surveys.authoring.publishing import languages_begun
from surveys.authoring.routes import condition_words
from surveys.authoring.translations import languages_lacking
from surveys.capture.editions import has_easy_read_of, is_open, languages_of, list_editions
from surveys.definitions import SingleChoice
from surveys.errors import EditRefused
from surveys.models import QuestionnaireDraft
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.authoring import SettingsForm, StartForm, TokenForm, language_words
from webapp.forms.authoring_questions import TYPES
from webapp.security import current_account, current_programme
from webapp.views.authoring.desk import current_draft, keep, keep_or_say, may_write, page, seen


@may_write
def show_all(programme_key: str) -> str:
    """List the surveys of the programme."""
    return render_template(
        "authoring/list.html",
        surveys=list_surveys(db.session, current_programme()),
        languages_of=languages_of,
        has_easy_read_of=has_easy_read_of,
        is_open=is_open,
        on=today(),
        language_words=language_words,
    )


@may_write
def start(programme_key: str) -> str | Response:
    """Begin a survey with one of the library, or an empty one."""
    templates = list_templates()
    form = StartForm()
    form.offer(templates)
    if form.validate_on_submit():
        raw = templates[form.template.data]
        raw = {**raw, "title": form.title.data or raw["title"]}
        if form.title.data or form.template.data == "empty":
            raw["key"] = raw["title"]
        draft = start_survey(db.session, current_programme(), raw, by=current_account(), at=now())
        record_act(
            db.session, "begin survey", by=current_account(), at=now(), programme=current_programme(), subject=draft
        )
        db.session.commit()
        flash("The survey is made. Nobody sees it until you publish it")
        return redirect(page("show", draft))
    back = (url_for(".show_all", programme_key=programme_key), "All surveys")
    return render_template("authoring/form.html", title="New survey", form=form, back=back)


@may_write
def show(programme_key: str, survey_key: str) -> str:
    """Show what a survey asks, in order, and where each question stands."""
    draft = current_draft()
    return _show(draft)


def _show(draft: QuestionnaireDraft, *, problem: str = "") -> str:
    """Render the overview; `problem` says why a move was refused."""
    programme, questionnaire = current_programme(), own_questionnaire(draft.content)
    form = TokenForm()
    if problem:
        form.add_error("submit", problem)
    return render_template(
        "authoring/survey.html",
        form=form,
        problem=problem,
        draft=draft,
        questionnaire=questionnaire,
        editions=list_editions(db.session, programme, draft.key),
        has_changes=draft.id is not None and is_changed(draft),
        types=TYPES,
        shown_when={each.key: condition_words(each.show_when, questionnaire) for each in questionnaire.questions()},
        lacking={each.key: languages_lacking(each, draft.content) for each in questionnaire.questions()},
        languages=languages_begun(draft),
        language_words=language_words,
        is_open=is_open,
        on=today(),
    )


@may_write
def move(programme_key: str, survey_key: str) -> str | Response:
    """Move a question or a section one place up or down; the page then stands at it."""
    draft, form = current_draft(), TokenForm()
    what, _, key = request.form.get("move", "").partition(" ")
    step = UP if what.endswith("up") else DOWN
    is_question = find_question(draft.content, key) is not None and what.startswith("question")
    if not form.validate_on_submit() or not (is_question or any(it["key"] == key for it in draft.content["sections"])):
        return redirect(page("show", draft))
    try:
        keep(draft, (move_question if is_question else move_section)(draft.content, key, step))
    except EditRefused as refused:
        return _show(draft, problem=str(refused))
    return redirect(f"{page('show', draft)}#{'question' if is_question else 'section'}-{key}")


@may_write
def change(programme_key: str, survey_key: str) -> str | Response:
    """Change what a survey is, and its first page."""
    draft = current_draft()
    raw = draft.content
    piece = {name: value for name, value in raw.items() if name not in {"sections", "translations"}}
    easy = raw.get("easy") or {}
    form = SettingsForm(data={**piece, "easy_title": easy.get("title"), "easy_purpose": easy.get("purpose")})
    choices = [each for each in own_questionnaire(raw).questions() if isinstance(each, SingleChoice)]
    form.offer({each.key: each.heading() for each in choices})
    if form.validate_on_submit():
        changed = change_settings(raw, **form.changes())
        if keep_or_say(form, draft, changed, piece=piece, field="title"):
            return redirect(page("show", draft))
    back = (page("show", draft), raw["title"])
    return render_template("authoring/form.html", title="Title and settings", form=form, back=back, seen=seen(piece))


@may_write
def drop(programme_key: str, survey_key: str) -> str | Response:
    """Throw away what was changed since the last edition, after saying what that means."""
    draft, form = current_draft(), TokenForm()
    if draft.id is None:
        return redirect(page("show", draft))
    if form.validate_on_submit():
        is_gone, title = draft.based_on_id is None, draft.content["title"]
        record_act(
            db.session, "throw away draft", by=current_account(), at=now(), programme=current_programme(), subject=draft
        )
        drop_draft(db.session, draft)
        db.session.commit()
        flash(f"“{title}” is gone" if is_gone else "The draft is as the last edition again")
        return redirect(url_for(".show_all", programme_key=programme_key) if is_gone else page("show", draft))
    return render_template(
        "authoring/confirm.html",
        form=form,
        title="Throw away the draft?",
        back=(page("show", draft), draft.content["title"]),
        lines=[
            "What was changed since the last edition is lost. Published editions stay as they are"
            if draft.based_on_id
            else "This survey was never published, so nothing of it will be left"
        ],
        button="Throw it away",
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("", "show_all", show_all)
    blueprint.add_url_rule("/new", "start", start, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>", "show", show)
    blueprint.add_url_rule("/<survey_key>/moves", "move", move, methods=["POST"])
    blueprint.add_url_rule("/<survey_key>/settings", "change", change, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/throw-away", "drop", drop, methods=["GET", "POST"])
