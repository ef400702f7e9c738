"""Figures on a population, and what an export is to be."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import FileField, RadioField, StringField, SubmitField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from surveys.errors import InvalidReference
from surveys.fieldwork.files import MOST_IN_WORKBOOK
from surveys.fieldwork.reading import make_shares, read_area_lines, read_number
from surveys.fieldwork.references import ReferenceWords, Trait
from webapp.forms.base import FileInput, Form, Radios, SubmitButton, TextArea, TextInput
from webapp.forms.fields import DayField, clean_text

PERCENT, PEOPLE = "percent", "people"

KINDS = {
    "xlsx": "Excel workbook: the answers as codes and in words, the codebook and the counts",
    "csv": "CSV: the answers as one table of codes, for statistics programs",
    "json": "JSON: everything in one file, for programmers",
}


class AboutFiguresForm(Form):
    """What is said of figures, whichever way they come."""

    problems: tuple[str, ...] = ()
    """Everything that is wrong with the figures, when it is more than one thing."""

    title = StringField(
        "Who is counted",
        [
            DataRequired("Enter who is counted, such as people who use home care in our area"),
            Length(max=200, message="Use 200 characters or fewer to say who is counted"),
        ],
        description="For example, people who use home care in our area",
        filters=[clean_text],
        widget=TextInput(),
    )
    source = StringField(
        "Where the figures are from",
        [
            DataRequired("Enter where the figures are from"),
            Length(max=300, message="Use 300 characters or fewer to say where the figures are from"),
        ],
        description="For example, our care records, or Census 2021 table TS037",
        filters=[clean_text],
        widget=TextInput(),
    )
    counted_on = DayField("The day that the figures are from", description="For example, 31 3 2026")

    def words(self) -> ReferenceWords:
        """Give what is said of the figures; only for a valid form."""
        return ReferenceWords(self.title.data or "", self.source.data or "", self.counted_on.day())

    def refuse(self, name: str, problems: Sequence[str]) -> None:
        """Show what is wrong with the figures: one thing at the field, several in a list."""
        if len(problems) == 1:
            self.add_error(name, problems[0])
        else:
            self.add_error(name, f"{len(problems)} things in the figures need mending: they are listed below")
            self.problems = tuple(problems)


class UploadForm(AboutFiguresForm):
    """Figures as a table in a file."""

    file = FileField(
        "File",
        description="A table with the columns characteristic, value, and percent or count (CSV or Excel)",
        widget=FileInput(),
    )
    submit = SubmitField("Add the figures", widget=SubmitButton())

    def upload(self) -> tuple[str, bytes]:
        """Give the file's name and content; only for a valid form."""
        return self.file.data.filename, self.file.data.read()

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a file")


class FigureField(StringField):
    """A number that is not below 0, with or without a percent sign."""

    widget = TextInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no number."""
        if self.number() is None:
            raise ValidationError(f"“{self.label.text}”: enter a number, such as 18 or 18.5; 0 for nobody")

    def number(self) -> Decimal | None:
        """Give the number; None when there is none."""
        return read_number(self.data or "")


class FiguresForm(AboutFiguresForm):
    """Figures typed in: a box for each option, or lines of areas."""

    unit = RadioField(
        "What the numbers are",
        choices={PERCENT: "Percentages, which add up to 100", PEOPLE: "Numbers of people"},
        default=PERCENT,
        widget=Radios(),
    )
    lines = TextAreaField(
        "Areas",
        description="One area a line: the first half of the postcode, a blank and the number. For example, BA1 12",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Add the figures", widget=SubmitButton())

    def figures(self) -> list[FigureField]:
        """List the boxes for the options."""
        return [field for field in self if isinstance(field, FigureField)]

    def shares(self, trait: Trait) -> dict[str, float]:
        """Give the shares that were entered.

        Raises:
            InvalidReference: the figures do not fit together.
        """
        if trait.options:
            boxes = zip(trait.options, self.figures(), strict=True)
            numbers = {value: box.number() or Decimal(0) for value, box in boxes}
        else:
            numbers = read_area_lines(self.lines.data or "")
        return make_shares(numbers, are_percent=self.unit.data == PERCENT)


def figures_form(trait: Trait) -> FiguresForm:
    """Make the form for the figures of one trait."""
    options = enumerate(trait.options.values())
    boxes = {f"figure_{place}": FigureField(words, filters=[clean_text]) for place, words in options}
    form: FiguresForm = type("TraitForm", (FiguresForm,), boxes)()
    if trait.options:
        del form.lines
    return form


def read_figures(form: FiguresForm, trait: Trait) -> dict[str, float] | None:
    """Read the figures of a valid form; None when they do not fit together, which the form then says."""
    try:
        return form.shares(trait)
    except InvalidReference as error:
        form.refuse("figure_0" if trait.options else "lines", error.problems)
        return None


class WithdrawForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Take them out", widget=SubmitButton())


class ExportForm(Form):
    """Which file is wanted."""

    kind = RadioField(
        "Which file do you need?",
        choices=KINDS,
        default="xlsx",
        widget=Radios(),
    )
    submit = SubmitField("Download", widget=SubmitButton())

    def offer(self, count: int) -> None:
        """Offer no workbook for more responses than one can hold."""
        if count > MOST_IN_WORKBOOK:
            self.kind.choices = {kind: words for kind, words in KINDS.items() if kind != "xlsx"}
            if self.kind.data not in self.kind.choices:
                self.kind.data = "csv"
