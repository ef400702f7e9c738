"""Declaring interests, scoring alone, agreeing together."""

from wtforms import RadioField, SubmitField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from surveys.evaluation.scoring import SCALE
from webapp.forms.base import Form, Radios, SubmitButton, TextArea
from webapp.forms.fields import clean_text

REASON_LIMIT = 5_000
"""Longest reason, in characters: more than two pages."""

CANNOT_SCORE = "cannot"
NOTHING, SOMETHING = "nothing", "something"

SCORES = [SelectChoice(str(score), f"{score}: {name}") for score, (name, _meaning) in enumerate(SCALE)]
TOO_LONG = Length(max=REASON_LIMIT, message=f"Make this shorter. It can have up to {REASON_LIMIT:,} characters")


class DeclarationForm(Form):
    """Have you anything to do with a bidder."""

    has_interest = RadioField(
        "Is there anything we should know?",
        [InputRequired("Choose whether there is anything we should know")],
        choices=[
            SelectChoice(NOTHING, "No, I have nothing to do with any of them"),
            SelectChoice(SOMETHING, "Yes, there is something"),
        ],
        widget=Radios(),
    )
    interests = TextAreaField(
        "If yes, what is it?",
        [TOO_LONG],
        description="Write the name of the bidder and how you know them. A few words are enough.",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save and go on", widget=SubmitButton())

    def validate_interests(self, field: TextAreaField) -> None:
        """Ask for words where there is something, and for a clear answer where there are words."""
        has_words = bool(field.data)
        if self.has_interest.data == SOMETHING and not has_words:
            message = "Write what we should know"
            raise ValidationError(message)
        if self.has_interest.data == NOTHING and has_words:
            message = "You chose No but wrote something. Choose Yes, or take the words out"
            raise ValidationError(message)


class ScoreForm(Form):
    """One member's score of one answer."""

    score = RadioField(
        "Your score",
        [InputRequired("Choose a score, or choose “I cannot score this”")],
        choices=[*SCORES, SelectChoice(CANNOT_SCORE, "I cannot score this")],
        widget=Radios(),
    )
    reason = TextAreaField(
        "Why?",
        [DataRequired("Write why you chose this"), TOO_LONG],
        description="Say what you read in the answer. One or two sentences are enough.",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save and go on", widget=SubmitButton())

    def given_score(self) -> int | None:
        """Give the score chosen; None for "I cannot score this"."""
        return None if self.score.data == CANNOT_SCORE else int(self.score.data)


class ModerationForm(Form):
    """The panel's agreed score of one answer."""

    score = RadioField(
        "Agreed score", [InputRequired("Choose the score that the panel agreed")], choices=SCORES, widget=Radios()
    )
    reason = TextAreaField(
        "Why did the panel agree on this?",
        [DataRequired("Write why the panel agreed on this score"), TOO_LONG],
        description="The bidder will read this. Say what the answer shows, and what would have earned a higher score.",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save the agreed score", widget=SubmitButton())


class MoveForm(Form):
    """Nothing but the button that moves a lot on."""

    submit = SubmitField("Move on", widget=SubmitButton())
