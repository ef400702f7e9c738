"""A field for each type of question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask import get_template_attribute
from flask_babel import format_decimal
from markupsafe import Markup
from wtforms import Field, RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from surveys.definitions import (
    Area,
    DateInParts,
    LongText,
    MultipleChoice,
    Number,
    Option,
    Question,
    Ranking,
    Rating,
    Scale,
    ShortText,
    SingleChoice,
    UploadQuestion,
)
from surveys.definitions.questions import NOT_APPLICABLE
from webapp.forms.base import CharacterCount, Checkboxes, Radios, TextInput
from webapp.forms.fields import clean_text
from webapp.forms.uploads import ACCEPT, UploadField
from webapp.texts import gettext as _

LONG_HEADING = 70
"""Headings of more characters than this are set smaller."""


class PartsField(Field):
    """A field of several controls with one name: what they hold, in their order."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep what was typed or chosen, so that it is shown again."""
        self.data = [clean_text(value) for value in valuelist]


class MacroWidget:
    """Renders a field with a macro of `components/fields.html`, which gets the field, the question and its size."""

    def __init__(self, macro: str, question: Question) -> None:
        self.macro, self.question = macro, question

    def __call__(self, field: Field, **_kwargs: Any) -> Markup:
        """Render."""
        macro = get_template_attribute("components/fields.html", self.macro)
        return Markup(macro(field, self.question, _size(self.question)))  # noqa: S704  a template's escaped output


