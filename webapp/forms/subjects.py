"""Looking at what nobody asked about, setting a subject aside, proposing a theme and taking it up."""

from collections.abc import Iterable, Sequence

from wtforms import RadioField, SelectMultipleField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from surveys.models import Codeframe
from surveys.summaries.subjects import Said
from surveys.tagging.new_themes import NewTheme
from webapp.forms.base import Checkboxes, Form, Radios, SubmitButton, TextArea, TextInput
from webapp.forms.fields import clean_text

NEW = "a new one"
"""Chosen for a codeframe that the programme does not have yet; no key, since it holds blanks."""
_LONG = Length(max=2000, message="Use 2,000 characters or fewer")


class LookForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Look again", widget=SubmitButton())


class DismissForm(Form):
    """Why a subject needs no theme."""

    reason = TextAreaField(
        "Why does it need no theme?",
        [DataRequired("Write why it needs no theme, so that others know"), _LONG],
        description="Such as: not about home care, or we cannot change it",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Set it aside", widget=SubmitButton())


class ThemeForm(Form):
    """A theme in the words of whoever proposes it, and examples from the subject."""

    title = StringField(
        "Title",
        [DataRequired("Write a title"), Length(max=200, message="Use 200 characters or fewer for the title")],
        description="A few words, such as Parking near home",
        filters=[clean_text],
        widget=TextInput(),
    )
    statement = TextAreaField(
        "Definition",
        [DataRequired("Write a definition, one sentence that says what the theme means"), _LONG],
        description="One sentence, best from the view of the person, such as: I can get to the door from the car",
        filters=[clean_text],
        widget=TextArea(),
    )
    include = TextAreaField("What counts towards it (optional)", [_LONG], filters=[clean_text], widget=TextArea())
    leave_out = TextAreaField(
        "What does not, though it is close (optional)", [_LONG], filters=[clean_text], widget=TextArea()
    )
    examples = SelectMultipleField("Examples that fit it (optional)", widget=Checkboxes())
    submit = SubmitField("Propose the theme", widget=SubmitButton())

    def offer(self, said: Iterable[Said]) -> None:
        """Offer words of these contributions as examples."""
        self.examples.choices = [(str(each.contribution.id), each.words or "") for each in said]

    def chosen(self, said: Iterable[Said]) -> list[Said]:
        """Give those of the contributions that were ticked, in their order."""
        ticked = set(self.examples.data or ())
        return [each for each in said if str(each.contribution.id) in ticked]

    def theme(self, examples: Sequence[Said]) -> NewTheme:
        """Give the theme; only for a form that is valid."""
        words = tuple(each.words or "" for each in examples)
        return NewTheme(
            self.title.data or "", self.statement.data or "", self.include.data or "", self.leave_out.data or "", words
        )


class TakeUpForm(Form):
    """Where a proposed theme goes."""

    codeframe = RadioField("Codeframe", [DataRequired("Select a codeframe")], widget=Radios())
    title = StringField(
        "Title of a new codeframe",
        [Length(max=200, message="Use 200 characters or fewer for the title")],
        description="Only for a new one, such as What matters in Aldermere",
        filters=[clean_text],
        widget=TextInput(),
    )
    edition = StringField(
        "Edition",
        [DataRequired("Write an edition"), Length(max=30, message="Use 30 characters or fewer for the edition")],
        description="A number or a year that no earlier edition has, such as 2027-1",
        filters=[clean_text],
        widget=TextInput(),
    )
    submit = SubmitField("Add to our codeframe", widget=SubmitButton())

    def offer(self, bases: Iterable[Codeframe]) -> None:
        """Offer the programme's own codeframes, and a new one."""
        known = [(frame.key, f"{frame.title} (edition {frame.edition}, {_state(frame)})") for frame in bases]
        self.codeframe.choices = [*known, (NEW, "A new codeframe")]
        if self.codeframe.data is None:
            self.codeframe.data = self.codeframe.choices[0][0]


def _state(frame: Codeframe) -> str:
    return "in use" if frame.used_from_utc else "to be checked"
