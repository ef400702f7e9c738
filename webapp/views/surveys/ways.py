"""Ways between the pages of a survey: where a respondent stands, what comes next, and what happens off the way."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.capture.drafts import Draft, find_unseen, given, path_of
from surveys.definitions import (
    QUOTE_CONSENT,
    Area,
    DateInParts,
    Number,
    Question,
    TextQuestion,
    keep_path,
)
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.errors import DraftGone, SurveyClosed
from surveys.text import clean_text
from surveys.values import Channel
from webapp.answers import answer_words, piped
from webapp.clock import today
from webapp.respondent import Place, find_place
from webapp.security import current_programme

Rows = list[tuple[str, list[tuple[Question, str | None]]]]


def current_place() -> Place:
    """Find where this browser stands in the survey that the address names."""
    return find_place(current_programme(), (request.view_args or {})["survey_key"]) or abort(404)


def enter() -> Place:
    """Find where this browser stands in a survey that is open."""
    place = current_place()
    if not place.is_open:
        raise SurveyClosed(place.edition.key)
    return place


def draft_of(place: Place) -> Draft:
    """Give the draft that a page needs."""
    if place.draft is None:
        raise DraftGone(place.edition.key)
    return place.draft


def page(endpoint: str, place: Place, **more: Any) -> str:
    """Give the address of one of a survey's pages."""
    return url_for(f"surveys.{endpoint}", programme_key=current_programme().key, survey_key=place.edition.key, **more)


def question_page(place: Place, asked: Question, **more: Any) -> str:
    """Give the address of a question's page."""
    return page("question", place, question_key=asked.key, **more)


def path(place: Place, draft: Draft) -> list[Question]:
    """List the questions that the respondent meets."""
    return path_of(place.questionnaire, draft.answers)


def steps_beside(draft: Draft) -> list[tuple[str, str]]:
    """List the pages after the questions, each with the key of what it asks; at a kiosk nobody is asked who answers."""
    steps = [("answered_by", ANSWERED_BY), ("consent", QUOTE_CONSENT)]
    return steps[1:] if draft.channel is Channel.KIOSK else steps


def next_step(place: Place, draft: Draft) -> str:
    """Give the address of the first thing not seen yet: a question, who answers, the consent to quote, or the check."""
    unseen = find_unseen(place.questionnaire, draft.answers)
    has_consent = draft.answers.get(QUOTE_CONSENT) is not None
    if unseen:
        return question_page(place, unseen, **({"change": 1} if has_consent else {}))
    return after_questions(place, draft)


def after_questions(place: Place, draft: Draft) -> str:
    """Give the address of the first page after the questions that has no answer yet."""
    for endpoint, key in steps_beside(draft):
        if draft.answers.get(key) is None:
            return page(endpoint, place)
    return page("check", place)


def rows_of(place: Place, draft: Draft) -> Rows:
    """List the sections on the path: title, and each question with its answer in words."""
    answers, met = keep_path(place.questionnaire, given(draft.answers)), path(place, draft)
    rows: dict[str, list[tuple[Question, str | None]]] = {}
    for question in met:
        section = place.questionnaire.section_of(question)
        words = answer_words(question, answers[question.key]) if question.key in answers else None
        rows.setdefault(section.title, []).append((piped(question, answers, place.questionnaire), words))
    return list(rows.items())


def typed_words(place: Place) -> list[str]:
    """List the words just sent, for a page that cannot keep them."""
    asked = place.questionnaire.find_question(str((request.view_args or {}).get("question_key")))
    if not isinstance(asked, TextQuestion | Number | Area | DateInParts):
        return []
    return [text for text in map(clean_text, request.form.getlist("answer")) if text.strip()]


def closed(_error: SurveyClosed) -> str:
    """Say that the survey is closed, and show what this browser holds of it, so that it can be copied."""
    place = current_place()
    rows = rows_of(place, place.draft) if place.draft else []
    return render_template("surveys/closed.html", place=place, sections=rows, typed=typed_words(place), on=today())


def gone(_error: DraftGone) -> str | Response:
    """Lead to the receipt when the answers were sent already, else to the start with a word on what happened."""
    place = current_place()
    if not place.is_sent:
        return redirect(page("start", place, lost=1))
    if typed := typed_words(place):
        return render_template("surveys/sent.html", place=place, is_late=True, typed=typed)
    return redirect(page("sent", place, late=1))
