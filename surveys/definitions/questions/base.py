"""What every type of question has: words, an Easy Read variant, a clip, and a way to read raw values."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Literal, Self, TypeAlias

from pydantic import Field

from surveys.definitions.routing import Condition
from surveys.definitions.strict import Definition, Key, Words
from surveys.errors import InvalidAnswer
from surveys.text import clean_text
from surveys.values import Problem

Value: TypeAlias = str | int | list[str]


class OwnPicture(Definition):
    """A picture that the author uploaded; `media` is its key, `alt` says what it shows."""

    TEXTS: ClassVar = ("alt",)

    media: Key
    alt: Words


class Clip(Definition):
    """A sign-language film or a recording that the author uploaded, with everything said in it as text."""

    TEXTS: ClassVar = ("transcript",)

    kind: Literal["sign", "audio"]
    media: Key
    transcript: Words


class EasyRead(Definition):
    """A question in Easy Read: short sentences and a picture. What is not given is taken from the question itself."""

    TEXTS: ClassVar = (
        "text",
        "hint",
        "statement",
        "labels",
        "not_applicable",
        "options",
        "asks",
        "unit",
        "low",
        "high",
    )
    PARTS: ClassVar = ("picture",)

    text: Words
    hint: str = ""
    picture: Key | OwnPicture | None = None
    """A key of the picture library, or a picture of the author's."""
    statement: str = ""
    labels: tuple[Words, ...] = ()
    not_applicable: str = ""
    options: dict[str, Words] = Field(default_factory=dict)
    asks: dict[str, Words] = Field(default_factory=dict)
    unit: str = ""
    low: str = ""
    high: str = ""


class BaseQuestion(Definition):
    """What every question has."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text", "hint")
    PARTS: ClassVar[tuple[str, ...]] = ("easy", "clip")

    key: Key
    text: Words
    hint: str = ""
    required: bool = False
    show_when: Condition | None = None
    themes: tuple[str, ...] = ()
    easy: EasyRead | None = None
    clip: Clip | None = None

    def parse(self, raw: Sequence[str]) -> Value | None:
        """Turn the raw values of one field into a value; None when nothing was given.

        Raises:
            InvalidAnswer: the raw values do not fit.
        """
        given = [text for text in (clean_text(value).strip() for value in raw) if text]
        if not given:
            if self.required:
                raise self.missing()
            return None
        return self.read(given)

    def heading(self) -> str:
        """Give the words that head the question's page."""
        return self.text

    def guidance(self) -> str:
        """Give the words that stand under the heading; empty when there are none."""
        return self.hint

    def can_be(self, value: str | int) -> bool:
        """Tell whether a condition may ask for this value; words of one's own open nothing."""
        return False

    def missing(self) -> InvalidAnswer:
        """Say that a required answer is missing."""
        return InvalidAnswer(Problem.TEXT_MISSING)

    @abstractmethod
    def read(self, given: list[str]) -> Value:
        """Turn at least one non-blank string into a value.

        Raises:
            InvalidAnswer: the strings do not fit.
        """

    def words(self, value: Value) -> str:
        """Put a value into the words that a person reads on "check your answers" and in exports."""
        return str(value)

    def in_easy_read(self) -> Self:
        """Give the question with the words of its Easy Read variant, or as it is when it has none."""
        return self.model_copy(update=self.easy_parts(self.easy)) if self.easy else self

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read."""
        return {"text": easy.text, "hint": easy.hint}

    def raw(self, value: Value | None) -> list[str]:
        """Give the raw values that are read as this value: what a form shows of it."""
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [str(value)]
