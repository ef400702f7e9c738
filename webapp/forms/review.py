"""Deciding on tags, and reading the words otherwise."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from surveys.models import Codeframe
from surveys.values import Stance
from webapp.filters import words
from webapp.forms.base import Form, Radios, Select, SubmitButton, TextArea
from webapp.forms.fields import clean_text


class GroupedSelect(Select):
    """A select whose options stand in named groups."""

    template = "review/grouped_select.html"

    def map_gov_params(self, field: SelectField, **kwargs: Any) -> dict[str, Any]:
        """Add the groups to what the library maps."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params["groups"] = field.iter_groups()
        return params


class ReviewForm(Form):
    """The buttons of the page: `accept` and `reject` name a tag, `finish` goes on."""

    finish = SubmitField("Finish and go to the next", widget=SubmitButton())


class TagForm(Form):
    """A theme, a stance and the words they are about."""

    theme = SelectField("Theme", [InputRequired("Select a theme")], widget=GroupedSelect())
    stance = RadioField(
        "What do the words say about it",
        [InputRequired("Select what the words say about it")],
        choices={stance.value: words(stance) for stance in Stance},
        widget=Radios(),
    )
    words = TextAreaField(
        "Which words",
        [DataRequired("Keep the words that are about the theme")],
        description="Keep one piece of the text above, exactly as it stands: the words that are about the theme",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save", widget=SubmitButton())

    def offer(self, frames: Sequence[Codeframe]) -> None:
        """Offer the themes of codeframes."""
        self.theme.choices = {"": "Choose a theme"} | {
            frame.title: {theme.key: f"{theme.key}: {theme.title}" for theme in frame.themes} for frame in frames
        }