class _Decorated:
    """Add to a group of choices what the library has no room for: hints of options, and one option set apart."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, apart: str | None = None) -> None:
        self.hints = hints or {}
        self.apart = apart

    def map_gov_params(self, field: Field, **kwargs: Any) -> dict[str, Any]:
        """Map as the library does, then decorate."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]  # of the class beside
        params["items"] = list(self._decorate(params["items"]))
        return params

    def _decorate(self, items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Give the items again, with what belongs to each."""
        for item in items:
            hint = self.hints.get(item["value"])
            if item["value"] == self.apart:
                yield {"divider": _("or")}
                yield item | {"behaviour": "exclusive"}
            else:
                yield item | ({"hint": {"text": hint}} if hint else {})


class _ChoiceRadios(_Decorated, Radios):
    """Radio buttons, decorated."""


class _ChoiceBoxes(_Decorated, Checkboxes):
    """Checkboxes, decorated."""


def _size(question: Question) -> str:
    """Give the size of the heading: large, or medium for a long one."""
    return "l" if len(question.heading()) <= LONG_HEADING else "m"


def _legend(question: Question) -> dict[str, Any]:
    """Make the legend the page's heading."""
    legend = {
        "text": question.heading(),
        "isPageHeading": True,
        "classes": f"govuk-fieldset__legend--{_size(question)}",
    }
    return {"params": {"fieldset": {"legend": legend}}}


def _label(question: Question, **params: Any) -> dict[str, Any]:
    """Make the label the page's heading, and pass other parameters on."""
    label = {"isPageHeading": True, "classes": f"govuk-label--{_size(question)}"}
    return {"params": {"label": label, **params}}


def _choices(options: tuple[Option, ...]) -> list[SelectChoice]:
    """Give options as the library wants them."""
    return [SelectChoice(option.value, option.text) for option in options]


def _hints(options: tuple[Option, ...]) -> dict[str, str]:
    """Give the hints of options by value."""
    return {option.value: option.hint for option in options if option.hint}


def _single(question: SingleChoice) -> Field:
    """Radio buttons."""
    return RadioField(
        question.heading(),
        description=question.guidance(),
        choices=_choices(question.options),
        validate_choice=False,
        widget=_ChoiceRadios(hints=_hints(question.options)),
        render_kw=_legend(question),
    )


def _rating(question: Rating) -> Field:
    """Radio buttons for the labels, and one apart for what does not apply."""
    choices = [SelectChoice(str(number), label) for number, label in enumerate(question.labels, start=1)]
    if question.not_applicable:
        choices.append(SelectChoice(NOT_APPLICABLE, question.not_applicable))
    return RadioField(
        question.heading(),
        description=question.guidance(),
        choices=choices,
        validate_choice=False,
        widget=_ChoiceRadios(apart=NOT_APPLICABLE),
        render_kw=_legend(question),
    )


def _multiple(question: MultipleChoice) -> Field:
    """Checkboxes."""
    return SelectMultipleField(
        question.heading(),
        description=question.guidance() or _("Select all that apply"),
        choices=_choices(question.options),
        validate_choice=False,
        widget=_ChoiceBoxes(hints=_hints(question.options), apart=question.none),
        render_kw=_legend(question),
    )


def _number(question: Number) -> Field:
    """A short input that brings up the number keys."""
    unit = {"suffix": {"text": question.unit}} if question.unit else {}
    params = _label(question, inputmode="numeric", spellcheck=False, classes="govuk-input--width-4", **unit)
    return _words_field(question, TextInput(), params)


def _short_text(question: ShortText) -> Field:
    """One line; the browser finds the direction of the writing."""
    return _words_field(question, TextInput(), _label(question, attributes={"dir": "auto"}))


def _long_text(question: LongText) -> Field:
    """Several lines with a count that shows, with JavaScript, when three quarters of the room are used."""
    params = _label(
        question,
        attributes={"dir": "auto"},
        rows=8,
        maxlength=question.limit,
        threshold=75,
        textareaDescriptionText=_("You can write up to %(room)s characters", room=format_decimal(question.limit)),
        charactersUnderLimitText={
            "other": _("You have %{count} characters left"),
            "one": _("You have %{count} character left"),
        },
        charactersAtLimitText=_("You have no characters left"),
        charactersOverLimitText={
            "other": _("You have %{count} characters too many"),
            "one": _("You have %{count} character too many"),
        },
    )
    return _words_field(question, CharacterCount(), params)


def _words_field(question: Question, widget: Any, render_kw: dict[str, Any]) -> Field:
    """Make a field that holds text and shows again exactly what can be kept of it."""
    return StringField(
        question.heading(),
        description=question.guidance(),
        filters=[clean_text],
        widget=widget,
        render_kw=render_kw,
    )


def _scale(question: Scale) -> Field:
    """Radio buttons from 0 to 10, one below the other."""
    return RadioField(
        question.heading(),
        description=question.guidance(),
        choices=[SelectChoice(str(number), label) for number, label in enumerate(question.labels())],
        validate_choice=False,
        widget=_ChoiceRadios(),
        render_kw=_legend(question),
    )


def _ranking(question: Ranking) -> Field:
    """A list to choose from for each place."""
    return PartsField(question.heading(), description=question.guidance(), widget=MacroWidget("ranking", question))


def _date(question: DateInParts) -> Field:
    """A short input for each part."""
    return PartsField(question.heading(), description=question.guidance(), widget=MacroWidget("date_parts", question))


def _area(question: Area) -> Field:
    """Radio buttons for a list of areas, else a short input for the first half of a postcode."""
    if question.options:
        return RadioField(
            question.heading(),
            description=question.guidance(),
            choices=_choices(question.options),
            validate_choice=False,
            widget=_ChoiceRadios(hints=_hints(question.options)),
            render_kw=_legend(question),
        )
    attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": False}
    return _words_field(question, TextInput(), _label(question, classes="govuk-input--width-5", **attributes))


def _upload(question: UploadQuestion) -> Field:
    """A file from the device, or straight from its camera or microphone."""
    accept = ",".join(ACCEPT[kind] for kind in question.accepts)
    return UploadField(question, render_kw=_label(question, attributes={"accept": accept}))


FieldBuilder = Callable[[Any], Field]

FIELDS: Mapping[type[Question], FieldBuilder] = {
    SingleChoice: _single,
    MultipleChoice: _multiple,
    Rating: _rating,
    Number: _number,
    Scale: _scale,
    Ranking: _ranking,
    DateInParts: _date,
    Area: _area,
    UploadQuestion: _upload,
    ShortText: _short_text,
    LongText: _long_text,
}
"""How each type of question is shown."""
