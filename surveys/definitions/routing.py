"""Which questions a respondent meets. Pure: definitions and answers in, questions out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Discriminator, Field, Tag

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

    def leaves(self) -> Iterator[Is]:
        """Go through the comparisons in the condition: itself."""
        yield self


class _Group(Definition):
    """Conditions taken together."""

    @abstractmethod
    def parts(self) -> list[Condition]:
        """List the conditions inside."""

    def leaves(self) -> Iterator[Is]:
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
        return {Is: "question", All: "all", AnyOf: "any", Not: "not"}[type(raw)]
    return next((name for name in ("all", "any", "not") if isinstance(raw, dict) and name in raw), "question")


Condition = Annotated[
    Annotated[Is, Tag("question")]
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
