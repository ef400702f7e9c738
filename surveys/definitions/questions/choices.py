"""Questions with options: choose one, choose any, put some in order."""

from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from surveys.definitions.questions.base import BaseQuestion, EasyRead, Value
from surveys.definitions.strict import Definition, Key, Words
from surveys.errors import InvalidAnswer
from surveys.values import Problem


class Option(Definition):
    """One thing that can be chosen. With `ask`, it stands for "something else", and the next page asks what."""

    TEXTS: ClassVar = ("text", "hint", "ask")

    value: Key
    text: Words
    hint: str = ""
    ask: str = ""


class ChoiceQuestion(BaseQuestion):
    """A question with options."""

    PARTS: ClassVar = (*BaseQuestion.PARTS, "options")

    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        values = [option.value for option in self.options]
        if len(set(values)) < len(values):
            message = "two options have the same value"
            raise ValueError(message)
        named = {*self.easy.options, *self.easy.asks} if self.easy else set()
        if lost := named - set(values):
            message = f"easy names {min(lost)}, which is not one of the options"
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
            raise InvalidAnswer(Problem.NOT_LISTED)
        return value

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read; options with words of their own need no hint."""
        return {**super().easy_parts(easy), "options": tuple(easy_option(option, easy) for option in self.options)}


def easy_option(option: Option, easy: EasyRead) -> Option:
    """Give an option with its Easy Read words."""
    is_easy = option.value in easy.options
    changed = {
        "text": easy.options.get(option.value, option.text),
        "hint": "" if is_easy else option.hint,
        "ask": easy.asks.get(option.value, option.ask),
    }
    return option.model_copy(update=changed)


class SingleChoice(ChoiceQuestion):
    """Choose one."""

    type: Literal["single"] = "single"

    def missing(self) -> InvalidAnswer:
        """Ask for one."""
        return InvalidAnswer(Problem.SELECT_ONE)

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
    def _none_is_an_option(self) -> Self:
        if self.none is not None and self.none not in {option.value for option in self.options}:
            message = f"none = {self.none} is not one of the options"
            raise ValueError(message)
        return self

    def missing(self) -> InvalidAnswer:
        """Ask for at least one."""
        return InvalidAnswer(Problem.SELECT_SOME)

    def read(self, given: list[str]) -> Value:
        """Take the options chosen, in the order of the question."""
        chosen = {self.check(value) for value in given}
        if self.none in chosen and len(chosen) > 1:
            raise InvalidAnswer(Problem.NONE_AND_OTHERS, none=self.text_of(str(self.none)))
        return [option.value for option in self.options if option.value in chosen]

    def words(self, value: Value) -> str:
        """Give the words of every option chosen, a line each."""
        return "\n".join(self.text_of(item) for item in value) if isinstance(value, list) else self.text_of(str(value))


class Ranking(ChoiceQuestion):
    """Choose what comes first, second, …, up to `places`; the value lists them in that order."""

    type: Literal["ranking"] = "ranking"
    places: int = Field(default=3, ge=2, le=10)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.places > len(self.options):
            message = f"places is {self.places}, but there are only {len(self.options)} options"
            raise ValueError(message)
        if any(option.ask for option in self.options):
            message = "an option of a ranking cannot ask for words"
            raise ValueError(message)
        return self

    def missing(self) -> InvalidAnswer:
        """Ask for at least the first."""
        return InvalidAnswer(Problem.RANK_MISSING)

    def read(self, given: list[str]) -> Value:
        """Take the options in the order given; a place left empty moves the later ones up."""
        chosen = [self.check(value) for value in given[: self.places]]
        twice = [value for value in chosen if chosen.count(value) > 1]
        if twice:
            raise InvalidAnswer(Problem.RANKED_TWICE, option=self.text_of(twice[0]))
        return chosen

    def words(self, value: Value) -> str:
        """Give the options in order, numbered, a line each."""
        chosen = value if isinstance(value, list) else [str(value)]
        return "\n".join(f"{place}. {self.text_of(item)}" for place, item in enumerate(chosen, start=1))
