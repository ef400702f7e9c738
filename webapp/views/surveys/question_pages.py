"""The page of one question."""

from collections.abc import Hashable
from dataclasses import dataclass

from flask import render_template, request

from surveys.capture.drafts import Draft
from surveys.definitions import MultipleChoice, Question, Rating, Scale, SingleChoice
from surveys.definitions.presenting import has_places
from webapp.forms.answers import AnswerForm
from webapp.respondent import Place
from webapp.views.surveys.ways import page, path


@dataclass(frozen=True)
class Position:
    """Where a question stands on a respondent's path: its number of `total`, None when it is not counted."""

    is_on_path: bool
    number: int | None
    total: int
    is_first_of_section: bool
    back: str


def position_of(place: Place, draft: Draft, asked: Question) -> Position:
    """Find where a question stands; questions about the person are not counted."""
    pairs = [(each.key, place.questionnaire.section_of(each)) for each in path(place, draft)]
    keys = [key for key, _ in pairs]
    section = place.questionnaire.section_of(asked)
    index = keys.index(asked.key) if asked.key in keys else None
    before = page("question", place, question_key=keys[index - 1]) if index else page("start", place)
    return Position(
        is_on_path=index is not None,
        number=index + 1 if index is not None and not section.apart else None,
        total=sum(not each.apart for _, each in pairs),
        is_first_of_section=index is None or not index or pairs[index - 1][1] is not section,
        back=page("check", place) if "change" in request.args else before,
    )


def show_question(place: Place, draft: Draft, form: AnswerForm, asked: Question, position: Position) -> str:
    """Render a question's page; the section's introduction stands at its first question."""
    section = place.questionnaire.section_of(asked)
    return render_template(
        "surveys/question.html",
        place=place,
        asked=asked,
        form=form,
        section=section,
        intro=section.intro if position.is_first_of_section else "",
        number=position.number,
        total=position.total,
        back=position.back,
    )


def inputs_of(place: Place, draft: Draft, asked: Question, position: Position) -> Hashable | None:
    """Name what a question's page is made of; None when it holds words of the respondent's."""
    saved = draft.answers.get(asked.key)
    is_of_nobody = saved is None or isinstance(asked, SingleChoice | MultipleChoice | Rating | Scale)
    if not is_of_nobody or "missing" in request.args or has_places(asked):
        return None
    return (place.edition.digest, place.form, place.is_kiosk, draft.channel, tuple(asked.raw(saved)), position)
