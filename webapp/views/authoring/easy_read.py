"""The Easy Read variant of a question: its words, checked as they are written, and its picture."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import Raw
from surveys.authoring.edits import change_question
from surveys.authoring.media import add_picture
from surveys.authoring.readings import list_sentences, reading_age
from surveys.definitions.pictures import load_pictures
from surveys.definitions.presenting import list_texts
from surveys.definitions.questions import EasyRead
from surveys.errors import UnreadableFile
from webapp.extensions import db
from webapp.forms.authoring import TokenForm
from webapp.forms.authoring_easy import OwnPictureForm, PictureForm, easy_form
from webapp.security import current_account, current_programme
from webapp.views.authoring.desk import (
    current_draft,
    current_question,
    defined,
    keep_or_say,
    may_write,
    page,
    question_page,
    seen,
)

UPLOAD_LIMIT = 6 * 1024 * 1024
"""Bytes of a whole request with a picture in it; a little more than the picture may have, which is then said."""


@may_write
def change(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Write a question in Easy Read; what was written is checked at once, saved or not."""
    draft = current_draft()
    raw = current_question(draft)
    form = easy_form(raw)
    shown = raw.get("easy")
    if form.validate_on_submit():
        shown = form.changes(raw)
        changed = change_question(draft.content, question_key, easy=shown)
        if not form.try_out.data and keep_or_say(form, draft, changed, piece=raw, field="text"):
            flash("Saved")
            return redirect(page("change_easy_read", draft, question_key=question_key))
    return render_template(
        "authoring/easy_read.html",
        draft=draft,
        raw=raw,
        question=defined(draft, raw),
        form=form,
        readings=_readings(shown) if shown else [],
        age=_age(shown) if shown else None,
        seen=seen(raw),
    )


def _readings(easy: Raw) -> list[Any]:
    """List the sentences of a variant."""
    texts = list_texts(EasyRead.model_validate({**easy, "picture": None}))
    return [sentence for text in texts for sentence in list_sentences(text)]


def _age(easy: Raw) -> int | None:
    """Give the reading age of the question's own words."""
    return reading_age("\n".join([easy.get("statement", ""), easy["text"], easy.get("hint", "")]))


@may_write
def remove(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Take the Easy Read variant out."""
    draft, form = current_draft(), TokenForm()
    raw = current_question(draft)
    if form.validate_on_submit():
        changed = change_question(draft.content, question_key, easy=None)
        if keep_or_say(form, draft, changed, piece=raw, field="submit"):
            return redirect(question_page(draft, question_key))
    return render_template(
        "authoring/confirm.html",
        form=form,
        title="Take out the Easy Read version?",
        back=(question_page(draft, question_key), "Back to the question"),
        lines=["A survey is offered in Easy Read only if every question has an Easy Read version with a picture."],
        button="Take it out",
        seen=seen(raw),
    )


@may_write
def choose_picture(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Choose a picture of the set; a search leaves those whose words it has."""
    draft = current_draft()
    raw = current_question(draft)
    easy = raw.get("easy")
    if not easy:
        return redirect(page("change_easy_read", draft, question_key=question_key))
    wanted = request.args.get("find", "").strip().casefold()[:60]
    pictures = {
        key: picture.alt
        for key, picture in load_pictures().pictures.items()
        if wanted in f"{key} {picture.alt}".casefold()
    }
    chosen = easy.get("picture") if isinstance(easy.get("picture"), str) else None
    form = PictureForm(data={"picture": chosen})
    form.offer((key, picture.alt) for key, picture in load_pictures().pictures.items())
    if form.validate_on_submit():
        changed = change_question(draft.content, question_key, easy={**easy, "picture": form.picture.data})
        if keep_or_say(form, draft, changed, piece=raw, field="picture"):
            return redirect(question_page(draft, question_key))
    return render_template(
        "authoring/picture.html",
        draft=draft,
        question=defined(draft, raw),
        form=form,
        pictures=pictures,
        chosen=form.picture.data,
        credit=load_pictures().credit,
        find=request.args.get("find", ""),
        seen=seen(raw),
    )


@may_write
def upload_picture(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Take a picture of the author's, with words for who cannot see it."""
    request.max_content_length = UPLOAD_LIMIT
    draft = current_draft()
    raw = current_question(draft)
    easy = raw.get("easy")
    if not easy:
        return redirect(page("change_easy_read", draft, question_key=question_key))
    form = OwnPictureForm()
    if form.validate_on_submit():
        try:
            media = add_picture(db.session, current_programme(), form.file.data.read(), by=current_account())
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            own = {**easy, "picture": {"media": media.key, "alt": form.alt.data}}
            changed = change_question(draft.content, question_key, easy=own)
            if keep_or_say(form, draft, changed, piece=raw, field="alt"):
                return redirect(question_page(draft, question_key))
    back = (page("choose_picture", draft, question_key=question_key), "Back to the pictures")
    return render_template(
        "authoring/form.html", title="Use a picture of your own", form=form, back=back, seen=seen(raw), has_file=True
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = "/<survey_key>/questions/<question_key>/easy-read"
    for rule, endpoint, view in (
        (place, "change_easy_read", change),
        (f"{place}/remove", "remove_easy_read", remove),
        (f"{place}/picture", "choose_picture", choose_picture),
        (f"{place}/own-picture", "upload_picture", upload_picture),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=["GET", "POST"])
