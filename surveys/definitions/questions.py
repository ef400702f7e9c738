"""Question types. Each parses what a form or a file gives into a value, or says what to do instead."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from surveys.definitions.routing import Condition
from surveys.definitions.strict import Definition, Key, Words
from surveys.errors import InvalidAnswer
from surveys.text import clean_text
from surveys.values import TEXT_LIMIT

Value: TypeAlias = str | int | list[str]
NOT_APPLICABLE = "not-applicable"
_WHOLE_NUMBER = re.compile(r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+))\s*(.*)", re.DOTALL)


class Option(Definition):
    """One thing that can be chosen."""

    value: Key
    text: Words
    hint: str = ""


class BaseQuestion(Definition):
    """What every question has."""

    key: Key
    text: Words
    hint: str = ""
    required: bool = False
    show_when: Condition | None = None
    themes: tuple[str, ...] = ()

    def parse(self, raw: Sequence[str]) -> Value | None:
        """Turn the raw values of one field into a value; None when nothing was given.

        Raises:
            InvalidAnswer: the raw values do not fit; the text says what to do.
        """
        given = [text for text in (clean_text(value).strip() for value in raw) if text]
        if not given:
            if self.required:
                raise InvalidAnswer(self.missing())
            return None
        return self.read(given)

    def heading(self) -> str:
        """Give the words that head the question's page."""
        return self.text

    def guidance(self) -> str:
        """Give the words that stand under the heading; empty when there are none."""
        return self.hint

    def can_be(self, value: str | int) -> bool:
        """Tell whether a condition may ask for this value; words of one's own open nothing."""
        return False

    def missing(self) -> str:
        """Say what to do when a required answer is missing."""
        return "Enter your answer"

    @abstractmethod
    def read(self, given: list[str]) -> Value:
        """Turn at least one non-blank string into a value.

        Raises:
            InvalidAnswer: the strings do not fit; the text says what to do.
        """

    def words(self, value: Value) -> str:
        """Put a value into the words that a person reads on "check your answers" and in exports."""
        return str(value)


class ChoiceQuestion(BaseQuestion):
    """A question with options."""

    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _distinct(self) -> "ChoiceQuestion":
        values = [option.value for option in self.options]
        if len(set(values)) < len(values):
            message = "two options have the same value"
            raise ValueError(message)
        return self

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is one of the options."""
        return value in {option.value for option in self.options}

    def text_of(self, value: str) -> str:
        """Give the words of an option."""
        return next(option.text for option in self.options if option.value == value)

    def check(self, value: str) -> str:
        """Give the value back if it is one of the options."""
        if not self.can_be(value):
            message = "Select one of the answers on this page"
            raise InvalidAnswer(message)
        return value


class SingleChoice(ChoiceQuestion):
    """Choose one."""

    type: Literal["single"] = "single"

    def missing(self) -> str:
        """Say what to do."""
        return "Select one answer"

    def read(self, given: list[str]) -> Value:
        """Take the one option chosen."""
        return self.check(given[0])

    def words(self, value: Value) -> str:
        """Give the words of the option chosen."""
        return self.text_of(str(value))


class MultipleChoice(ChoiceQuestion):
    """Choose any; `none` names the option that excludes the others."""

    type: Literal["multiple"] = "multiple"
    none: Key | None = None

    def guidance(self) -> str:
        """Say that more than one may be chosen, unless the hint does."""
        return self.hint or "Select all that apply"

    @model_validator(mode="after")
    def _none_is_an_option(self) -> "MultipleChoice":
        if self.none is not None and self.none not in {option.value for option in self.options}:
            message = f"none = {self.none} is not one of the options"
            raise ValueError(message)
        return self

    def missing(self) -> str:
        """Say what to do."""
        return "Select at least one answer"

    def read(self, given: list[str]) -> Value:
        """Take the options chosen, in the order of the question."""
        chosen = {self.check(value) for value in given}
        if self.none in chosen and len(chosen) > 1:
            message = f"Select “{self.text_of(str(self.none))}” alone, or take it off"
            raise InvalidAnswer(message)
        return [option.value for option in self.options if option.value in chosen]

    def words(self, value: Value) -> str:
        """Give the words of every option chosen, a line each."""
        return "\n".join(self.text_of(item) for item in value) if isinstance(value, list) else self.text_of(str(value))


class Rating(BaseQuestion):
    """How far a statement holds; the value is 1 for the first label, or `not-applicable`."""

    type: Literal["rating"] = "rating"
    statement: Words
    theme: str
    labels: tuple[Words, ...] = Field(min_length=2, max_length=11)
    not_applicable: str = ""

    def heading(self) -> str:
        """Give the statement."""
        return self.statement

    def guidance(self) -> str:
        """Give what is asked about the statement."""
        return f"{self.text} {self.hint}".strip()

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is a label's number, or `not-applicable` where that can be chosen."""
        return value in range(1, len(self.labels) + 1) or (value == NOT_APPLICABLE and bool(self.not_applicable))

    def missing(self) -> str:
        """Say what to do."""
        return "Select one answer"

    def read(self, given: list[str]) -> Value:
        """Take the number of the label chosen."""
        if given[0] == NOT_APPLICABLE and self.not_applicable:
            return NOT_APPLICABLE
        if given[0] not in {str(number) for number in range(1, len(self.labels) + 1)}:
            message = "Select one of the answers on this page"
            raise InvalidAnswer(message)
        return int(given[0])

    def words(self, value: Value) -> str:
        """Give the label chosen."""
        return self.labels[value - 1] if isinstance(value, int) else self.not_applicable


