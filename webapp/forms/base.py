"""The form that every form of this application extends, and its fields' widgets."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from werkzeug.local import LocalProxy
from wtforms import Field

from webapp.texts import lazy_gettext as _

ERROR = _("Error")
EXPIRED = _("This page was open for a long time. What you entered is still here. Check it, then press the button again")

__all__ = [
    "CharacterCount",
    "Checkbox",
    "Checkboxes",
    "DateInput",
    "FileInput",
    "Form",
    "PasswordInput",
    "Radios",
    "Select",
    "SubmitButton",
    "TextArea",
    "TextInput",
]


class _TokenWhenShown(FlaskForm.Meta.csrf_class):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's tokens, signed when a form is shown: one that is sent and right is never shown again."""

    def generate_csrf_token(self, csrf_token_field: Field) -> Any:
        """Give something that becomes the token when it is written into a page."""
        return LocalProxy(lambda: super(_TokenWhenShown, self).generate_csrf_token(csrf_token_field))


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose expired or forged token is an error in plain words beside kept answers."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # noqa: D106  WTForms' own way to set things
        csrf_class = _TokenWhenShown

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate, and put a token's error into words."""
        is_valid: bool = super().validate(extra_validators)
        if "csrf_token" in self.errors:
            self.csrf_token.errors = [EXPIRED]
        return is_valid

    def add_error(self, name: str, text: str) -> None:
        """Put an error that the domain found at a field."""
        field: Field = self[name]
        field.errors = [*field.errors, text]

    def error_list(self) -> list[dict[str, str]]:
        """List the errors for the summary, each with the address of its field.

        The token has no field that can be seen: its error points at the first one.
        """
        shown = [field for field in self if field.name != "csrf_token"]
        anchors = {field.name: _anchor(field) for field in shown} | {"csrf_token": _anchor(shown[0])}
        return [{"text": str(field.errors[0]), "href": f"#{anchors[field.name]}"} for field in self if field.errors]


def _anchor(field: Field) -> str:
    """Give the id of the first control of a field; a date has three."""
    return f"{field.id}-day" if isinstance(field.widget, GovDateInput) else str(field.id)


class _Mended:
    """Mend what the library passes on: a hint without words would be read out as nothing, and "Error:" in English."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """Map as the library does, without an empty hint, and with "Error" in the language of the page."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]
        if not (params.get("hint") or {}).get("text"):
            params.pop("hint", None)
        if "errorMessage" in params:
            params["errorMessage"]["visuallyHiddenText"] = ERROR
        return params


class Radios(_Mended, GovRadioInput):  # type: ignore[misc]
    """Radio buttons."""


class Checkbox(_Mended, GovCheckboxInput):  # type: ignore[misc]
    """One checkbox."""


class Checkboxes(_Mended, GovCheckboxesInput):  # type: ignore[misc]
    """Checkboxes."""


class DateInput(_Mended, GovDateInput):  # type: ignore[misc]
    """Day, month and year."""


class CharacterCount(_Mended, GovCharacterCount):  # type: ignore[misc]
    """Several lines, with a count of characters."""


class FileInput(_Mended, GovFileInput):  # type: ignore[misc]
    """A file."""


class PasswordInput(_Mended, GovPasswordInput):  # type: ignore[misc]
    """A password."""


class Select(_Mended, GovSelect):  # type: ignore[misc]
    """A list that opens."""


class TextArea(_Mended, GovTextArea):  # type: ignore[misc]
    """Several lines."""


class TextInput(_Mended, GovTextInput):  # type: ignore[misc]
    """One line."""


SubmitButton = GovSubmitInput
