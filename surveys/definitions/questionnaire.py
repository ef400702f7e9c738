"""A questionnaire: sections of questions, one question a page, frozen and versioned."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field, PrivateAttr, model_validator

from surveys.definitions.questions import ChoiceQuestion, Question, ShortText, SingleChoice
from surveys.definitions.routing import Answers, Is
from surveys.definitions.strict import Definition, Key, Words
from surveys.values import Group, Language

QUOTE_CONSENT = "quote-consent"
"""Stands beside the questions' keys where answers are kept: may the words be quoted?"""

ANSWERED_BY = "answered-by"
"""Stands there too: who gave the answers?"""


class EasySection(Definition):
    """The words of a section in Easy Read."""

    TEXTS: ClassVar = ("title", "intro")

    title: str = ""
    intro: str = ""


class EasyQuestionnaire(Definition):
    """The words of a questionnaire's first page in Easy Read."""

    TEXTS: ClassVar = ("title", "purpose")

    title: Words
    purpose: Words


class Section(Definition):
    """Questions that belong together, under one title.

    The answers of a section that is `apart` are kept apart from all others, with nothing that joins them: they are
    about the person.
    """

    TEXTS: ClassVar = ("title", "intro")
    PARTS: ClassVar = ("easy", "questions")

    key: Key
    title: Words
    intro: str = ""
    apart: bool = False
    easy: EasySection | None = None
    questions: tuple[Question, ...] = Field(min_length=1)
    _asked: tuple[Question, ...] = PrivateAttr()

    def model_post_init(self, _context: Any) -> None:
        """Work out what is asked: each question, and after it the words for its "something else"."""
        self._asked = tuple(asked for question in self.questions for asked in (question, *_asks(question)))

    def asked(self) -> tuple[Question, ...]:
        """List what is asked in order: the questions, and what options that stand for "something else" ask for."""
        return self._asked


def words_key(question: ChoiceQuestion, option_value: str) -> str:
    """Name the question that asks for the words behind an option."""
    return f"{question.key}-{option_value}-words"


def _asks(question: Question) -> Iterator[ShortText]:
    """Give the questions that the options of a question open."""
    if not isinstance(question, ChoiceQuestion):
        return
    for option in question.options:
        if option.ask:
            condition = Is.model_validate({"question": question.key, "is": [option.value]})
            key = words_key(question, option.value)
            easy = question.easy.model_copy(update={"text": option.ask, "hint": ""}) if question.easy else None
            yield ShortText(key=key, text=option.ask, show_when=condition, easy=easy)


class Questionnaire(Definition):
    """What one group is asked. `minutes` is how long it honestly takes.

    `group_from` names a single choice whose answers say which group the person belongs to, for questionnaires that
    several groups answer: its values are groups with hyphens, such as care-worker; any other value means `group`.
    `translations` holds, for each language besides the questionnaire's own, texts by the text they stand for.
    """

    TEXTS: ClassVar = ("title", "purpose")
    PARTS: ClassVar = ("easy", "sections")

    key: Key
    version: int = Field(ge=1)
    title: Words
    group: Group
    group_from: Key | None = None
    language: Language = Language.ENGLISH
    minutes: int = Field(ge=1, le=90)
    purpose: Words
    about_you: bool = False
    easy: EasyQuestionnaire | None = None
    sections: tuple[Section, ...] = Field(min_length=1)
    translations: dict[Language, dict[str, str]] = Field(default_factory=dict)
    _by_key: dict[str, Question] = PrivateAttr()
    _sections: dict[str, Section] = PrivateAttr()

    def model_post_init(self, _context: Any) -> None:
        """Find questions and their sections by key once."""
        pairs = [(section, question) for section in self.sections for question in section.asked()]
        self._by_key = {question.key: question for _, question in pairs}
        self._sections = {question.key: section for section, question in pairs}

    def questions(self) -> Iterator[Question]:
        """Go through everything that is asked, in order."""
        for section in self.sections:
            yield from section.asked()

    def find_question(self, key: str) -> Question | None:
        """Find a question by its key."""
        return self._by_key.get(key)

    def section_of(self, question: Question) -> Section:
        """Give the section that a question stands in."""
        # Straight from where pydantic keeps it: this is asked for dozens of times a page.
        return self.__pydantic_private__["_sections"][question.key]  # type: ignore[index,no-any-return]

    def group_of(self, answers: Answers) -> Group:
        """Tell which group somebody with these answers speaks for."""
        given = str(answers.get(self.group_from or "", "")).replace("-", "_")
        return Group(given) if given in set(Group) else self.group

    @model_validator(mode="after")
    def _keys_and_conditions(self) -> "Questionnaire":
        earlier: dict[str, Question] = {}
        for question in self.questions():
            if question.key in earlier or question.key in {QUOTE_CONSENT, ANSWERED_BY}:
                why = "stands twice" if question.key in earlier else "has a key that is taken"
                message = f"question {question.key} {why}"
                raise ValueError(message)
            _check_condition(question, earlier)
            earlier[question.key] = question
        if self.group_from is not None and not isinstance(earlier.get(self.group_from), SingleChoice):
            message = f"group_from names {self.group_from}, which is not a question of type single"
            raise ValueError(message)
        return self


def _check_condition(question: Question, earlier: Mapping[str, Question]) -> None:
    """Refuse a condition that could never hold: it looks at a later question, or for an answer that cannot be given."""
    for leaf in question.show_when.leaves() if question.show_when else ():
        asked = earlier.get(leaf.question)
        if asked is None:
            message = f"question {question.key}: show_when names {leaf.question}, which is not an earlier question"
            raise ValueError(message)
        lost = [value for value in leaf.wanted() if not asked.can_be(value)]
        if lost:
            message = f"question {question.key}: show_when asks for {lost[0]!r}, which {asked.key} never has"
            raise ValueError(message)
