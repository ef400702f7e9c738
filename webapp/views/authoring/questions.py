"""Questions: what each one is, its words, its answers, what it is about; added and taken out."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import Raw, own_questionnaire
from surveys.authoring.drafts import taken_keys
from surveys.authoring.edits import add_question, change_question, find_section, remove_question
from surveys.authoring.keys import make_key
from surveys.authoring.routes import condition_words
from surveys.authoring.translations import languages_lacking
from surveys.errors import EditRefused
from surveys.models import QuestionnaireDraft
from webapp.extensions import db
from webapp.forms.authoring import TokenForm, language_words
from webapp.forms.authoring_questions import BEGINNINGS, TYPES, OptionForm, ThemesForm, TypeForm, words_form
from webapp.security import current_programme
from webapp.views.authoring.desk import (
    current_draft,
    current_question,
    defined,
    keep_or_say,
    may_write,
    page,
    question_page,
    seen,
    theme_choices,
)


@may_write
def choose_type(programme_key: str, survey_key: str, section_key: str) -> str | Response:
    """Ask what kind of answer a new question takes."""
    draft, form = current_draft(), TypeForm()
    if find_section(draft.content, section_key) is None:
        abort(404)
    if form.validate_on_submit():
        return redirect(page("add_question", draft, section_key=section_key, kind=form.type.data))
    back = (page("show", draft), draft.content["title"])
    return render_template("authoring/form.html", title="What kind of answer do you want?", form=form, back=back)


@may_write
def add(programme_key: str, survey_key: str, section_key: str, kind: str) -> str | Response:
    """Write a new question at the end of a section."""
    draft = current_draft()
    if kind not in TYPES or find_section(draft.content, section_key) is None:
        abort(404)
    begun = {"type": kind, **BEGINNINGS.get(kind, {})}
    form = words_form(begun, theme_choices(current_programme()))
    if form.validate_on_submit():
        changes = form.changes({})
        named = str(changes.get("statement") or changes["text"])
        key = make_key(named, taken=taken_keys(db.session, draft, current_programme()))
        raw = add_question(draft.content, {"type": kind, "key": key, **changes}, section=section_key)
        if keep_or_say(form, draft, raw, piece=None, field="text"):
            flash("The question is added. You can now give it more")
            return redirect(question_page(draft, key))
    return _words_page(draft, form, title=f"New question: {TYPES[kind][0].lower()}", back=page("show", draft))


@may_write
def show(programme_key: str, survey_key: str, question_key: str) -> str:
    """Show one question with everything that belongs to it."""
    draft = current_draft()
    raw = current_question(draft)
    question, questionnaire = defined(draft, raw), own_questionnaire(draft.content)
    themes = theme_choices(current_programme())
    return render_template(
        "authoring/question.html",
        draft=draft,
        raw=raw,
        question=question,
        section=questionnaire.section_of(question),
        kind=TYPES[raw["type"]][0],
        shown_when=condition_words(question.show_when, questionnaire),
        themes=[themes.get(key, key) for key in question.themes],
        theme=themes.get(raw.get("theme", ""), raw.get("theme", "")),
        lacking=languages_lacking(question, draft.content),
        language_words=language_words,
    )


@may_write
def change_words(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Change the words of a question and what its type needs."""
    draft = current_draft()
    raw = current_question(draft)
    typed = request.form.get("options") if draft.based_on_id else None
    form = words_form(raw, theme_choices(current_programme()), typed=typed)
    if form.validate_on_submit():
        changes = form.changes(raw)
        if keep_or_say(form, draft, change_question(draft.content, question_key, **changes), piece=raw, field="text"):
            _tell_options(raw, changes)
            return redirect(question_page(draft, question_key))
    back = question_page(draft, question_key)
    return _words_page(draft, form, title="Words of the question", back=back, seen_now=seen(raw), raw=raw)


def _tell_options(before: Raw, changes: Raw) -> None:
    """Say which answers count as new and which are gone, since that is decided by how alike the words are."""
    if "options" not in before or "options" not in changes:
        return
    old = {option["value"]: option["text"] for option in before["options"]}
    new = {option["value"]: option["text"] for option in changes["options"]}
    added = [f"“{text}”" for value, text in new.items() if value not in old]
    gone = [f"“{text}”" for value, text in old.items() if value not in new]
    if added or gone:
        parts = [f"new answers: {', '.join(added)}"] if added else []
        parts += [f"taken out: {', '.join(gone)}"] if gone else []
        flash(f"Saved, with {' and '.join(parts)}")


