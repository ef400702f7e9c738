"""A sign-language film or a recording for a question, with everything said in it as text."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.edits import change_question
from surveys.authoring.media import add_film, add_sound
from surveys.errors import UnreadableFile
from webapp.extensions import db
from webapp.forms.authoring import TokenForm
from webapp.forms.authoring_easy import ClipForm
from webapp.security import current_account, current_programme
from webapp.views.authoring.desk import (
    current_draft,
    current_question,
    defined,
    keep_or_say,
    may_write,
    question_page,
    seen,
)

UPLOAD_LIMIT = 24 * 1024 * 1024
"""Bytes of a whole request with a clip in it; a little more than the clip may have, which is then said."""


@may_write
def change(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Add a clip, put another in its place, or change its words."""
    request.max_content_length = UPLOAD_LIMIT
    draft = current_draft()
    raw = current_question(draft)
    before = raw.get("clip") or {}
    form = ClipForm(data=before)
    form.has_clip = bool(before) and form.kind.data == before.get("kind")
    if form.validate_on_submit():
        try:
            media = _add(form) if form.content_given() else str(before["media"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            clip = {"kind": form.kind.data, "media": media, "transcript": form.transcript.data}
            changed = change_question(draft.content, question_key, clip=clip)
            if keep_or_say(form, draft, changed, piece=raw, field="transcript"):
                return redirect(question_page(draft, question_key))
    return render_template(
        "authoring/clip.html",
        draft=draft,
        question=defined(draft, raw),
        form=form,
        seen=seen(raw),
        has_clip=bool(before),
    )


def _add(form: ClipForm) -> str:
    """Keep the file, and give its key."""
    add = add_film if form.kind.data == "sign" else add_sound
    return add(db.session, current_programme(), form.file.data.read(), by=current_account()).key


@may_write
def remove(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Take the clip out."""
    draft, form = current_draft(), TokenForm()
    raw = current_question(draft)
    if form.validate_on_submit():
        changed = change_question(draft.content, question_key, clip=None)
        if keep_or_say(form, draft, changed, piece=raw, field="submit"):
            return redirect(question_page(draft, question_key))
    return render_template(
        "authoring/confirm.html",
        form=form,
        title="Take out the film or recording?",
        back=(question_page(draft, question_key), "Back to the question"),
        lines=["Editions that are published keep it."],
        button="Take it out",
        seen=seen(raw),
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = "/<survey_key>/questions/<question_key>/clip"
    blueprint.add_url_rule(place, "change_clip", change, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{place}/remove", "remove_clip", remove, methods=["GET", "POST"])
