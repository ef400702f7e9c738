"""Adding a programme's own codeframe, and deciding whether it is used."""

from collections.abc import Iterable

from wtforms import FileField, RadioField, StringField, SubmitField, ValidationError
from wtforms.validators import Length

from surveys.models import Codeframe
from webapp.forms.base import FileInput, Form, Radios, SubmitButton, TextInput
from webapp.forms.fields import clean_text

NEW = "a new one"
"""Chosen for a codeframe that the programme does not have yet; no key, since it holds blanks."""
MENDING = "The file cannot be used yet: {} things in it need mending, listed below the box"


class UploadForm(Form):
    """A file, and what the codeframe in it is called."""

    problems: tuple[str, ...] = ()
    """Everything that is wrong with the file, when it is more than one thing."""

    file = FileField(
        "File",
        description="A table (CSV; from Excel, save as CSV UTF-8), a codebook (REFI-QDA, .qdc) or TOML",
        widget=FileInput(),
    )
    key = RadioField("What is in the file", widget=Radios())
    title = StringField(
        "Title",
        [Length(max=200, message="Use 200 characters or fewer for the title")],
        description="Such as “What matters in Aldermere”. Leave it empty for a new edition or if a TOML file says it",
        filters=[clean_text],
        widget=TextInput(),
    )
    edition = StringField(
        "Edition",
        [Length(max=30, message="Use 30 characters or fewer for the edition")],
        description="A number or a year that no earlier edition has, such as 2027-1. A TOML file says it already",
        filters=[clean_text],
        widget=TextInput(),
    )
    submit = SubmitField("Check the codeframe", widget=SubmitButton())

    def offer(self, own: Iterable[Codeframe]) -> None:
        """Offer new editions of the programme's own codeframes."""
        editions = {frame.key: f"A new edition of “{frame.title}”" for frame in own}
        self.key.choices = {NEW: "A codeframe that this programme does not have yet", **editions}
        if self.key.data not in self.key.choices:
            self.key.data = NEW

    def frame_key(self) -> str:
        """Give the key of the codeframe that gets a new edition; empty for a new codeframe."""
        return "" if self.key.data == NEW else str(self.key.data)

    def refuse(self, problems: tuple[str, ...]) -> None:
        """Show what is wrong with the file: one thing at the box, several in a list below it."""
        if len(problems) == 1:
            self.add_error("file", problems[0])
        else:
            self.add_error("file", MENDING.format(len(problems)))
            self.problems = problems

    def upload(self) -> tuple[str, bytes]:
        """Give the file's name and content; only for a valid form."""
        return self.file.data.filename, self.file.data.read()

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not self._file_name():
            raise ValidationError("Choose a file")

    def validate_title(self, field: StringField) -> None:
        """Ask for a title that nothing else says."""
        if not field.data and self.key.data == NEW and not self._says_itself():
            raise ValidationError("Enter a title")

    def validate_edition(self, field: StringField) -> None:
        """Ask for an edition that nothing else says."""
        if not field.data and not self._says_itself():
            raise ValidationError("Enter which edition this is, such as 2027-1")

    def _file_name(self) -> str:
        """Give the name of the file that was chosen; empty for none."""
        return getattr(self.file.data, "filename", "") or ""

    def _says_itself(self) -> bool:
        """Tell whether the file holds key, title and edition."""
        return self._file_name().lower().endswith(".toml")


class CheckForm(Form):
    """Nothing but the token: the buttons say what is to be done with a proposed edition."""

    use = SubmitField("Use this codeframe", widget=SubmitButton())
    drop = SubmitField("Throw it away", widget=SubmitButton())


class StopForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Stop using it", widget=SubmitButton())
