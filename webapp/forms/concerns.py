"""Raising a concern, and writing down what was done about it."""

from wtforms import RadioField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from surveys.tagging.kinds import concern_kinds
from surveys.values import ConcernOutcome
from webapp.filters import words
from webapp.forms.base import Form, Radios, SubmitButton, TextArea
from webapp.forms.fields import clean_text

NOTE_LIMIT = 4_000


class RaiseConcernForm(Form):
    """What worries the reviewer, and in which words."""

    kind = RadioField(
        "What could it be",
        [InputRequired("Select what it could be")],
        choices=concern_kinds(),
        description="You need not be certain. The programme lead looks into it",
        widget=Radios(),
    )
    words = TextAreaField(
        "Which words worry you",
        [DataRequired("Keep the words that worry you")],
        description="Keep one piece of the text above, exactly as it stands: the words that worry you",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Raise the concern", widget=SubmitButton())


class EntryForm(Form):
    """What was done about a concern."""

    outcome = RadioField(
        "What happened",
        [InputRequired("Select what happened")],
        choices={outcome.value: words(outcome) for outcome in ConcernOutcome},
        widget=Radios(),
    )
    note = TextAreaField(
        "What did you do, and why",
        [
            DataRequired("Enter what you did, and why"),
            Length(max=NOTE_LIMIT, message=f"Use {NOTE_LIMIT:,} characters or fewer"),
        ],
        description="Who you spoke to, what you found, what happens next. It cannot be changed later",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save the entry", widget=SubmitButton())
