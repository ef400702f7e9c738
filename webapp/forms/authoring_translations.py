"""Texts beside their translations, some at a time."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import TextAreaField
from wtforms.validators import Length

from surveys.authoring.translations import Line, list_misplaced
from surveys.values import Language
from webapp.forms.authoring import save_button
from webapp.forms.base import Form, TextArea
from webapp.forms.fields import clean_text

LONGEST = 4000


class TranslationForm(Form):
    """A page of texts; a field for each comes from `translation_form`."""

    texts: Mapping[str, str]
    """The text by the name of its field."""
    submit = save_button("Save these translations")

    def words(self) -> dict[str, str]:
        """Give the translations by their texts; only for a valid form."""
        return {text: self[name].data or "" for name, text in self.texts.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse translations that lost a place for an earlier answer."""
        is_valid = super().validate(extra_validators)
        lost = set(list_misplaced(self.words()))
        for name, text in self.texts.items():
            if text in lost:
                self.add_error(name, "Keep what stands in {curly brackets} as it is: an earlier answer goes there")
        return is_valid and not lost


def translation_form(lines: Sequence[Line], language: Language) -> TranslationForm:
    """Make the form of a page of texts; a field's name comes from its text, so that it fits whatever else changes."""
    named = {f"text-{hashlib.sha256(line.text.encode()).hexdigest()[:12]}": line for line in lines}
    parts: dict[str, Any] = {name: _field(line, language) for name, line in named.items()}
    parts["texts"] = {name: line.text for name, line in named.items()}
    data = {name: line.translation for name, line in named.items()}
    form: TranslationForm = type("PageOfTextsForm", (TranslationForm,), parts)(data=data)
    return form


def _field(line: Line, language: Language) -> TextAreaField:
    """Make the field of one text; words that stood there before it was changed are shown as help."""
    before = f"Before: “{line.earlier.text}” – “{line.earlier.translation}”" if line.earlier else ""
    return TextAreaField(
        line.text,
        [Length(max=LONGEST, message=f"Use {LONGEST:,} characters or fewer")],
        description=before,
        filters=[clean_text],
        widget=TextArea(),
        render_kw={"params": {"rows": 2, "attributes": {"lang": language.value, "dir": "auto"}}},
    )
