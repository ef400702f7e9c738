"""Sections: added, changed, taken out."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import Raw, own_questionnaire
from surveys.authoring.drafts import taken_keys, taken_section_keys
from surveys.authoring.edits import add_section, change_section, find_section, remove_section, split_section
from surveys.authoring.keys import make_key
from surveys.errors import EditRefused
from surveys.models import QuestionnaireDraft
from webapp.extensions import db
from webapp.forms.authoring import NEW, NewSectionForm, SectionForm, TokenForm
from webapp.security import current_programme
from webapp.views.authoring.desk import current_draft, keep_or_say, may_write, page, seen

FIRST_WORDS = "Is there anything else you want to tell us?"
"""What a new section asks until its author writes something else."""


def _current(draft: QuestionnaireDraft) -> Raw:
    """Give the section that the address names."""
    return find_section(draft.content, str((request.view_args or {})["section_key"])) or abort(404)


@may_write
def add(programme_key: str, survey_key: str) -> str | Response:
    """Add a section: with a new question, or with questions of another one."""
    draft, form = current_draft(), NewSectionForm()
    sections = own_questionnaire(draft.content).sections
    form.offer({each.key: each.heading() for section in sections for each in section.questions[1:]})
    if form.validate_on_submit():
        key = make_key(form.title.data or "", taken=taken_section_keys(draft), fallback="section")
        section = {"key": key, **form.changes()}
        try:
            raw = _with_section(draft, section, first=form.first.data)
        except EditRefused as refused:
            form.add_error("first", str(refused))
        else:
            if keep_or_say(form, draft, raw, piece=None, field="title"):
                return redirect(f"{page('show', draft)}#section-{key}")
    back = (page("show", draft), draft.content["title"])
    return render_template("authoring/form.html", title="Add a section", form=form, back=back)


def _with_section(draft: QuestionnaireDraft, section: Raw, *, first: str) -> Raw:
    """Give the content with the new section."""
    if first != NEW:
        return split_section(draft.content, section, first=first)
    key = make_key(FIRST_WORDS, taken=taken_keys(db.session, draft, current_programme()))
    return add_section(draft.content, section, first={"type": "long_text", "key": key, "text": FIRST_WORDS})


@may_write
def change(programme_key: str, survey_key: str, section_key: str) -> str | Response:
    """Change the words above the questions of a section."""
    draft = current_draft()
    section = _current(draft)
    piece, easy = {name: section.get(name) for name in ("title", "intro", "easy")}, section.get("easy") or {}
    form = SectionForm(data={**piece, "easy_title": easy.get("title"), "easy_intro": easy.get("intro")})
    if form.validate_on_submit():
        raw = change_section(draft.content, section_key, **form.changes())
        if keep_or_say(form, draft, raw, piece=piece, field="title"):
            return redirect(f"{page('show', draft)}#section-{section_key}")
    back = (page("show", draft), draft.content["title"])
    return render_template("authoring/form.html", title="Change a section", form=form, back=back, seen=seen(piece))


@may_write
def remove(programme_key: str, survey_key: str, section_key: str) -> str | Response:
    """Take a section out with all its questions, after saying what that means."""
    draft, form = current_draft(), TokenForm()
    section = _current(draft)
    if form.validate_on_submit():
        try:
            raw = remove_section(draft.content, section_key)
        except EditRefused as refused:
            form.add_error("submit", str(refused))
        else:
            if keep_or_say(form, draft, raw, piece=section, field="submit"):
                return redirect(page("show", draft))
    count = len(section["questions"])
    lines = [f"{count} question{' goes' if count == 1 else 's go'} with it."]
    if draft.based_on_id:
        lines.append("Answers given to editions that are published are kept. The next edition asks this no more.")
    return render_template(
        "authoring/confirm.html",
        form=form,
        title=f"Take out the section “{section['title']}”?",
        back=(page("show", draft), draft.content["title"]),
        lines=lines,
        button="Take it out",
        seen=seen(section),
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = "/<survey_key>/sections/<section_key>"
    for rule, endpoint, view in (
        ("/<survey_key>/new-section", "add_section", add),
        (place, "change_section", change),
        (f"{place}/remove", "remove_section", remove),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=["GET", "POST"])
