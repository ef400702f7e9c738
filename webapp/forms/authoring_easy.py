"""The Easy Read variant of a question, its picture, and clips."""

from collections.abc import Iterable
from typing import Any

from wtforms import FileField, RadioField, SubmitField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import InputRequired

from surveys.authoring.content import Raw
from surveys.authoring.options import lines_of
from webapp.forms.authoring import line_field, save_button, text_field
from webapp.forms.base import FileInput, Form, Radios, SubmitButton

EASY_HINT = "One idea a sentence, 15 words or fewer in each. Say what hard words mean"


class EasyForm(Form):
    """The words of a question in Easy Read; fields for its answers come from `easy_form`."""

    options: tuple[tuple[str, str], ...] = ()
    """The name of a field and the value of the option that it is for."""
    asks: tuple[tuple[str, str], ...] = ()
    plain: tuple[str, ...] = ()

    text = line_field("Question", needed="Enter the question", limit=300, hint=EASY_HINT)
    hint = text_field("Help for answering", hint=EASY_HINT, rows=3)
    submit = save_button()
    try_out = SubmitField(
        "Check the words without saving",
        widget=SubmitButton(),
        render_kw={"params": {"classes": "govuk-button--secondary"}},
    )

    def fields(self) -> list[Any]:
        """Give the fields in the order of the page."""
        first = [self[name] for name in self.plain if name == "statement"]
        last = [self[name] for name in self.plain if name != "statement"]
        pairs = [self[name] for name, _ in (*self.options, *self.asks)]
        return [*first, self.text, self.hint, *last, *pairs]

    def changes(self, before: Raw) -> Raw:
        """Give the variant as TOML has it, without its picture; only for a valid form."""
        plain = {name: self[name].data for name in ("text", "hint", *self.plain)}
        if "labels" in plain:
            plain["labels"] = lines_of(plain["labels"])
        options = {value: self[name].data for name, value in self.options if self[name].data}
        asks = {value: self[name].data for name, value in self.asks if self[name].data}
        picture = (before.get("easy") or {}).get("picture")
        parts = {**plain, "options": options, "asks": asks, "picture": picture}
        return {name: value for name, value in parts.items() if value}


PLAIN: dict[str, tuple[str, ...]] = {
    "rating": ("statement", "labels", "not_applicable"),
    "scale": ("low", "high"),
    "number": ("unit",),
}
"""What is said in other words, beside text and help, by the type of question."""

LABELS = {
    "statement": "Statement",
    "not_applicable": "Answer for whom it does not apply",
    "low": "What 0 means",
    "high": "What 10 means",
    "unit": "Unit",
}


def easy_form(question: Raw) -> EasyForm:
    """Make the Easy Read form of a question."""
    plain = tuple(
        name for name in PLAIN.get(question["type"], ()) if question.get(name) or name in {"low", "high", "statement"}
    )
    options = question.get("options", []) if question["type"] != "area" else []
    parts: dict[str, Any] = {"plain": plain, "options": (), "asks": ()}
    for name in plain:
        parts[name] = (
            _labels_field(question) if name == "labels" else line_field(LABELS[name], hint=_says(question[name]))
        )
    for number, option in enumerate(options):
        parts[f"option_{number}"] = line_field(f"Answer {number + 1}", hint=_says(option["text"]))
        parts["options"] += ((f"option_{number}", option["value"]),)
        if option.get("ask"):
            parts[f"ask_{number}"] = line_field(f"Question after answer {number + 1}", hint=_says(option["ask"]))
            parts["asks"] += ((f"ask_{number}", option["value"]),)
    easy = question.get("easy") or {}
    form: EasyForm = type("EasyQuestionForm", (EasyForm,), parts)(data=_data(easy, parts))
    return form


def _says(text: str) -> str:
    """Say what the standard version says."""
    return f"The standard version says: {text}"


def _labels_field(question: Raw) -> Any:
    """Make the field for labels; there must be as many as in the standard version."""
    count = len(question["labels"])

    def check(_form: Form, field: Any) -> None:
        """Refuse another number of lines."""
        lines = lines_of(field.data or "")
        if lines and len(lines) != count:
            raise ValidationError(f"Enter {count} answers, one a line, as in the standard version, or none")

    standard = _says(", ".join(question["labels"]))
    return text_field("Answers", hint=f"One a line, in the same order. {standard}", rows=5, also=[check])


def _data(easy: Raw, parts: dict[str, Any]) -> dict[str, Any]:
    """Give what the fields hold."""
    data: dict[str, Any] = {name: easy.get(name, "") for name in ("text", "hint", *parts["plain"])}
    if "labels" in data:
        data["labels"] = "\n".join(data["labels"])
    data |= {name: easy.get("options", {}).get(value, "") for name, value in parts["options"]}
    return data | {name: easy.get("asks", {}).get(value, "") for name, value in parts["asks"]}


class PictureForm(Form):
    """Which picture of the set stands beside a question."""

    picture = RadioField("Picture", [InputRequired("Select a picture")], widget=Radios())
    submit = save_button("Use this picture")

    def offer(self, pictures: Iterable[tuple[str, str]]) -> None:
        """Offer pictures: their names and what they show."""
        self.picture.choices = [SelectChoice(key, alt) for key, alt in pictures]


class OwnPictureForm(Form):
    """A picture of the author's."""

    file = FileField(
        "Picture",
        description="PNG, JPEG, GIF or WebP, up to 5 MB. You need the right to use it, and the people in it must agree",
        widget=FileInput(),
        render_kw={"params": {"attributes": {"accept": "image/png,image/jpeg,image/gif,image/webp"}}},
    )
    alt = line_field(
        "What the picture shows",
        needed="Enter what the picture shows, for people who cannot see it",
        hint="Such as: A care worker and an older woman at a kitchen table",
    )
    submit = save_button("Use this picture")

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a picture")


class ClipForm(Form):
    """A sign-language film or a recording, with its words."""

    kind = RadioField(
        "What it is",
        [InputRequired("Select what it is")],
        choices={
            "sign": "The question in sign language, as a film",
            "audio": "The question read aloud, as a recording",
        },
        widget=Radios(),
    )
    file = FileField(
        "File",
        description="A film: MP4 or WebM. A recording: MP3, M4A or Ogg. Up to 20 megabytes",
        widget=FileInput(),
        render_kw={"params": {"attributes": {"accept": "video/mp4,video/webm,audio/mpeg,audio/mp4,audio/ogg"}}},
    )
    transcript = text_field(
        "Everything said or signed in it",
        needed="Enter everything that is said or signed, for people who cannot hear or see it",
        limit=5000,
        rows=6,
    )
    has_clip = False
    """With a clip there already, no new file is needed to change its words."""
    submit = save_button()

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not self.content_given() and not self.has_clip:
            raise ValidationError("Choose a film or a recording")

    def content_given(self) -> bool:
        """Tell whether a file was chosen."""
        return bool(getattr(self.file.data, "filename", ""))


class EasyPartForm(Form):
    """Nothing but the token: takes the Easy Read variant or the clip out."""

    submit = save_button("Take it out")
