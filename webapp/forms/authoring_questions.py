"""Questions: their types, the form of one, more about an answer, themes."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired

from surveys.authoring.content import Raw
from surveys.authoring.options import lines_of, list_reworded
from webapp.forms.authoring import line_field, save_button
from webapp.forms.authoring_words import FORMS, WordsForm
from webapp.forms.base import Checkbox, Checkboxes, Form, Radios

TYPES: Mapping[str, tuple[str, str]] = {
    "rating": ("A statement", "People say how far a statement holds for them, such as never to always"),
    "single": ("Choose one", "One answer out of a list"),
    "multiple": ("Choose any", "Any number of answers out of a list"),
    "ranking": ("Put in order", "What comes first, second and third, out of a list"),
    "scale": ("0 to 10", "A number from 0 to 10"),
    "number": ("A number", "Such as how many visits a week"),
    "date": ("A date", "Day, month and year, or month and year"),
    "area": ("Where somebody lives", "The first half of a postcode, or an area out of a list"),
    "short_text": ("A few words", "One line"),
    "long_text": ("Own words", "As much as somebody wants to say"),
    "upload": ("A photo or a voice note", "People add a file or record one"),
}
"""Every type of question: its name, and what people give. What takes the least time comes first."""


class TypeForm(Form):
    """What kind of answer a new question takes."""

    type = RadioField(
        "What kind of answer do you want?",
        [InputRequired("Select the kind of answer")],
        choices={key: f"{name}: {what[0].lower()}{what[1:]}" for key, (name, what) in TYPES.items()},
        widget=Radios(),
    )
    submit = save_button("Continue")


BEGINNINGS: Mapping[str, Raw] = {
    "rating": {
        "text": "How often is this true for you?",
        "labels": ["Never", "Rarely", "Sometimes", "Mostly", "Always"],
        "not_applicable": "This does not apply to me",
    },
    "multiple": {"hint": "Choose all that are right for you."},
    "number": {"highest": 100},
}
"""What the form of a new question already holds."""


def words_form(raw: Raw, themes: Mapping[str, str], *, typed: str | None = None) -> WordsForm:
    """Make the form of a question, filled with what it has; `themes` gives the words of themes by their keys.

    `typed` are the answers as they were just typed, for a question that people may have answered: each one that may be
    an earlier answer in other words is then asked about.
    """
    data = {name: _shown(name, value) for name, value in raw.items()}
    pairs = list_reworded(lines_of(typed), raw.get("options", [])) if typed else []
    form: WordsForm = type("QuestionWordsForm", (FORMS[raw["type"]],), _reworded_fields(pairs))(data=data)
    if "theme" in form:
        own = {str(raw["theme"]): f"{raw['theme']} (in no codeframe in use)"} if raw.get("theme") else {}
        nothing = {"": "Choose a theme" if raw["type"] == "rating" else "None"}
        form["theme"].choices = {**nothing, **own, **themes}
    return form


def _reworded_fields(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Make a field for each line that may be an earlier answer in other words; nothing is chosen beforehand."""
    named = {f"same-{sha256(f'{line}|{was}'.encode()).hexdigest()[:12]}": (line, was) for line, was in pairs}
    fields: dict[str, Any] = {
        name: RadioField(
            f"“{line}” was “{was}” before. Is it the same answer?",
            [InputRequired(f"Select whether “{line}” is the same answer as “{was}”")],
            choices={"same": "Yes, in other words: count the two together", "new": "No, it is a new answer"},
            widget=Radios(),
        )
        for name, (line, was) in named.items()
    }
    return {**fields, "reworded": {name: line for name, (line, _) in named.items()}} if named else {}


def _shown(name: str, value: Any) -> Any:
    """Write lists as lines, and read dates."""
    match name:
        case "options":
            return "\n".join(option["text"] for option in value)
        case "labels":
            return "\n".join(value)
        case "earliest" | "latest":
            return date.fromisoformat(value)
        case _:
            return value


class OptionForm(Form):
    """More about one answer of a list."""

    hint = line_field("Help for this answer", hint="Stands under the answer. It may be left empty")
    ask = line_field(
        "Question to whoever chooses it",
        hint="For “Something else”: the next page then asks this, such as “What else?”",
    )
    rules_out = BooleanField("Rules out all others", description="For answers like “None of these”", widget=Checkbox())
    submit = save_button()

    def fields_of(self, kind: str) -> list[StringField | BooleanField]:
        """Give the fields that make sense for a type of question."""
        return [
            self.hint,
            *([] if kind in {"ranking", "area"} else [self.ask]),
            *([self.rules_out] if kind == "multiple" else []),
        ]


class ThemesForm(Form):
    """Which themes a question asks about."""

    themes = SelectMultipleField(
        "Themes",
        description="Select all that it asks about. The check then knows which themes no question asks about",
        widget=Checkboxes(),
    )
    submit = save_button()
