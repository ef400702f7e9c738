"""Writing down findings and actions, and publishing them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, SubmitField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from surveys.models import Action, Codeframe, Finding, Theme
from surveys.publication.findings import ActionWords, FindingWords
from surveys.values import ActionKind
from webapp.clock import today
from webapp.filters import words
from webapp.forms.base import Checkboxes, Form, Radios, SubmitButton, TextArea, TextInput
from webapp.forms.fields import DayField, clean_text

SHORT, LONG = 200, 2_000
"""Longest one-line and many-line words, in characters."""


class OptionalDayField(DayField):
    """A date in three boxes that may all be empty."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the boxes unless they are empty."""
        if any(part.strip() for part in valuelist):
            super().process_formdata(valuelist)
        else:
            self.data = None

    def pre_validate(self, form: Any) -> None:
        """Take no date at all."""


class FindingForm(Form):
    """A "you said"; the checkboxes of its themes are added for each codeframe by `finding_form`."""

    frame_fields: Mapping[str, Sequence[Theme]] = {}

    title = StringField(
        "Title",
        [DataRequired("Enter a title"), Length(max=SHORT, message=f"Use {SHORT} characters or fewer for the title")],
        description="A few plain words, such as “Weekends are strangers”",
        filters=[clean_text],
        widget=TextInput(),
    )
    you_said = TextAreaField(
        "What people said",
        [
            DataRequired("Enter what people said"),
            Length(max=LONG, message=f"Use {LONG:,} characters or fewer for what people said"),
        ],
        description="Start with “You said”. Leave out anybody’s name",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save", widget=SubmitButton())

    def theme_fields(self) -> list[SelectMultipleField]:
        """Give the fields of themes, a codeframe each."""
        return [self[name] for name in self.frame_fields]

    def fill(self, finding: Finding) -> None:
        """Show what is stored."""
        self.title.data, self.you_said.data = finding.title, finding.you_said
        chosen = {theme.lineage_id for theme in finding.themes}
        for name, themes in self.frame_fields.items():
            self[name].data = [theme.key for theme in themes if theme.lineage_id in chosen]

    def entry(self) -> FindingWords:
        """Give what was entered; only for a valid form."""
        chosen = {key for field in self.theme_fields() for key in field.data or ()}
        themes = [theme for frame in self.frame_fields.values() for theme in frame if theme.key in chosen]
        return FindingWords(title=self.title.data or "", you_said=self.you_said.data or "", themes=themes)


def finding_form(codeframes: Sequence[Codeframe]) -> FindingForm:
    """Make the form with a set of checkboxes for each codeframe."""
    frames = {f"themes_{frame.key}": frame.themes for frame in codeframes}
    fields = {
        f"themes_{frame.key}": SelectMultipleField(
            frame.title,
            choices={theme.key: theme.title for theme in frame.themes},
            widget=Checkboxes(),
        )
        for frame in codeframes
    }
    form: FindingForm = type("FindingForm", (FindingForm,), {**fields, "frame_fields": frames})()
    return form


class ActionForm(Form):
    """A "we did", a "we will" or a "we cannot, because"."""

    kind = RadioField(
        "What is the answer",
        [InputRequired("Select what the answer is")],
        choices={kind.value: words(kind) for kind in ActionKind},
        widget=Radios(),
    )
    text = TextAreaField(
        "What you did, will do or cannot do",
        [
            DataRequired("Enter what you did, will do or cannot do"),
            Length(max=LONG, message=f"Use {LONG:,} characters or fewer for the answer"),
        ],
        description="Whole sentences that start with “We”",
        filters=[clean_text],
        widget=TextArea(),
    )
    why = TextAreaField(
        "Why",
        [Length(max=LONG, message=f"Use {LONG:,} characters or fewer for the reason")],
        description="Always say why you cannot. For the others it is up to you",
        filters=[clean_text],
        widget=TextArea(),
    )
    owner = StringField(
        "Who is responsible",
        [
            DataRequired("Enter who is responsible"),
            Length(max=SHORT, message=f"Use {SHORT} characters or fewer for who is responsible"),
        ],
        description="A job title. It will be public",
        filters=[clean_text],
        widget=TextInput(),
    )
    on = OptionalDayField(
        "Date",
        description="When it was done, when it will be done, or when you look at it again. For example, 8 10 2026",
    )
    told = TextAreaField(
        "Who was told, and how",
        [Length(max=LONG, message=f"Use {LONG:,} characters or fewer for who was told")],
        description="For example, “Everybody at the workshop, by letter on 28 October”. You can add it later",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save", widget=SubmitButton())

    def validate_why(self, field: TextAreaField) -> None:
        """Refuse a no without a reason."""
        if self.kind.data == ActionKind.CANNOT and not field.data:
            raise ValidationError("Enter why you cannot do it")

    def validate_on(self, field: OptionalDayField) -> None:
        """Refuse a promise without a date, and a deed in the future."""
        if field.process_errors:
            return
        if field.data is None and self.kind.data == ActionKind.DID:
            raise ValidationError("Enter the date when it was done")
        if field.data is None and self.kind.data == ActionKind.WILL:
            raise ValidationError("Enter the date by which you will do it")
        if self.kind.data == ActionKind.DID and isinstance(field.data, date) and field.data > today():
            raise ValidationError("The date when it was done must be today or in the past")

    def fill(self, action: Action) -> None:
        """Show what is stored."""
        self.kind.data = action.kind.value
        self.text.data, self.why.data, self.owner.data = action.text, action.why, action.owner
        self.on.data, self.told.data = action.done_on or action.due_on, action.told

    def entry(self) -> ActionWords:
        """Give what was entered; only for a valid form."""
        return ActionWords(
            kind=ActionKind(self.kind.data),
            text=self.text.data or "",
            why=self.why.data or "",
            owner=self.owner.data or "",
            on=self.on.data,
            told=self.told.data or "",
        )


class StateForm(Form):
    """Nothing but the token: makes a finding ready, or a draft again."""

    submit = SubmitField("Mark as ready", widget=SubmitButton())


class PublishForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Publish now", widget=SubmitButton())