def _words_page(
    draft: QuestionnaireDraft, form: object, *, title: str, back: str, seen_now: str = "", raw: Raw | None = None
) -> str:
    """Render the form of a question's words, with the earlier questions whose answers can stand in them."""
    key = raw["key"] if raw else ""
    before = []
    for question in own_questionnaire(draft.content).questions():
        if question.key == key:
            break
        before.append(question)
    return render_template(
        "authoring/words.html",
        title=title,
        form=form,
        back=(back, "Back"),
        seen=seen_now,
        before=before,
        is_published=raw is not None and draft.based_on_id is not None,
    )


@may_write
def change_option(programme_key: str, survey_key: str, question_key: str, value: str) -> str | Response:
    """Change more about one answer of a list: its help, what it asks for, whether it rules out all others."""
    draft = current_draft()
    raw = current_question(draft)
    option = next((each for each in raw.get("options", []) if each["value"] == value), None) or abort(404)
    form = OptionForm(data={**option, "rules_out": raw.get("none") == value})
    if form.validate_on_submit():
        parts = {name: form[name].data for name in ("hint", "ask") if form[name] in form.fields_of(raw["type"])}
        changed = {name: text for name, text in {**option, **parts}.items() if text}
        options = [changed if each["value"] == value else each for each in raw["options"]]
        none = value if form.rules_out.data else None if raw.get("none") == value else raw.get("none")
        more = {"none": none} if raw["type"] == "multiple" else {}
        changed_raw = change_question(draft.content, question_key, options=options, **more)
        if keep_or_say(form, draft, changed_raw, piece=raw, field="hint"):
            return redirect(question_page(draft, question_key))
    return render_template(
        "authoring/form.html",
        title=f"The answer “{option['text']}”",
        form=form,
        fields=form.fields_of(raw["type"]),
        back=(question_page(draft, question_key), "Back to the question"),
        seen=seen(raw),
    )


@may_write
def change_themes(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Change which themes a question asks about."""
    draft = current_draft()
    raw = current_question(draft)
    form = ThemesForm(data={"themes": raw.get("themes", [])})
    known = theme_choices(current_programme())
    form.themes.choices = known | {key: key for key in raw.get("themes", []) if key not in known}
    if form.validate_on_submit():
        changed = change_question(draft.content, question_key, themes=form.themes.data)
        if keep_or_say(form, draft, changed, piece=raw, field="themes"):
            return redirect(question_page(draft, question_key))
    back = (question_page(draft, question_key), "Back to the question")
    return render_template(
        "authoring/form.html", title="Which themes does it ask about?", form=form, back=back, seen=seen(raw)
    )


@may_write
def remove(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Take a question out, after saying what that means."""
    draft, form = current_draft(), TokenForm()
    raw = current_question(draft)
    if form.validate_on_submit():
        try:
            changed = remove_question(draft.content, question_key)
        except EditRefused as refused:
            form.add_error("submit", str(refused))
        else:
            if keep_or_say(form, draft, changed, piece=raw, field="submit"):
                flash("The question is taken out")
                return redirect(page("show", draft))
    lines = ["Its words, its Easy Read version and its clip go with it."]
    if draft.based_on_id:
        lines.append("Answers given to editions that are published are kept. The next edition asks this no more.")
    return render_template(
        "authoring/confirm.html",
        form=form,
        title=f"Take out “{defined(draft, raw).heading()}”?",
        back=(question_page(draft, question_key), "Back to the question"),
        lines=lines,
        button="Take it out",
        seen=seen(raw),
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    section, place = "/<survey_key>/sections/<section_key>", "/<survey_key>/questions/<question_key>"
    blueprint.add_url_rule(place, "show_question", show)
    for rule, endpoint, view in (
        (f"{section}/new-question", "choose_type", choose_type),
        (f"{section}/new-question/<kind>", "add_question", add),
        (f"{place}/words", "change_words", change_words),
        (f"{place}/answers/<value>", "change_option", change_option),
        (f"{place}/themes", "change_themes", change_themes),
        (f"{place}/remove", "remove_question", remove),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=["GET", "POST"])
