"""Fields that several topics use: words, whole numbers and dates that say what to do when they do not fit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import DateField, IntegerField, ValidationError

import surveys.text
from webapp.forms.base import DateInput, TextInput

LARGEST = 1_000_000


def clean_text(value: str | None) -> str:
    """Keep words as typed, but for blanks around them and what cannot be stored."""
    return surveys.text.clean_text(value or "").strip()


class WholeNumberField(IntegerField):
    """A whole number from `lowest` to `highest`; nothing typed is `empty`, which is an error when it is None."""

    widget = TextInput()

    def __init__(
        self, label: str = "", *, lowest: int = 0, highest: int = LARGEST, empty: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.lowest, self.highest, self.empty = lowest, highest, empty

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read ASCII digits, with blanks around them."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST)) else None
        if not typed:
            self.data = self.empty

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no whole number in the range."""
        if self.data is None or not self.lowest <= self.data <= self.highest:
            raise ValidationError(f"Enter a whole number from {self.lowest} to {self.highest:,}")

    def number(self) -> int:
        """Give the number; only for a form that is valid."""
        if self.data is None:
            raise ValueError(self.name)
        return self.data


class DayField(DateField):
    """A date in three boxes."""

    widget = DateInput()

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, format="%d %m %Y", **kwargs)
        self.invalid_value_message = "Enter a real date, with day, month and year, such as 8 10 2026"

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read the three boxes, also when a browser left one out."""
        super().process(formdata, *args, **kwargs)
        if self.raw_data is not None:
            self.raw_data = [*self.raw_data, "", "", ""][:3]

    def pre_validate(self, form: Any) -> None:
        """Refuse a date that is not there."""
        if self.data is None and not self.process_errors:
            raise ValidationError(self.invalid_value_message)

    def day(self) -> date:
        """Give the date; only for a form that is valid."""
        if self.data is None:
            raise ValueError(self.name)
        return self.data