class Number(BaseQuestion):
    """A whole number from `lowest` to `highest`, in `unit`."""

    type: Literal["number"] = "number"
    lowest: int = 0
    highest: int
    unit: str = ""

    @model_validator(mode="after")
    def _some_number_fits(self) -> "Number":
        if self.highest < self.lowest:
            message = f"highest is {self.highest}, which is below lowest, {self.lowest}"
            raise ValueError(message)
        return self

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is a number in range."""
        return isinstance(value, int) and self.lowest <= value <= self.highest

    def missing(self) -> str:
        """Say what to do."""
        return f"Enter a number from {self.lowest:,} to {self.highest:,}"

    def read(self, given: list[str]) -> Value:
        """Read a whole number; commas for thousands and the start of the unit typed after it are forgiven."""
        found = _WHOLE_NUMBER.fullmatch(given[0])
        if found is None or not self.unit.casefold().startswith(found[2].casefold()):
            example = min(self.lowest + 7, self.highest)
            message = f"Enter a whole number from {self.lowest:,} to {self.highest:,}, like {example:,}"
            raise InvalidAnswer(message)
        digits = found[1].replace(",", "")
        if len(digits) > len(str(self.highest)) + 10 or not self.can_be(int(digits)):
            raise InvalidAnswer(self.missing())
        return int(digits)

    def words(self, value: Value) -> str:
        """Give the number with its unit."""
        return f"{value} {self.unit}".strip()


class _Text(BaseQuestion):
    """Words of one's own, up to `limit` characters."""

    limit: int = Field(ge=1, le=TEXT_LIMIT)

    def read(self, given: list[str]) -> Value:
        """Keep the words as typed."""
        text = given[0]
        if len(text) > self.limit:
            message = (
                f"Your answer is {len(text):,} characters long. There is room for {self.limit:,}. "
                f"Take out {len(text) - self.limit:,} or more. What you typed is still here"
            )
            raise InvalidAnswer(message)
        return text


class ShortText(_Text):
    """A few words."""

    type: Literal["short_text"] = "short_text"
    limit: int = Field(default=200, ge=1, le=1000)


class LongText(_Text):
    """As much as somebody wants to say."""

    type: Literal["long_text"] = "long_text"
    limit: int = Field(default=4000, ge=1, le=TEXT_LIMIT)


TextQuestion = ShortText | LongText
Question = Annotated[
    SingleChoice | MultipleChoice | Rating | Number | ShortText | LongText, Field(discriminator="type")
]
