"""Uploading: a photo or a voice note as an answer, shown to nobody but the browser that holds the draft's code."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from surveys.capture.drafts import Draft, given, save_answer
from surveys.capture.media_files import MediaFile
from surveys.capture.uploads import find_draft_upload, keep_upload, remove_upload
from surveys.definitions import UploadQuestion
from webapp.answers import piped
from webapp.clock import today
from webapp.database import mapped
from webapp.extensions import db
from webapp.forms.answers import answer_form
from webapp.forms.base import Form
from webapp.respondent import Place, change_draft
from webapp.security import public
from webapp.texts import lazy_gettext
from webapp.uploads import give_file, make_room
from webapp.views.surveys.question_pages import position_of, show_question
from webapp.views.surveys.ways import draft_of, enter, question_page

LOST_FILE = lazy_gettext(
    "We could not find the answers you gave before on this device. Choose the file again, then press Continue. "
    "If you see this again, let your browser keep cookies for this website"
)


def take_file(
    place: Place, draft: Draft, asked: UploadQuestion, after: Callable[[Place, Draft, UploadQuestion], str]
) -> str | Response:
    """Keep the file that is sent, or what was there before; `after` gives the address that follows.

    The request has room for a file already.
    """
    form = answer_form(piped(asked, given(draft.answers), place.questionnaire), draft.answers.get(asked.key))
    if not form.validate():
        form["answer"].mend_errors(form)
        return show_question(place, draft, form, asked, position_of(place, draft, asked))
    media = form["answer"].media
    if media:
        draft = change_draft(place, lambda to, held: _keep(to, held, asked, media))
    else:
        draft = change_draft(
            place,
            lambda to, held: save_answer(to, held, asked, held.answers.get(asked.key), on=today()),
        )
    return redirect(after(place, draft, asked))


@public
def show_file(programme_key: str, survey_key: str, question_key: str) -> Response:
    """Give what was uploaded to the browser that holds the draft's code."""
    place = enter()
    media = find_draft_upload(db.session, draft_of(place), _asked(place, question_key))
    return give_file(media or abort(404))


@public
def remove_file(programme_key: str, survey_key: str, question_key: str) -> Response:
    """Delete what was uploaded, and show the question again."""
    place = enter()
    asked = _asked(place, question_key)
    make_room()
    if Form().validate():
        change_draft(place, lambda to, held: _remove(to, held, asked))
    return redirect(question_page(place, asked, **({"change": 1} if "change" in request.args else {})))


def _keep(connection: Connection, draft: Draft, asked: UploadQuestion, media: MediaFile) -> None:
    """Make a file the answer."""
    with mapped(connection) as session:
        keep_upload(session, draft, asked, media, on=today())


def _remove(connection: Connection, draft: Draft, asked: UploadQuestion) -> None:
    """Leave the question blank."""
    with mapped(connection) as session:
        remove_upload(session, draft, asked, on=today())


def _asked(place: Place, key: str) -> UploadQuestion:
    """Give the question that the address names."""
    asked = place.questionnaire.find_question(key)
    return asked if isinstance(asked, UploadQuestion) else abort(404)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    way = "/<survey_key>/questions/<question_key>/file"
    blueprint.add_url_rule(way, "show_file", show_file)
    blueprint.add_url_rule(f"{way}/remove", "remove_file", remove_file, methods=["POST"])
