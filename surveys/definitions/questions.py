"""Question types. Each parses what a form or a file gives into a value, or says what to do instead."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from surveys.definitions.routing import Condition
from surveys.definitions.strict import Definition, Key, Words
from surveys.errors import InvalidAnswer
from surveys.values import TEXT_LIMIT

Value: TypeAlias = str | int | list[str]
NOT_APPLICABLE = "not-applicable"


class Option(Definition):
    """One thing that can be chosen."""

    value: Key
    text: Words
    hint: str = ""


class BaseQuestion(Definition):
    """What every question has. `text` is the heading of its page."""

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
        given = [value.strip() for value in raw if value.strip()]
        if not given:
            if self.required:
                raise InvalidAnswer(self.missing())
            return None
        return self.read(given)

    def missing(self) -> str:
        """Say what to do when a required answer is missing."""
        return "Enter your answer"

    def read(self, given: list[str]) -> Value:
        """Turn at least one non-blank string into a value."""
        raise NotImplementedError(self.key)

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

    def text_of(self, value: str) -> str:
        """Give the words of an option."""
        return next(option.text for option in self.options if option.value == value)

    def check(self, value: str) -> str:
        """Give the value back if it is one of the options."""
        if value not in {option.value for option in self.options}:
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

    def missing(self) -> str:
        """Say what to do."""
        return f"Enter a number from {self.lowest} to {self.highest}"

    def read(self, given: list[str]) -> Value:
        """Read a whole number; a comma for thousands and the unit typed after it are forgiven."""
        typed = given[0].replace(",", "").removesuffix(self.unit).strip()
        if not typed.removeprefix("-").isdecimal() or len(typed) > len(str(self.highest)) + 2:
            message = f"Enter a whole number from {self.lowest} to {self.highest}, like {self.lowest + 7}"
            raise InvalidAnswer(message)
        number = int(typed)
        if not self.lowest <= number <= self.highest:
            raise InvalidAnswer(self.missing())
        return number

    def words(self, value: Value) -> str:
        """Give the number with its unit."""
        return f"{value} {self.unit}".strip()


class _Text(BaseQuestion):
    """Words of one's own, up to `limit` characters."""

    limit: int = Field(ge=1, le=TEXT_LIMIT)

    def read(self, given: list[str]) -> Value:
        """Keep the words as typed, line breaks as one character, without NUL."""
        text = given[0].replace("\x00", "").replace("\r\n", "\n")
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
