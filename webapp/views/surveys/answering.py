"""Answering: one question a page; what is answered is kept at once."""

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.capture.drafts import Draft, given, save_answer
from surveys.definitions import Question, pipe
from surveys.errors import DraftGone
from webapp.clock import today
from webapp.extensions import db
from webapp.forms.answers import AnswerForm, answer_form
from webapp.forms.problems import in_words
from webapp.respondent import Place, begin
from webapp.security import public
from webapp.texts import lazy_gettext
from webapp.views.surveys.ways import (
    after_questions,
    enter,
    is_first_of,
    next_step,
    page,
    path,
    question_page,
)

LOST = lazy_gettext(
    "We could not find the answers you gave before on this device. What you entered on this page is still here. "
    "Press Continue to go on. If you see this again, let your browser keep cookies for this website"
)


@public
def question(programme_key: str, survey_key: str, question_key: str) -> str | Response:
    """Ask one question; what is answered is kept at once."""
    place = enter()
    asked = place.questionnaire.find_question(question_key) or abort(404)
    if place.draft is None:
        return _ask_again(place, asked)
    form = _form(place, place.draft, asked)
    if form.validate_on_submit():
        save_answer(db.session, place.draft, asked, form.value(), on=today())
        db.session.commit()
        return redirect(_after(place, place.draft, asked))
    if request.method == "GET" and asked not in path(place, place.draft):
        return redirect(next_step(place, place.draft))
    if request.method == "GET" and "missing" in request.args:
        form.add_error("answer", in_words(asked.missing()))
    return _show(place, place.draft, form)


def _form(place: Place, draft: Draft, asked: Question) -> AnswerForm:
    """Make the form of a question, with earlier answers put into its words."""
    shown = pipe(asked, given(draft.answers), place.questionnaire)
    return answer_form(shown, draft.answers.get(asked.key))


def _ask_again(place: Place, asked: Question) -> str:
    """Begin a new draft for somebody whose draft is not there, and show what was just sent."""
    if place.is_sent or request.method != "POST":
        raise DraftGone(place.edition.key)
    draft = begin(place.edition)
    db.session.commit()
    form = answer_form(asked, None)
    form.validate()
    form.csrf_token.errors = []
    form["answer"].errors = [LOST]
    return _show(place, draft, form)


def _show(place: Place, draft: Draft, form: AnswerForm) -> str:
    """Render a question's page; the section's introduction stands at its first question."""
    asked, met = form.question, [each.key for each in path(place, draft)]
    section = place.questionnaire.section_of(asked)
    numbered = [each for each in path(place, draft) if not place.questionnaire.section_of(each).apart]
    position = met.index(asked.key) if asked.key in met else None
    back = question_page_of(place, met[position - 1]) if position else page("start", place)
    return render_template(
        "surveys/question.html",
        place=place,
        asked=asked,
        form=form,
        section=section,
        intro=section.intro if is_first_of(section, asked.key, path(place, draft), place) else "",
        number=position + 1 if position is not None and not section.apart else None,
        total=len(numbered),
        back=page("check", place) if "change" in request.args else back,
    )


def question_page_of(place: Place, key: str) -> str:
    """Give the address of the page of the question with this key."""
    return page("question", place, question_key=key)


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
