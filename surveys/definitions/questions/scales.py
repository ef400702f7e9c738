"""Questions whose answer is a number: a statement rated by labels, 0 to 10, a number with a unit."""

import re
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from surveys.definitions.questions.base import BaseQuestion, EasyRead, Value
from surveys.definitions.strict import Words
from surveys.errors import InvalidAnswer
from surveys.values import Problem

NOT_APPLICABLE = "not-applicable"
_WHOLE_NUMBER = re.compile(r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+))\s*(.*)", re.DOTALL)


class Rating(BaseQuestion):
    """How far a statement holds; the value is 1 for the first label, or `not-applicable`."""

    TEXTS: ClassVar = ("statement", *BaseQuestion.TEXTS, "labels", "not_applicable")

    type: Literal["rating"] = "rating"
    statement: Words
    theme: str
    labels: tuple[Words, ...] = Field(min_length=2, max_length=11)
    not_applicable: str = ""

    @model_validator(mode="after")
    def _easy_labels(self) -> Self:
        if self.easy and self.easy.labels and len(self.easy.labels) != len(self.labels):
            message = f"easy has {len(self.easy.labels)} labels, the question {len(self.labels)}"
            raise ValueError(message)
        return self

    def heading(self) -> str:
        """Give the statement."""
        return self.statement

    def guidance(self) -> str:
        """Give what is asked about the statement."""
        return f"{self.text} {self.hint}".strip()

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is a label's number, or `not-applicable` where that can be chosen."""
        return value in range(1, len(self.labels) + 1) or (value == NOT_APPLICABLE and bool(self.not_applicable))

    def missing(self) -> InvalidAnswer:
        """Ask for one."""
        return InvalidAnswer(Problem.SELECT_ONE)

    def read(self, given: list[str]) -> Value:
        """Take the number of the label chosen."""
        if given[0] == NOT_APPLICABLE and self.not_applicable:
            return NOT_APPLICABLE
        if given[0] not in {str(number) for number in range(1, len(self.labels) + 1)}:
            raise InvalidAnswer(Problem.NOT_LISTED)
        return int(given[0])

    def words(self, value: Value) -> str:
        """Give the label chosen."""
        return self.labels[value - 1] if isinstance(value, int) else self.not_applicable

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read."""
        return {
            **super().easy_parts(easy),
            "statement": easy.statement or self.statement,
            "labels": easy.labels or self.labels,
            "not_applicable": easy.not_applicable or self.not_applicable if self.not_applicable else "",
        }


class Scale(BaseQuestion):
    """A whole number from 0 to 10; `low` and `high` say what the ends mean."""

    TEXTS: ClassVar = (*BaseQuestion.TEXTS, "low", "high")
    HIGHEST: ClassVar = 10

    type: Literal["scale"] = "scale"
    low: Words
    high: Words
    theme: str = ""

    def labels(self) -> list[str]:
        """Give the words of each number from 0 to 10; the ends say what they mean."""
        middle = [str(number) for number in range(1, self.HIGHEST)]
        return [f"0 – {self.low}", *middle, f"{self.HIGHEST} – {self.high}"]

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is a number from 0 to 10."""
        return value in range(self.HIGHEST + 1)

    def missing(self) -> InvalidAnswer:
        """Ask for one."""
        return InvalidAnswer(Problem.SELECT_ONE)

    def read(self, given: list[str]) -> Value:
        """Take the number chosen."""
        if given[0] not in {str(number) for number in range(self.HIGHEST + 1)}:
            raise InvalidAnswer(Problem.NOT_LISTED)
        return int(given[0])

    def words(self, value: Value) -> str:
        """Give the number, with what it means at the ends."""
        return self.labels()[int(str(value))]

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read."""
        return {**super().easy_parts(easy), "low": easy.low or self.low, "high": easy.high or self.high}


class Number(BaseQuestion):
    """A whole number from `lowest` to `highest`, in `unit`."""

    TEXTS: ClassVar = (*BaseQuestion.TEXTS, "unit")

    type: Literal["number"] = "number"
    lowest: int = 0
    highest: int
    unit: str = ""

    @model_validator(mode="after")
    def _some_number_fits(self) -> Self:
        if self.highest < self.lowest:
            message = f"highest is {self.highest}, which is below lowest, {self.lowest}"
            raise ValueError(message)
        return self

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is a number in range."""
        return isinstance(value, int) and self.lowest <= value <= self.highest

    def missing(self) -> InvalidAnswer:
        """Ask for a number in range."""
        return InvalidAnswer(Problem.NUMBER_MISSING, lowest=self.lowest, highest=self.highest)

    def read(self, given: list[str]) -> Value:
        """Read a whole number; commas for thousands and the start of the unit typed after it are forgiven."""
        found = _WHOLE_NUMBER.fullmatch(given[0])
        if found is None or not self.unit.casefold().startswith(found[2].casefold()):
            example = min(self.lowest + 7, self.highest)
            raise InvalidAnswer(Problem.NOT_WHOLE, lowest=self.lowest, highest=self.highest, example=example)
        digits = found[1].replace(",", "")
        if len(digits) > len(str(self.highest)) + 10 or not self.can_be(int(digits)):
            raise self.missing()
        return int(digits)

    def words(self, value: Value) -> str:
        """Give the number with its unit."""
        return f"{value} {self.unit}".strip()

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read."""
        return {**super().easy_parts(easy), "unit": easy.unit or self.unit}
