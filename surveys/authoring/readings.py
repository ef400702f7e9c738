"""How easy words are to read: their sentences, and the age at which most people can read them."""

import re
from dataclasses import dataclass

import readability

LONGEST_EASY = 15
"""Most words of a sentence in Easy Read."""

AGE_OF_GRADE = 5
"""Years between a grade of an American school and the age of its pupils."""

FEWEST_WORDS = 12
"""Of fewer words a grade says little: one long word, like reablement, would decide it."""

_PLACE = re.compile(r"\{[a-z0-9-]+(?:\|([^{}]*))?\}")
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence and the number of its words."""

    text: str
    word_count: int

    @property
    def is_long(self) -> bool:
        """Tell whether it is too long for Easy Read."""
        return self.word_count > LONGEST_EASY


def list_sentences(text: str) -> list[Sentence]:
    """Split a text into its sentences; a place for an earlier answer counts as the words put without one."""
    shown = _PLACE.sub(lambda match: match[1] or "it", text)
    parts = (part.strip() for part in _END.split(shown))
    return [Sentence(part, len(_WORD.findall(part))) for part in parts if _WORD.search(part)]


def count_words(text: str) -> int:
    """Count the words of a text."""
    return sum(sentence.word_count for sentence in list_sentences(text))


def reading_age(text: str) -> int | None:
    """Give the age, in years, at which most people can read an English text; None for a text too short to tell.

    This is the Flesch-Kincaid grade (Kincaid and others, 1975) and five years.
    """
    sentences = list_sentences(text)
    if sum(sentence.word_count for sentence in sentences) < FEWEST_WORDS:
        return None
    lines = "\n".join(" ".join(_WORD.findall(sentence.text)) + " ." for sentence in sentences)
    grade = readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"]
    return max(AGE_OF_GRADE, round(float(grade)) + AGE_OF_GRADE)
