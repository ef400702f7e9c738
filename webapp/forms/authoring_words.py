"""The words of a question and what its type needs, a form for each type."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired

from surveys.authoring.content import Raw
from surveys.authoring.options import lines_of, write_options
from surveys.values import TEXT_LIMIT, UploadKind
from webapp.forms.authoring import EndDayField, line_field, save_button, text_field
from webapp.forms.base import Checkbox, Checkboxes, Form, Radios, Select
from webapp.forms.fields import WholeNumberField

OPTIONS_HINT = (
    "One a line. You can change words, order and number. In a survey that people have answered, we ask whether an "
    "answer in other words is still the same"
)
MOST_OPTIONS = 40


class WordsForm(Form):
    """What every question has. `ORDER` lists the fields as they stand on the page."""

    ORDER: ClassVar[tuple[str, ...]] = ("text", "hint", "required")
    PLAIN: ClassVar[tuple[str, ...]] = ()
    """Fields of the type that are kept as they are."""

    text = line_field("Question", needed="Enter the question", limit=300, hint="One short question")
    hint = text_field("Help for answering", hint="A short sentence under the question. It may be left empty", rows=2)
    required = BooleanField(
        "This question needs an answer",
        description="Use it rarely: whoever does not want to answer goes away",
        widget=Checkbox(),
    )
    submit = save_button()

    def fields(self) -> list[Any]:
        """Give the fields in the order of the page."""
        return [self[name] for name in self.ORDER]

    def changes(self, before: Raw) -> Raw:
        """Give the fields as TOML has them; only for a valid form."""
        return {name: self[name].data for name in ("text", "hint", "required", *self.PLAIN)}


class OptionsForm(WordsForm):
    """A question with answers to choose from."""

    ORDER: ClassVar[tuple[str, ...]] = ("text", "hint", "options", "required")

    options = text_field("Answers", needed="Enter the answers, one a line", hint=OPTIONS_HINT, rows=8, limit=8000)

    reworded: Mapping[str, str] = MappingProxyType({})
    """The lines that may be an answer in other words, by the names of the fields that ask whether they are."""

    def fields(self) -> list[Any]:
        """Give the fields in the order of the page, with those for reworded answers after the answers."""
        place = self.ORDER.index("options") + 1
        return [self[name] for name in (*self.ORDER[:place], *self.reworded, *self.ORDER[place:])]

    def validate_options(self, field: TextAreaField) -> None:
        """Refuse too few, too many, too long and doubled answers."""
        check_lines(lines_of(field.data or ""), fewest=2, most=MOST_OPTIONS, things="answers")

    def changes(self, before: Raw) -> Raw:
        """Give the options with the values that they had."""
        new = [line for name, line in self.reworded.items() if self[name].data == "new"]
        options = write_options(lines_of(self.options.data or ""), before.get("options", []), new=new)
        values = {option["value"] for option in options}
        left = {"none": before["none"] if before.get("none") in values else None} if "none" in before else {}
        return {**super().changes(before), "options": options, "easy": _easy_of(before, values), **left}


def _easy_of(before: Raw, values: set[str]) -> Raw | None:
    """Take the Easy Read words of options that are gone out."""
    easy = before.get("easy")
    if not easy:
        return None
    kept = {
        name: {value: text for value, text in easy[name].items() if value in values}
        for name in ("options", "asks")
        if name in easy
    }
    return {**easy, **kept}


def check_lines(lines: list[str], *, fewest: int, most: int, things: str) -> None:
    """Refuse too few, too many, too long and doubled lines."""
    if not fewest <= len(lines) <= most:
        raise ValidationError(f"Enter from {fewest} to {most} {things}, one a line; there are {len(lines)}")
    if any(len(line) > 200 for line in lines):  # noqa: PLR2004  as the words say
        raise ValidationError("Use 200 characters or fewer for each line")
    if len({line.casefold() for line in lines}) < len(lines):
        raise ValidationError("Take out the line that is there twice")


class RankingForm(OptionsForm):
    """Answers to put in order."""

    ORDER = ("text", "hint", "options", "places", "required")
    PLAIN = ("places",)

    places = WholeNumberField("How many places to fill", lowest=2, highest=10, default=3)

    def validate_places(self, field: WholeNumberField) -> None:
        """Refuse more places than answers."""
        count = len(lines_of(self.options.data or ""))
        if field.data and field.data > count:
            raise ValidationError(f"Enter a number up to {count}: there are only so many answers")


class RatingForm(WordsForm):
    """A statement about a theme."""

    ORDER = ("statement", "theme", "text", "hint", "labels", "not_applicable", "required")
    PLAIN = ("statement", "theme", "not_applicable")

    statement = line_field(
        "Statement", needed="Enter the statement", limit=300, hint="Such as: I decide how I am supported"
    )
    theme = SelectField("Theme", [InputRequired("Select the theme")], widget=Select())
    labels = text_field(
        "Answers",
        needed="Enter the answers, one a line",
        hint="One a line, from the lowest to the highest. They count as 1, 2, 3 and so on: keep number and order "
        "where people have answered before",
        rows=5,
    )
    not_applicable = line_field("Answer for whom it does not apply", hint="Leave it empty if it applies to everybody")

    def validate_labels(self, field: TextAreaField) -> None:
        """Refuse too few, too many and doubled labels."""
        check_lines(lines_of(field.data or ""), fewest=2, most=11, things="answers")

    def changes(self, before: Raw) -> Raw:
        """Give the labels; those in Easy Read are taken out when there is another number of them."""
        labels = lines_of(self.labels.data or "")
        easy = dict(before.get("easy") or {})
        if len(easy.get("labels", labels)) != len(labels):
            del easy["labels"]
        return {**super().changes(before), "labels": labels, "easy": easy}


class ScaleForm(WordsForm):
    """0 to 10."""

    ORDER = ("text", "hint", "low", "high", "theme", "required")
    PLAIN = ("low", "high", "theme")

    low = line_field("What 0 means", needed="Enter what 0 means", hint="Such as: not at all well")
    high = line_field("What 10 means", needed="Enter what 10 means", hint="Such as: as well as it could")
    theme = SelectField("Theme", widget=Select())


class NumberForm(WordsForm):
    """A number."""

    ORDER = ("text", "hint", "lowest", "highest", "unit", "required")
    PLAIN = ("lowest", "highest", "unit")

    lowest = WholeNumberField("Lowest number", default=0)
    highest = WholeNumberField("Highest number", default=100)
    unit = line_field("Unit", hint="Such as: visits a week. It may be left empty")

    def validate_highest(self, field: WholeNumberField) -> None:
        """Refuse limits in the wrong order."""
        if field.data is not None and self.lowest.data is not None and field.data < self.lowest.data:
            raise ValidationError("The highest number must be the lowest or more")


class DateForm(WordsForm):
    """A date."""

    ORDER = ("text", "hint", "precision", "earliest", "latest", "required")

    precision = RadioField(
        "How exact", choices={"day": "Day, month and year", "month": "Month and year"}, default="day", widget=Radios()
    )
    earliest = EndDayField("Earliest date", description="Leave it empty for any date")
    latest = EndDayField("Latest date", description="Leave it empty for any date")

    def changes(self, before: Raw) -> Raw:
        """Give the limits as text."""
        limits = {name: self[name].data.isoformat() if self[name].data else None for name in ("earliest", "latest")}
        return {**super().changes(before), "precision": self.precision.data, **limits}


class AreaForm(OptionsForm):
    """Where somebody lives."""

    ORDER = ("text", "hint", "options", "required")

    options = text_field("Areas", hint="One a line. Leave it empty to ask for the first half of the postcode", rows=8)

    def validate_options(self, field: TextAreaField) -> None:
        """Refuse a single, too many, too long and doubled areas; none is fine."""
        lines = lines_of(field.data or "")
        if lines:
            check_lines(lines, fewest=2, most=100, things="areas")


class TextForm(WordsForm):
    """Own words."""

    ORDER = ("text", "hint", "limit", "required")
    PLAIN = ("limit",)

    limit = WholeNumberField("Most characters", lowest=10, highest=TEXT_LIMIT, default=4000)


class ShortTextForm(TextForm):
    """A few words."""

    limit = WholeNumberField("Most characters", lowest=10, highest=1000, default=200)


class FileQuestionForm(WordsForm):
    """A photo or a voice note."""

    ORDER = ("text", "hint", "accepts", "required")
    PLAIN = ("accepts",)

    accepts = SelectMultipleField(
        "What people may add",
        [InputRequired("Select at least one")],
        choices={UploadKind.PHOTO.value: "A photo", UploadKind.VOICE.value: "A voice note"},
        default=[kind.value for kind in UploadKind],
        widget=Checkboxes(),
    )


FORMS: Mapping[str, type[WordsForm]] = {
    "rating": RatingForm,
    "single": OptionsForm,
    "multiple": OptionsForm,
    "ranking": RankingForm,
    "scale": ScaleForm,
    "number": NumberForm,
    "date": DateForm,
    "area": AreaForm,
    "short_text": ShortTextForm,
    "long_text": TextForm,
    "upload": FileQuestionForm,
}
"""The form of each type."""
