"""A whole paper form on one page, keyed with short codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from surveys.capture.keyed import (
    BLANK,
    NO,
    UNREADABLE,
    WHO,
    YES,
    KeyedForm,
    Reading,
    answers_of,
    choices_of,
    list_not_asked,
    read_keyed,
)
from surveys.definitions import Area, DateInParts, LongText, MultipleChoice, Number, Question, Ranking, ShortText
from surveys.definitions.sheets import Choice, Entry, Sheet
from surveys.errors import InvalidAnswer
from surveys.values import Format, Language, Problem
from webapp.filters import words
from webapp.forms.base import Checkbox, Form, Select, SubmitButton, TextArea, TextInput
from webapp.forms.fields import clean_text
from webapp.forms.problems import in_words

PREFIX = "q_"
"""Stands before the names of the fields of questions, whose keys could be anything."""

_AS_IT_IS = "If the paper says exactly this, key ? and it counts as unreadable"


@dataclass(frozen=True)
class Row:
    """One field of the keying page and what it is about."""

    field: Field
    label: str
    words: str
    choices: tuple[Choice, ...] = ()
    how: str = ""
    is_first: bool = False
    is_words: bool = False


class DayTyped(StringField):
    """A day typed in one field: 18 11 2026, 18.11.2026 or 18112026."""

    day: date | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the day."""
        digits = "".join(char if char.isascii() and char.isdigit() else " " for char in self.data or "").split()
        if len(digits) == 1 and len(digits[0]) == len("18112026"):
            digits = [digits[0][:2], digits[0][2:4], digits[0][4:]]
        try:
            day, month, year = (int(part) for part in digits)
            self.day = date(year, month, day)
        except ValueError as error:
            raise ValidationError("Enter the day on which the form came, like 18 11 2026") from error
        if self.day > form.today:
            raise ValidationError("Enter a day that is not in the future")


class KeyingForm(Form):
    """A whole paper form on one page; the fields of questions come from its sheet."""

    sheet: Sheet
    today: date
    not_asked: tuple[str, ...] = ()

    received_on = DayTyped("Day it came", widget=TextInput())
    language = SelectField("Language of the paper", widget=Select())
    form = SelectField("Format", widget=Select())
    answered_by = StringField("Who gave these answers?", filters=[clean_text], widget=TextInput())
    consent = StringField("May we quote your words?", filters=[clean_text], widget=TextInput())
    leave_out = BooleanField("Leave out what was answered although it was not asked", widget=Checkbox())
    submit = SubmitField("Save this form", widget=SubmitButton())

    def validate_answered_by(self, field: Field) -> None:
        """Ask for the number of a box, or for a mark that it was left blank."""
        if field.data not in {*WHO, BLANK, UNREADABLE}:
            raise ValidationError("Key who gave the answers: 1, 2 or 3, or - if it was left blank")

    def validate_consent(self, field: Field) -> None:
        """Ask for the number of a box, or for a mark that it was left blank."""
        if field.data not in {YES, NO, BLANK, UNREADABLE}:
            raise ValidationError("Key 1 for yes or 2 for no, or - if it was left blank. Blank counts as no")

    def validate_leave_out(self, field: Field) -> None:
        """Flag what was answered although it was not asked, until the keyer says what to do with it."""
        readings = self.readings()
        if readings is None:
            return
        self.not_asked = tuple(self.find_not_asked(readings))
        if self.not_asked and not field.data:
            numbers = ", ".join(self.label_of(key) for key in self.not_asked)
            raise ValidationError(
                f"Answered although not asked: {numbers}. Check these and the question that leads past them. "
                "If the paper says so, tick this box to leave them out"
            )

    def find_not_asked(self, readings: Mapping[str, Reading]) -> list[str]:
        """List the keys of questions that were answered although the routing leads past them."""
        return list_not_asked(self.sheet, answers_of(self.sheet, readings))

    def readings(self) -> dict[str, Reading] | None:
        """Read every question; None while one of them cannot be read."""
        try:
            return {
                question.key: read_keyed(question, choices_of(entry, question), self[PREFIX + question.key].data or "")
                for entry, question in _asked(self.sheet)
            }
        except InvalidAnswer:
            return None

    def label_of(self, key: str) -> str:
        """Name a question by its number on paper."""
        number = next(entry.number for entry, question in _asked(self.sheet) if question.key == key)
        return f"question {number}"

    def keyed(self) -> KeyedForm:
        """Give what was keyed; only for a valid form."""
        if self.received_on.day is None:
            raise ValueError(self.received_on.name)
        typed = {question.key: clean_text(self[PREFIX + question.key].data) for _, question in _asked(self.sheet)}
        return KeyedForm(
            received_on=self.received_on.day,
            language=Language(self.language.data),
            form=Format(self.form.data),
            answered_by=str(self.answered_by.data),
            consent=str(self.consent.data),
            typed={key: text for key, text in typed.items() if text},
        )

    def error_list(self) -> list[dict[str, str]]:
        """List the errors in the order of the paper."""
        ids = [row.field.id for _, rows in self.rows() for row in rows]
        order = {f"#{name}": place for place, name in enumerate(["received_on", "language", "form", *ids])}
        return sorted(super().error_list(), key=lambda error: order.get(error["href"], len(order)))

    def rows(self) -> list[tuple[str, list[Row]]]:
        """List the fields in the order of the paper, by the title of the section."""
        main = _by_section(self, self.sheet.main())
        ending = [
            Row(self.answered_by, str(self.sheet.answered_by), str(self.answered_by.label.text), WHO_CHOICES),
            Row(self.consent, str(self.sheet.consent), str(self.consent.label.text), CONSENT_CHOICES),
        ]
        return [*main, ("Before you send it back", ending), *_by_section(self, self.sheet.apart())]


