"""The field for a photo or a voice note, and writing down what it shows or says."""

from collections.abc import Sequence
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import FileField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation

from surveys.capture.media_files import LIMIT_BYTES, LIMIT_MEGABYTES, LONGEST_SECONDS, MediaFile, read_media_file
from surveys.capture.uploads import kind_of
from surveys.definitions import UploadQuestion
from surveys.errors import InvalidAnswer
from surveys.values import TEXT_LIMIT, Problem, UploadKind
from webapp.forms.base import FileInput, Form, SubmitButton, TextArea
from webapp.forms.fields import clean_text
from webapp.forms.problems import in_words
from webapp.texts import lazy_gettext
from webapp.uploads import was_too_big

CHOOSE_AGAIN = lazy_gettext("This page was open for a long time. Choose the file again, then press the button")

ACCEPT = {
    UploadKind.PHOTO: "image/jpeg,image/png,image/webp,image/gif",
    UploadKind.VOICE: "audio/*,.m4a,.mp3,.ogg,.opus,.wav,.webm",
}
"""HEIC is not named, so that telephones turn it into JPEG before they send it."""


class UploadWidget(FileInput):
    """A file input with what was uploaded before it, and ways to record after it."""

    def map_gov_params(self, field: "UploadField", **kwargs: Any) -> dict[str, Any]:
        """Map as the library does, then put the two parts in."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params["formGroup"] = {
            "beforeInput": {"html": self._part("saved_upload", field) if field.saved else ""},
            "afterInput": {"html": self._part("recorder", field)},
        }
        return params

    def _part(self, macro: str, field: "UploadField") -> Markup:
        """Render a part of the field."""
        return Markup(get_template_attribute("components/uploads.html", macro)(field))  # noqa: S704  escaped there


class UploadField(FileField):
    """A file that is looked into as it comes; `media` is what was found in it."""

    widget = UploadWidget()
    limit_bytes = LIMIT_BYTES
    limit_megabytes = LIMIT_MEGABYTES
    longest_seconds = LONGEST_SECONDS

    def __init__(self, question: UploadQuestion, **kwargs: Any) -> None:
        super().__init__(question.heading(), description=question.guidance(), **kwargs)
        self.question = question
        self.media: MediaFile | None = None
        self.problem: InvalidAnswer | None = None

    @property
    def too_big(self) -> str:
        """Say what is wrong with a file that is too big."""
        return in_words(InvalidAnswer(Problem.FILE_TOO_BIG, limit=LIMIT_MEGABYTES))

    @property
    def saved(self) -> UploadKind | None:
        """Tell what was uploaded before."""
        return kind_of(str(self.object_data)) if self.object_data else None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Look into the file. To the question, a file that was uploaded before counts as given."""
        self.raw_data = [self.object_data] if self.object_data else []
        file = next((each for each in valuelist if isinstance(each, FileStorage)), None)
        content = file.read() if file else b""
        if file and (file.filename or content):
            try:
                self.media = read_media_file(content, accepts=self.question.accepts)
                self.raw_data = [self.media.kind]
            except InvalidAnswer as problem:
                self.problem = problem

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot be used."""
        if was_too_big():
            raise StopValidation(self.too_big)
        if self.problem:
            raise StopValidation(in_words(self.problem))

    def mend_errors(self, form: Form) -> None:
        """Say of a token that is too old, or did not arrive, what it means for a file: no browser keeps that."""
        if was_too_big():
            form.csrf_token.errors = []
        elif form.csrf_token.errors:
            form.csrf_token.errors = [CHOOSE_AGAIN]


class DescribeForm(Form):
    """What a photo shows or a voice note says, to be checked and then kept."""

    text = TextAreaField(
        "Write it down",
        [
            DataRequired("Enter what the photo shows, or what the voice note says"),
            Length(max=TEXT_LIMIT, message=f"Use {TEXT_LIMIT:,} characters or fewer"),
        ],
        filters=[clean_text],
        widget=TextArea(),
    )
    check = SubmitField("Continue", widget=SubmitButton())
    save = SubmitField("Save it", widget=SubmitButton())
    change = SubmitField("Change it", widget=SubmitButton())
