"""Trying a draft out as people will see it, in any language and form. Nothing is kept.

The page of a question is the respondent's own page. Choices and numbers go along in the address, so that routes can
be followed; words that are typed do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask import Blueprint, abort, g, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.authoring.content import whole_questionnaire
from surveys.authoring.routes import condition_words
from surveys.authoring.translations import count_missing
from surveys.definitions import Number, Question, Questionnaire, UploadQuestion, Value, find_path, present
from surveys.errors import InvalidAnswer
from surveys.models import QuestionnaireDraft
from surveys.values import Format, Language
from webapp.answers import piped
from webapp.forms.answers import answer_form
from webapp.forms.authoring import language_words
from webapp.look import TextSize, current_look, speak
from webapp.views.authoring.desk import current_draft, may_write, page

CODES = ", ".join(language.value for language in Language)
FORMS = ", ".join(form.value for form in Format)
FORM_WORDS = {Format.STANDARD: "Standard", Format.LARGE_PRINT: "Large print", Format.EASY_READ: "Easy Read"}
ANSWER = "answer."
"""Stands before a question's key in the address."""

TYPED = "…"
"""Stands for words that somebody typed."""


@dataclass(frozen=True)
class Preview:
    """What the respondent's page asks of a place; there is none here."""

    draft: QuestionnaireDraft
    questionnaire: Questionnaire
    language: Language
    form: Format
    is_kiosk: bool = False
    is_phone: bool = False

    def address(self, question: Question, answers: Mapping[str, Value] = MappingProxyType({})) -> str:
        """Give the address of a question's page, with the answers so far."""
        return page(
            "preview_question",
            self.draft,
            language=self.language.value,
            form=self.form.value,
            question_key=question.key,
            **{f"{ANSWER}{key}": value for key, value in answers.items()},
        )


@may_write
def index(programme_key: str, survey_key: str) -> str:
    """Offer every language and form."""
    draft = current_draft()
    own = Language(draft.content.get("language", "en"))
    begun = [it for it in Language if it is own or draft.content.get("translations", {}).get(it.value)]
    return render_template(
        "authoring/preview_index.html",
        draft=draft,
        languages={language: count_missing(draft.content, language) for language in begun},
        forms=FORM_WORDS,
        language_words=language_words,
    )


@may_write
def start(programme_key: str, survey_key: str, language: str, form: str) -> str:
    """Show what stands on the first page, and every question in order."""
    draft = current_draft()
    place = _enter(draft, language, form)
    standard = whole_questionnaire(draft.content)
    return render_template(
        "authoring/preview_start.html",
        draft=draft,
        place=place,
        form_words=FORM_WORDS[place.form],
        language_name=language_words(place.language),
        shown_when={it.key: condition_words(it.show_when, standard) for it in standard.questions()},
    )


def _enter(draft: QuestionnaireDraft, language: str, form: str) -> Preview:
    """Put the draft into the language and form, and let the page speak and look accordingly."""
    spoken, shape = Language(language), Format(form)
    shown = present(whole_questionnaire(draft.content), language=spoken, is_easy=shape is Format.EASY_READ)
    return Preview(draft, shown, spoken, shape)


@may_write
def question(programme_key: str, survey_key: str, language: str, form: str, question_key: str) -> str | Response:
    """Ask one question as the respondent's page does, and go on to the next one on the way."""
    draft = current_draft()
    place = _enter(draft, language, form)
    asked = place.questionnaire.find_question(question_key) or abort(404)
    answers = _answers(place.questionnaire)
    _look_like(place)
    saved = answers.get(question_key)
    answer = answer_form(piped(asked, answers, place.questionnaire), None if saved == TYPED else saved)
    if isinstance(asked, UploadQuestion) and request.method == "POST":
        return redirect(_after(place, asked, answers, None))
    if answer.validate_on_submit():
        return redirect(_after(place, asked, answers, answer.value()))
    section = place.questionnaire.section_of(asked)
    path = find_path(place.questionnaire, answers)
    here = path.index(asked) if asked in path else None
    return render_template(
        "authoring/preview_question.html",
        place=place,
        asked=asked,
        form=answer,
        section=section,
        intro=section.intro if asked.key == section.questions[0].key else "",
        number=here + 1 if here is not None and not section.apart else None,
        total=len([each for each in path if not place.questionnaire.section_of(each).apart]),
        back=page("preview_start", draft, language=language, form=form),
    )


def _look_like(place: Preview) -> None:
    """Make the page look as it does for somebody who chose this language and form."""
    speak(place.language)
    size = TextSize.LARGEST if place.form is Format.LARGE_PRINT else current_look().text_size
    is_easy = place.form is Format.EASY_READ
    g.look = replace(current_look(), language=place.language, is_easy=is_easy, text_size=size)


def _answers(questionnaire: Questionnaire) -> dict[str, Value]:
    """Read the answers so far from the address; what does not fit is left out."""
    answers: dict[str, Value] = {}
    for asked in questionnaire.questions():
        raw = request.args.getlist(f"{ANSWER}{asked.key}")
        try:
            value = TYPED if raw == [TYPED] else asked.parse(raw) if raw else None
        except InvalidAnswer:
            continue
        if value is not None:
            answers[asked.key] = value
    return answers


def _after(place: Preview, asked: Question, answers: dict[str, Value], value: Value | None) -> str:
    """Give the address of the question that follows on the way, or of the start after the last one."""
    kept = {key: given for key, given in answers.items() if key != asked.key}
    if value is not None:
        kept[asked.key] = value if _is_chosen(asked, value) else TYPED
    questions = list(place.questionnaire.questions())
    path = find_path(place.questionnaire, kept)
    following = [each for each in questions[questions.index(asked) + 1 :] if each in path]
    if not following:
        return page("preview_start", place.draft, language=place.language.value, form=place.form.value, done=1)
    return place.address(following[0], kept)


def _is_chosen(asked: Question, value: Value) -> bool:
    """Tell whether an answer was chosen, or is a number: the only ones that may stand in an address."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(asked, Number) or (isinstance(first, str | int) and asked.can_be(first))


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    place = f"/<survey_key>/preview/<any({CODES}):language>/<any({FORMS}):form>"
    blueprint.add_url_rule("/<survey_key>/preview", "preview", index)
    blueprint.add_url_rule(place, "preview_start", start)
    blueprint.add_url_rule(f"{place}/<question_key>", "preview_question", question, methods=["GET", "POST"])
