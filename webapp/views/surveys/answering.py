"""Answering: one question a page; what is answered is kept at once."""

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from surveys.capture.drafts import Draft, given, save_answer
from surveys.definitions import Question, UploadQuestion, keep_path
from surveys.errors import DraftGone
from webapp.answers import piped
from webapp.clock import today
from webapp.extensions import limiter
from webapp.forms.answers import AnswerForm, answer_form
from webapp.forms.problems import in_words
from webapp.kept_pages import kept_page
from webapp.respondent import Place, begin, change_draft
from webapp.security import public
from webapp.texts import lazy_gettext
from webapp.uploads import make_room
from webapp.views.surveys.beginning import STARTS
from webapp.views.surveys.question_pages import Position, inputs_of, position_of, show_question
from webapp.views.surveys.uploading import LOST_FILE, take_file
from webapp.views.surveys.ways import after_questions, draft_of, enter, next_step, path, question_page

LOST = lazy_gettext(
    "We could not find the answers you gave before on this device. What you entered on this page is still here. "
    "Press Continue to go on. If you see this again, let your browser keep cookies for this website"
)


@public
def question(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Ask one question; what is answered is kept at once."""
    place = enter()
    asked = place.questionnaire.find_question(question_key) or abort(404)
    if isinstance(asked, UploadQuestion) and request.method == "POST":
        make_room()
        return take_file(place, place.draft, asked, _after) if place.draft else _ask_again(place, asked)
    if request.method == "POST" and place.code:
        return _take(place, asked)
    if place.draft is None:
        return _ask_again(place, asked)
    position = position_of(place, place.draft, asked)
    if not position.is_on_path:
        return redirect(next_step(place, place.draft))
    return kept_page(
        inputs_of(place, place.draft, asked, position), lambda: _show(place, draft_of(place), asked, position)
    )


def _show(place: Place, draft: Draft, asked: Question, position: Position) -> str:
    """Show a question with what was answered before."""
    form = _form(place, draft, asked)
    if "missing" in request.args:
        form.add_error("answer", in_words(asked.missing()))
    return show_question(place, draft, form, asked, position)


def _take(place: Place, asked: Question) -> str | Response:
    """Keep an answer, or say what is wrong with it; the draft is opened once, to be changed."""
    form = answer_form(asked, None)
    if form.validate_on_submit():
        value = form.value()
        try:
            draft = change_draft(place, lambda to, held: save_answer(to, held, asked, value, on=today()))
        except DraftGone:
            return _ask_again(place, asked)
        return redirect(_after(place, draft, asked))
    if place.draft is None:
        return _ask_again(place, asked)
    form = _form(place, place.draft, asked)
    form.validate()
    return show_question(place, place.draft, form, asked, position_of(place, place.draft, asked))


def _form(place: Place, draft: Draft, asked: Question) -> AnswerForm:
    """Make the form of a question, with earlier answers put into its words."""
    answers = keep_path(place.questionnaire, given(draft.answers))
    shown = piped(asked, answers, place.questionnaire)
    return answer_form(shown, draft.answers.get(asked.key))


def _ask_again(place: Place, asked: Question) -> str:
    """Begin a new draft for somebody whose draft is not there, and show what was just sent."""
    if place.is_sent or request.method != "POST":
        raise DraftGone(place.edition.key)
    with limiter.limit(STARTS):
        draft = begin(place)
    form = answer_form(asked, None)
    form.validate()
    form.csrf_token.errors = []
    form["answer"].errors = [LOST_FILE if isinstance(asked, UploadQuestion) else LOST]
    return show_question(place, draft, form, asked, position_of(place, draft, asked))


def _after(place: Place, draft: Draft, asked: Question) -> str:
    """Give the address that follows a question."""
    met = path(place, draft)
    if "change" in request.args or asked not in met:
        return next_step(place, draft)
    following = met[met.index(asked) + 1 :]
    return question_page(place, following[0]) if following else after_questions(place, draft)


def add_to(blueprint: Blueprint) -> None:
    """Give the page its address."""
    blueprint.add_url_rule("/<survey_key>/questions/<question_key>", "question", question, methods=["GET", "POST"])
