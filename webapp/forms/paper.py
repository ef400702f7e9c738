"""Prints of questionnaires, batches of paper forms, and telephone calls."""

from collections.abc import Iterable

from wtforms import RadioField, StringField, SubmitField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, InputRequired, Length

from surveys.values import Format, Language
from webapp.filters import words
from webapp.forms.base import Form, Radios, SubmitButton, TextArea
from webapp.forms.fields import WholeNumberField, clean_text

DIFFERENCE = "d_"
"""Stands before the names of the fields of differences."""


class PrintForm(Form):
    """Which print is wanted, and where the paper goes back to."""

    language = RadioField("Language", widget=Radios())
    form = RadioField("Format", widget=Radios())
    return_to = StringField(
        "Where should people send it?",
        [
            DataRequired(message="Enter the address that people send the paper to, such as FREEPOST FERRING CARE"),
            Length(max=300, message="Use 300 characters or fewer for the address"),
        ],
        description="The address, line by line. The name of the council stands above it already",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Make the print", widget=SubmitButton())

    def offer(self, languages: Iterable[Language], forms: Iterable[Format]) -> None:
        """Offer what the survey is ready in; the first of each is chosen until something else is."""
        for field, values in ((self.language, [*languages]), (self.form, [*forms])):
            field.choices = [SelectChoice(value.value, words(value)) for value in values]
            field.data = field.data or values[0].value


class BatchForm(Form):
    """A new batch."""

    sample_percent = WholeNumberField(
        "Of each 100 forms, how many should somebody else key again?",
        description="10 is usual. At least two forms of each batch are keyed again, unless you enter 0",
        highest=100,
    )
    submit = SubmitField("Open the batch", widget=SubmitButton())


class SampleForm(Form):
    """Nothing but the token."""

    submit = SubmitField("All forms are keyed: choose the ones to check", widget=SubmitButton())


class CloseForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Close the batch and count the answers", widget=SubmitButton())


class PhoneForm(Form):
    """Nothing but the token."""

    submit = SubmitField("They agree: ask the first question", widget=SubmitButton())


class DifferencesForm(Form):
    """One choice for each difference between two keyings; `differences_form` adds the fields."""

    submit = SubmitField("Save what the paper says", widget=SubmitButton())

    def second_counts(self) -> dict[str, bool]:
        """Tell for each key whether the second keying is right; only for a valid form."""
        chosen = {name: field.data for name, field in self._fields.items() if name.startswith(DIFFERENCE)}
        return {name.removeprefix(DIFFERENCE): choice == "second" for name, choice in chosen.items()}


def differences_form(differences: Iterable[tuple[str, str, str, str]]) -> DifferencesForm:
    """Make a form of differences, each with key, label, and what the first and the second keying say."""
    fields = {
        DIFFERENCE + key: RadioField(
            label,
            [InputRequired(message=f"Select what the paper says: {label}")],
            choices=[SelectChoice("first", first), SelectChoice("second", second)],
            widget=Radios(),
        )
        for key, label, first, second in differences
    }
    form: DifferencesForm = type("OneFormsDifferences", (DifferencesForm,), fields)()
    return form
