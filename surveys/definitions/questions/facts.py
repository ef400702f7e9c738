"""Questions for a date, for the area that somebody lives in, and for a photo or a voice note."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from surveys.definitions.questions.base import BaseQuestion, EasyRead, Value
from surveys.definitions.questions.choices import Option, easy_option
from surveys.errors import InvalidAnswer
from surveys.text import clean_text
from surveys.values import Problem, UploadKind

_POSTCODE = re.compile(r"([A-Z]{1,2} ?[0-9][0-9A-Z]?)(?: ?[0-9][A-Z]{2}| [0-9][A-Z]?)?")
"""The first half of a postcode, and perhaps the second, or its beginning after a space; after Appendix C of ILR 2017
(GOV.UK)."""

_YEAR_DIGITS = 4
_FIRST_YEAR = 1000
"""A year before it is a slip of the finger."""


class DateInParts(BaseQuestion):
    """A date typed in parts; the value is 2026-03-05, or 2026-03 where the month is enough."""

    type: Literal["date"] = "date"
    precision: Literal["day", "month"] = "day"
    earliest: date | None = None
    latest: date | None = None

    def parts(self) -> tuple[str, ...]:
        """Name the parts in the order in which they are typed."""
        return ("day", "month", "year") if self.precision == "day" else ("month", "year")

    def parse(self, raw: Sequence[str]) -> Value | None:
        """Turn the typed parts, in order, into a date; None when all are blank."""
        typed = [clean_text(part).strip() for part in raw]
        if not any(typed):
            return super().parse([])
        lost = [name for name, part in zip(self.parts(), [*typed, "", "", ""], strict=False) if not part]
        if lost:
            raise InvalidAnswer(Problem.DATE_INCOMPLETE, part=lost[0])
        return self.read(typed)

    def missing(self) -> InvalidAnswer:
        """Ask for the date."""
        return InvalidAnswer(Problem.DATE_MISSING, precision=self.precision)

    def read(self, given: list[str]) -> Value:
        """Read the parts as numbers and check that there is such a day."""
        day = self._date(given)
        if self.earliest and day < self._start(self.earliest):
            raise InvalidAnswer(Problem.DATE_TOO_EARLY, limit=self.earliest)
        if self.latest and day > self.latest:
            raise InvalidAnswer(Problem.DATE_TOO_LATE, limit=self.latest)
        return day.isoformat() if self.precision == "day" else f"{day:%Y-%m}"

    def _start(self, day: date) -> date:
        """Give the day itself, or the first day of its month where the month is enough."""
        return day if self.precision == "day" else day.replace(day=1)

    def _date(self, given: list[str]) -> date:
        """Make a date of the parts; of a month, its first day."""
        numbers = [int(part) for part in given if part.isascii() and part.isdecimal() and len(part) <= _YEAR_DIGITS]
        if len(numbers) != len(self.parts()) or numbers[-1] < _FIRST_YEAR:
            raise InvalidAnswer(Problem.DATE_NOT_REAL, precision=self.precision)
        try:
            return date(numbers[-1], numbers[-2], numbers[0] if self.precision == "day" else 1)
        except ValueError as error:
            raise InvalidAnswer(Problem.DATE_NOT_REAL, precision=self.precision) from error

    def raw(self, value: Value | None) -> list[str]:
        """Give the parts as they are typed."""
        return [str(int(part)) for part in reversed(str(value).split("-"))] if value else []


class Area(BaseQuestion):
    """Where somebody lives, never closely: the first half of a postcode, or one of a list of areas."""

    PARTS: ClassVar = (*BaseQuestion.PARTS, "options")

    type: Literal["area"] = "area"
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _is_list_or_nothing(self) -> Self:
        values = {option.value for option in self.options}
        if len(values) < len(self.options) or len(values) == 1:
            message = "options need two areas or more, each with a value of its own, or none at all"
            raise ValueError(message)
        if any(option.ask for option in self.options):
            message = "an option of an area cannot ask for words"
            raise ValueError(message)
        return self

    def can_be(self, value: str | int) -> bool:
        """Tell whether the value is one of the areas listed."""
        return value in {option.value for option in self.options}

    def missing(self) -> InvalidAnswer:
        """Ask for the area."""
        return InvalidAnswer(Problem.SELECT_ONE if self.options else Problem.AREA_MISSING)

    def read(self, given: list[str]) -> Value:
        """Take the area chosen; of a whole postcode, keep the first half only."""
        if self.options:
            if not self.can_be(given[0]):
                raise InvalidAnswer(Problem.NOT_LISTED)
            return given[0]
        found = _POSTCODE.fullmatch(re.sub(r"[\s-]+", " ", given[0]).upper())
        if found is None:
            raise InvalidAnswer(Problem.NOT_A_POSTCODE)
        return found[1].replace(" ", "")

    def easy_parts(self, easy: EasyRead) -> dict[str, Any]:
        """Give the fields that change in Easy Read."""
        return {**super().easy_parts(easy), "options": tuple(easy_option(option, easy) for option in self.options)}

    def words(self, value: Value) -> str:
        """Give the words of the area."""
        return next((option.text for option in self.options if option.value == value), str(value))


class UploadQuestion(BaseQuestion):
    """A photo or a voice note; the value is the key of what was uploaded."""

    type: Literal["upload"] = "upload"
    accepts: tuple[UploadKind, ...] = Field(default=(UploadKind.PHOTO, UploadKind.VOICE), min_length=1)

    def missing(self) -> InvalidAnswer:
        """Ask for a file."""
        return InvalidAnswer(Problem.FILE_MISSING)

    def read(self, given: list[str]) -> Value:
        """Take the key; what was uploaded is checked by `surveys.capture.uploads`."""
        return given[0]