WHO_CHOICES = (
    Choice("1", "", "On their own"),
    Choice("2", "", "With help"),
    Choice("3", "", "Somebody else answered"),
    Choice(BLANK, "", "Left blank"),
)
CONSENT_CHOICES = (Choice(YES, "", "Yes"), Choice(NO, "", "No"), Choice(BLANK, "", "Left blank (counts as no)"))


def _by_section(form: KeyingForm, entries: list[Entry]) -> list[tuple[str, list[Row]]]:
    """List the fields of entries section by section."""
    sections: dict[str, list[Row]] = {}
    for entry in entries:
        rows = sections.setdefault(entry.section.title, [])
        for question in entry.questions():
            rows.append(_row(form, entry, question))
    return list(sections.items())


def _row(form: KeyingForm, entry: Entry, question: Question) -> Row:
    """Describe the field of one question."""
    choices = choices_of(entry, question)
    label = str(entry.number) if question is entry.question else f"{entry.number}, in words:"
    is_first = entry.number == 1 and question is entry.question
    is_words = isinstance(question, ShortText)
    return Row(form[PREFIX + question.key], label, question.heading(), choices, how_keyed(question), is_first, is_words)


def how_keyed(question: Question) -> str:
    """Say how a question is keyed, where its boxes do not."""
    match question:
        case MultipleChoice():
            return "The letters of all boxes ticked, such as ac"
        case Ranking():
            return "The letters in order: first the box with 1"
        case Number():
            return "The number"
        case DateInParts():
            return "Such as 5 3 2026" if question.precision == "day" else "Such as 3 2026"
        case Area() if not question.options:
            return "The first half of the postcode"
        case _:
            return ""


def keying_form(
    sheet: Sheet, *, today: date, shown: KeyedForm | None = None, held: Mapping[str, Any] | None = None
) -> KeyingForm:
    """Make the form for one sheet, filled with what was keyed before, or with what `held` gives for some fields."""
    fields = {PREFIX + question.key: _field(entry, question) for entry, question in _asked(sheet)}
    data = {**(held or {}), **(_data(shown) if shown else {})}
    parts = {"sheet": sheet, "today": today, **fields}
    form: KeyingForm = type("SheetForm", (KeyingForm,), parts)(data=data)
    form.language.choices = [SelectChoice(language.value, words(language)) for language in Language]
    form.form.choices = [SelectChoice(form.value, words(form)) for form in Format]
    return form


def _data(shown: KeyedForm) -> dict[str, Any]:
    """Give what the fields hold of a form keyed before."""
    beside = {"language": shown.language.value, "form": shown.form.value}
    return {
        "received_on": typed_day(shown.received_on),
        "answered_by": shown.answered_by,
        "consent": shown.consent,
        **beside,
        **{PREFIX + key: text for key, text in shown.typed.items()},
    }


def typed_day(day: date) -> str:
    """Write a day as it is typed."""
    return f"{day.day} {day.month} {day.year}"


def _asked(sheet: Sheet) -> Iterator[tuple[Entry, Question]]:
    """Go through everything that is keyed of a sheet."""
    return ((entry, question) for entry in sheet.entries for question in entry.questions())


def _field(entry: Entry, question: Question) -> Field:
    """Make the field of one question: an area for many words, else an input."""
    kind = TextAreaField if isinstance(question, LongText) else StringField
    widget = TextArea() if isinstance(question, LongText) else TextInput()
    return kind(question.heading(), [_Readable(entry, question)], filters=[clean_text], widget=widget)


class _Readable:
    """Refuses what cannot be read as the answer to a question, in words for the keyer."""

    def __init__(self, entry: Entry, question: Question) -> None:
        self.entry, self.question = entry, question

    def __call__(self, _form: Form, field: Field) -> None:
        """Check one field."""
        name = f"Question {self.entry.number}"
        if self.question.required and not field.data:
            raise ValidationError(f"{name} needs an answer. If the paper has none, key -")
        try:
            read_keyed(self.question, choices_of(self.entry, self.question), field.data or "")
        except InvalidAnswer as error:
            raise ValidationError(f"{name}: {self._words(error)}") from error

    def _words(self, error: InvalidAnswer) -> str:
        """Say what to do."""
        if error.problem is Problem.NOT_LISTED:
            codes = ", ".join(choice.code for choice in self.entry.choices)
            return f"“{error.facts['code']}” is none of {codes}. Key ? for unreadable, x for too many ticks"
        return f"{in_words(error)}. {_AS_IT_IS}"
