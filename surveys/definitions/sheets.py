"""A questionnaire as it stands on paper: what is printed in which order, under which number and with which codes.

The print and the keying screen are made of the same sheet, so that the first box of a question is 1 (or a) on both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from surveys.definitions.questionnaire import Questionnaire, Section, words_key
from surveys.definitions.questions import (
    NOT_APPLICABLE,
    Area,
    ChoiceQuestion,
    MultipleChoice,
    Question,
    Ranking,
    Rating,
    Scale,
    SingleChoice,
    UploadQuestion,
)
from surveys.definitions.routing import Condition, Is

NOT_APPLICABLE_CODE = "n"


@dataclass(frozen=True)
class Choice:
    """One box to tick: its code for keying, the value, the words, and the question behind “something else”."""

    code: str
    value: str
    text: str
    hint: str = ""
    words: Question | None = None


@dataclass(frozen=True)
class Entry:
    """One numbered question on paper, with its boxes; a question of words or a number has none."""

    number: int
    question: Question
    section: Section
    choices: tuple[Choice, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Go through what is answered here: the question, and the words beside its boxes."""
        yield self.question
        yield from (choice.words for choice in self.choices if choice.words is not None)


@dataclass(frozen=True)
class Gate:
    """A question that only opens the rest of a section about the person; on paper the rest is simply left blank."""

    question: SingleChoice
    value: str


@dataclass(frozen=True)
class Sheet:
    """Everything on paper, in order. The entries about the person stand after all others, on a sheet of their own.

    `answered_by` and `consent` are the numbers of what is asked between the two.
    """

    questionnaire: Questionnaire
    entries: tuple[Entry, ...]
    answered_by: int
    consent: int
    gates: tuple[Gate, ...]

    @property
    def numbers(self) -> Mapping[str, int]:
        """Give the numbers of questions by key."""
        return {entry.question.key: entry.number for entry in self.entries}

    def main(self) -> list[Entry]:
        """List the entries that stay together."""
        return [entry for entry in self.entries if not entry.section.apart]

    def apart(self) -> list[Entry]:
        """List the entries about the person."""
        return [entry for entry in self.entries if entry.section.apart]

    def is_gate(self, condition: Condition | None) -> bool:
        """Tell whether a condition is one that paper does not need to say."""
        return isinstance(condition, Is) and any(condition.question == gate.question.key for gate in self.gates)


def lay_out(questionnaire: Questionnaire) -> Sheet:
    """Lay a questionnaire out for paper; photos and recordings cannot be put there, and are left out."""
    gates = tuple(gate for section in questionnaire.sections if (gate := _find_gate(section)))
    skipped = {gate.question.key for gate in gates}
    asked = [
        (section, question)
        for section in sorted(questionnaire.sections, key=lambda section: section.apart)
        for question in section.questions
        if question.key not in skipped and not isinstance(question, UploadQuestion)
    ]
    main_count = sum(not section.apart for section, _ in asked)
    entries = tuple(
        Entry(place if place <= main_count else place + 2, question, section, _choices(question, questionnaire))
        for place, (section, question) in enumerate(asked, start=1)
    )
    return Sheet(questionnaire, entries, main_count + 1, main_count + 2, gates)


def _find_gate(section: Section) -> Gate | None:
    """Find the question of a section apart that does nothing but open all the others."""
    first, *others = section.questions
    conditions = {question.show_when.model_dump_json() if question.show_when else "" for question in others}
    opener = others[0].show_when if others else None
    is_gate = section.apart and isinstance(first, SingleChoice) and len(conditions) == 1 and isinstance(opener, Is)
    if not is_gate or not isinstance(first, SingleChoice) or not isinstance(opener, Is):
        return None
    return Gate(first, str(opener.values[0])) if opener.question == first.key else None


def _choices(question: Question, questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """List the boxes of a question. One tick is a number, several are letters, since each is keyed as one mark."""
    match question:
        case ChoiceQuestion() | Area():
            is_lettered = isinstance(question, MultipleChoice | Ranking)
            return tuple(
                Choice(
                    letter(place) if is_lettered else str(place + 1),
                    option.value,
                    option.text,
                    option.hint,
                    questionnaire.find_question(words_key(question, option.value))
                    if option.ask and isinstance(question, ChoiceQuestion)
                    else None,
                )
                for place, option in enumerate(question.options)
            )
        case Rating():
            labels = [Choice(str(n), str(n), label) for n, label in enumerate(question.labels, start=1)]
            last = [Choice(NOT_APPLICABLE_CODE, NOT_APPLICABLE, question.not_applicable)]
            return tuple(labels + last if question.not_applicable else labels)
        case Scale():
            return tuple(Choice(str(n), str(n), label) for n, label in enumerate(question.labels()))
        case _:
            return ()


def letter(place: int) -> str:
    """Give the letter of a place, counted from 0: a to z, then aa, ab and so on."""
    first, second = divmod(place, len(ascii_lowercase))
    return (ascii_lowercase[first - 1] if first else "") + ascii_lowercase[second]
