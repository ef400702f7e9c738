"""Which questions a respondent meets. Pure: definitions and answers in, questions out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from surveys.definitions.strict import Definition, Key

if TYPE_CHECKING:
    from surveys.definitions.questionnaire import Questionnaire
    from surveys.definitions.questions import Question, Value

Answers = Mapping[str, "Value"]


class Is(Definition):
    """True when the answer to an earlier question is, or for multiple choice contains, one of the values."""

    question: Key
    values: list[str | int] = Field(alias="is", min_length=1)

    def holds(self, answers: Answers) -> bool:
        """Tell whether the condition is met; an unanswered question meets none."""
        given = answers.get(self.question)
        return any(item in self.values for item in (given if isinstance(given, list) else [given]))

    def leaves(self) -> Iterator[Leaf]:
        """Go through the comparisons in the condition: itself."""
        yield self

    def wanted(self) -> list[str | int]:
        """List the values looked for."""
        return self.values


class Between(Definition):
    """True when the answer to an earlier question is a number, not below `at_least` and not above `at_most`."""

    question: Key
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> Between:
        if self.at_least is None and self.at_most is None:
            message = f"a condition on {self.question} needs at_least or at_most"
            raise ValueError(message)
        return self

    def holds(self, answers: Answers) -> bool:
        """Tell whether the number lies between the limits; what is not a number does not."""
        given = answers.get(self.question)
        if not isinstance(given, int):
            return False
        return (self.at_least is None or given >= self.at_least) and (self.at_most is None or given <= self.at_most)

    def leaves(self) -> Iterator[Leaf]:
        """Go through the comparisons in the condition: itself."""
        yield self

    def wanted(self) -> list[str | int]:
        """List the values looked for: the limits."""
        return [limit for limit in (self.at_least, self.at_most) if limit is not None]


class Answered(Definition):
    """True when an earlier question was answered, or with `answered = false` when it was not."""

    question: Key
    answered: bool

    def holds(self, answers: Answers) -> bool:
        """Tell whether there is an answer."""
        return (answers.get(self.question) is not None) is self.answered

    def leaves(self) -> Iterator[Leaf]:
        """Go through the comparisons in the condition: itself."""
        yield self

    def wanted(self) -> list[str | int]:
        """List the values looked for: none in particular."""
        return []


Leaf = Is | Between | Answered


class _Group(Definition):
    """Conditions taken together."""

    @abstractmethod
    def parts(self) -> list[Condition]:
        """List the conditions inside."""

    def leaves(self) -> Iterator[Leaf]:
        """Go through the comparisons in the conditions."""
        for part in self.parts():
            yield from part.leaves()


class All(_Group):
    """True when every part holds."""

    all: list[Condition] = Field(min_length=1)

    def parts(self) -> list[Condition]:
        """List the conditions inside."""
        return self.all

    def holds(self, answers: Answers) -> bool:
        """Tell whether every part holds."""
        return all(part.holds(answers) for part in self.all)


class AnyOf(_Group):
    """True when at least one part holds."""

    any: list[Condition] = Field(min_length=1)

    def parts(self) -> list[Condition]:
        """List the conditions inside."""
        return self.any

    def holds(self, answers: Answers) -> bool:
        """Tell whether one part holds."""
        return any(part.holds(answers) for part in self.any)


class Not(_Group):
    """True when its part does not hold."""

    part: Condition = Field(alias="not")

    def parts(self) -> list[Condition]:
        """List the condition inside."""
        return [self.part]

    def holds(self, answers: Answers) -> bool:
        """Tell whether the part fails."""
        return not self.part.holds(answers)


def _kind(raw: Any) -> str:
    """Name the sort of condition that a TOML table is, by its one telling key."""
    if isinstance(raw, Definition):
        return _KINDS[type(raw)]
    return next((kind for name, kind in _TELLING.items() if isinstance(raw, dict) and name in raw), "question")


_TELLING = {name: name for name in ("all", "any", "not", "answered")} | {"at_least": "between", "at_most": "between"}


_KINDS: dict[type[Definition], str] = {
    Is: "question",
    Between: "between",
    Answered: "answered",
    All: "all",
    AnyOf: "any",
    Not: "not",
}

Condition = Annotated[
    Annotated[Is, Tag("question")]
    | Annotated[Between, Tag("between")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_kind),
]

for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def find_path(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """List the questions that a person with these answers meets, in order.

    A condition sees only answers that are themselves on the path, so an answer left behind on an abandoned branch
    opens nothing.
    """
    path: list[Question] = []
    met: dict[str, Value] = {}
    for question in questionnaire.questions():
        if question.show_when is None or question.show_when.holds(met):
            path.append(question)
            if question.key in answers:
                met[question.key] = answers[question.key]
    return path


def keep_path(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Keep only the answers to questions on the path, in the order of the path."""
    return {q.key: answers[q.key] for q in find_path(questionnaire, answers) if q.key in answers}
