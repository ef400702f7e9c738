"""The form in which somebody chooses how pages look."""

from typing import Any

from wtforms import RadioField, SubmitField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from webapp.forms.base import Form, Radios, SubmitButton
from webapp.look import NAMES
from webapp.texts import lazy_gettext as _


class LanguageRadios(Radios):
    """Radio buttons whose labels are languages, each in its own words."""

    def map_gov_params(self, field: RadioField, **kwargs: Any) -> dict[str, Any]:
        """Map as for others, then say which language each label is in, so that it is read out in it."""
        params = super().map_gov_params(field, **kwargs)
        for item in params["items"]:
            item["label"] = {"attributes": {"lang": item["value"]}}
        return params


class LookForm(Form):
    """Everything that can be chosen; each has a choice already."""

    language = RadioField(
        _("Language"), choices=[SelectChoice(code.value, name) for code, name in NAMES.items()], widget=LanguageRadios()
    )
    reading = RadioField(
        _("How should questions be written?"),
        choices=[
            SelectChoice("standard", _("Standard")),
            SelectChoice("easy", _("Easy Read: short sentences with pictures")),
        ],
        widget=Radios(),
    )
    text_size = RadioField(
        _("Size of the text"),
        choices=[
            SelectChoice("normal", _("Normal")),
            SelectChoice("large", _("Large")),
            SelectChoice("largest", _("Very large")),
        ],
        widget=Radios(),
    )
    contrast = RadioField(
        _("Colours"),
        choices=[
            SelectChoice("normal", _("Dark text on a light page")),
            SelectChoice("dark", _("Light text on a dark page")),
            SelectChoice("yellow", _("Black text on yellow")),
        ],
        widget=Radios(),
    )
    submit = SubmitField(_("Save"), widget=SubmitButton())
