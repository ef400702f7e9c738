"""A questionnaire: sections of questions, one question a page, frozen and versioned."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from surveys.definitions.questions import Question
from surveys.definitions.strict import Definition, Key, Words
from surveys.values import Group


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
        earlier: set[str] = set()
        for question in self.questions():
            if question.key in earlier:
                message = f"question {question.key} stands twice"
                raise ValueError(message)
            later = set(question.show_when.questions()) - earlier if question.show_when else set()
            if later:
                message = f"question {question.key}: show_when names {sorted(later)[0]}, which is not an earlier question"
                raise ValueError(message)
            earlier.add(question.key)
        return self
