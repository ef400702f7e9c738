"""A questionnaire: sections of questions, one question a page, frozen and versioned."""

from collections.abc import Iterator, Mapping

from pydantic import Field, model_validator

from surveys.definitions.questions import Question
from surveys.definitions.strict import Definition, Key, Words
from surveys.values import Group

QUOTE_CONSENT = "quote-consent"
"""Stands beside the questions' keys where answers are kept: may the words be quoted?"""


class Section(Definition):
    """Questions that belong together, under one title."""

    key: Key
    title: Words
    intro: str = ""
    questions: tuple[Question, ...] = Field(min_length=1)


class Questionnaire(Definition):
    """What one group is asked. `minutes` is how long it honestly takes."""

    key: Key
    version: int = Field(ge=1)
    title: Words
    group: Group
    language: str = "en"
    minutes: int = Field(ge=1, le=90)
    purpose: Words
    sections: tuple[Section, ...] = Field(min_length=1)

    def questions(self) -> Iterator[Question]:
        """Go through all questions in order."""
        for section in self.sections:
            yield from section.questions

    def find_question(self, key: str) -> Question | None:
        """Find a question by its key."""
        return next((question for question in self.questions() if question.key == key), None)

    def section_of(self, question: Question) -> Section:
        """Give the section that a question stands in."""
        return next(section for section in self.sections if question in section.questions)

    @model_validator(mode="after")
    def _keys_and_conditions(self) -> "Questionnaire":
        earlier: dict[str, Question] = {}
        for question in self.questions():
            if question.key in earlier or question.key == QUOTE_CONSENT:
                why = "stands twice" if question.key in earlier else "has a key that the consent to quote needs"
                message = f"question {question.key} {why}"
                raise ValueError(message)
            _check_condition(question, earlier)
            earlier[question.key] = question
        return self


def _check_condition(question: Question, earlier: Mapping[str, Question]) -> None:
    """Refuse a condition that could never hold: it looks at a later question, or for an answer that cannot be given."""
    for leaf in question.show_when.leaves() if question.show_when else ():
        asked = earlier.get(leaf.question)
        if asked is None:
            message = f"question {question.key}: show_when names {leaf.question}, which is not an earlier question"
            raise ValueError(message)
        lost = [value for value in leaf.values if not asked.can_be(value)]
        if lost:
            message = f"question {question.key}: show_when asks for {lost[0]!r}, which {asked.key} never has"
            raise ValueError(message)
