"""Reading what is keyed of a paper form: short codes in, answers and marks out. Pure.

An empty field, or `-`, was left blank. `?` stands for what nobody can read, `x` for more ticks than are allowed.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from surveys.definitions import DateInParts, MultipleChoice, Question, Ranking, Value, find_path
from surveys.definitions.sheets import Choice, Entry, Sheet
from surveys.errors import InvalidAnswer
from surveys.text import clean_text
from surveys.values import AnsweredBy, Format, Language, Mark, Problem

UNREADABLE = "?"
TWO_TICKS = "x"
BLANK = "-"
"""Says that a field was left blank on paper; keyed where an empty field could be a slip."""

YES, NO = "1", "2"
WHO = {str(number): who for number, who in enumerate(AnsweredBy, start=1)}
"""Who gave the answers, by the number of the box."""

_COMPACT_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_COMPACT_MONTH = re.compile(r"(\d{2})(\d{4})")


@dataclass(frozen=True)
class Reading:
    """What one field says: a value, or why there is none; neither when it was left blank."""

    value: Value | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class KeyedForm:
    """One paper form as keyed. `typed` holds what was typed by the key of the question, blanks left out."""

    received_on: date
    language: Language
    form: Format
    answered_by: str
    consent: str
    typed: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """Give the form as JSON holds it."""
        return {**asdict(self), "received_on": self.received_on.isoformat(), "typed": dict(self.typed)}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """Read a form back from JSON."""
        return cls(
            received_on=date.fromisoformat(content["received_on"]),
            language=Language(content["language"]),
            form=Format(content["form"]),
            answered_by=content["answered_by"],
            consent=content["consent"],
            typed=content["typed"],
        )

    @property
    def who(self) -> AnsweredBy:
        """Tell who gave the answers; left blank, it was the person."""
        return WHO.get(self.answered_by, AnsweredBy.SELF)

    @property
    def has_quote_consent(self) -> bool:
        """Tell whether the words may be quoted: only a clear yes is one."""
        return self.consent == YES


def read_keyed(question: Question, choices: tuple[Choice, ...], typed: str) -> Reading:
    """Read what was typed for one question.

    Raises:
        InvalidAnswer: it is no code of the question, or breaks a rule of it.
    """
    text = clean_text(typed).strip()
    codes = {choice.code: choice.value for choice in choices}
    if text == UNREADABLE:
        return Reading(mark=Mark.UNREADABLE)
    if choices and text.lower() == TWO_TICKS and TWO_TICKS not in codes:
        return Reading(mark=Mark.TWO_TICKS)
    if text in {"", BLANK}:
        return Reading()
    return Reading(question.parse(_raw(question, codes, text)))


def _raw(question: Question, codes: Mapping[str, str], text: str) -> list[str]:
    """Turn codes into the raw values that the question reads."""
    if codes:
        is_many = isinstance(question, MultipleChoice | Ranking)
        given = _letters(text.lower(), codes) if is_many else [text.lower()]
        lost = next((code for code in given if code not in codes), None)
        if lost is not None:
            raise InvalidAnswer(Problem.NOT_LISTED, code=lost)
        return [codes[code] for code in given]
    if isinstance(question, DateInParts):
        return _date_parts(question, text)
    return [text]


def _letters(text: str, codes: Mapping[str, str]) -> list[str]:
    """Take letters apart: with blanks or commas between them, or without where each code is one letter."""
    given = [part for part in re.split(r"[\s,;+]+", text) if part]
    is_single = all(len(code) == 1 for code in codes)
    return list("".join(given)) if is_single else given


def _date_parts(question: DateInParts, text: str) -> list[str]:
    """Take a date apart: 5 3 2026, 5.3.2026, 05032026."""
    compact = (_COMPACT_DATE if question.precision == "day" else _COMPACT_MONTH).fullmatch(text)
    return list(compact.groups()) if compact else [part for part in re.split(r"[\s./-]+", text) if part]


def read_form(sheet: Sheet, typed: Mapping[str, str]) -> dict[str, Reading]:
    """Read every field of a form that was checked when it was keyed, by the key of the question."""
    return {
        question.key: read_keyed(question, choices_of(entry, question), typed.get(question.key, ""))
        for entry in sheet.entries
        for question in entry.questions()
    }


def choices_of(entry: Entry, question: Question) -> tuple[Choice, ...]:
    """Give the boxes that a question of an entry is answered with; the words beside a box have none."""
    return entry.choices if question is entry.question else ()


def answers_of(sheet: Sheet, readings: Mapping[str, Reading]) -> dict[str, Value]:
    """Give the answers; whoever answered anything about herself has gone through the gate to it."""
    answers = {key: reading.value for key, reading in readings.items() if reading.value is not None}
    for gate in sheet.gates:
        inside = sheet.questionnaire.section_of(gate.question).asked()
        if any(question.key in answers for question in inside):
            answers[gate.question.key] = gate.value
    return answers


def list_not_asked(sheet: Sheet, answers: Mapping[str, Value]) -> list[str]:
    """List the questions, by key, that were answered although the routing leads past them."""
    met = {question.key for question in find_path(sheet.questionnaire, answers)}
    return [key for key in answers if key not in met]
