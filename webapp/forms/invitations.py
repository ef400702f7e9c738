"""The forms of personal links (a code to type, and no more messages), and of the rounds that send them."""

from wtforms import SelectMultipleField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length

from surveys.capture.invitations import PLACES
from surveys.errors import InvalidMessage
from surveys.values import Group
from webapp.filters import words
from webapp.forms.base import Checkboxes, Form, SubmitButton, TextArea, TextInput
from webapp.forms.contacts import ButtonsForm
from webapp.forms.fields import clean_text
from webapp.texts import lazy_gettext as _


class _CodeForm(Form):
    """The code of a letter."""

    code = StringField(
        _("The code in your letter"),
        [InputRequired(_("Enter the code that stands in your letter"))],
        description=_("16 letters and numbers, like K7QM-2XPT-94TR-8WNV. Capitals, spaces and hyphens do not matter."),
        filters=[clean_text],
        widget=TextInput(),
    )


class ComeForm(_CodeForm):
    """Begin with the code."""

    submit = SubmitField(_("Continue"), widget=SubmitButton())


class StopByCodeForm(_CodeForm):
    """Get no more messages, by the code."""

    submit = SubmitField(_("Send me no more messages"), widget=SubmitButton())


class StopForm(Form):
    """Nothing but the button."""

    submit = SubmitField(_("Send me no more messages"), widget=SubmitButton())


class RoundForm(Form):
    """A round of invitations: what staff call it, and whom it is for."""

    title = StringField(
        "Title",
        [InputRequired("Enter a title"), Length(max=200, message="Use 200 characters or fewer for the title")],
        description="Only staff see it. Such as “Invitation, October”",
        filters=[clean_text],
        widget=TextInput(),
    )
    groups = SelectMultipleField(
        "Who is it for?",
        [InputRequired("Select at least one group")],
        choices={group.value: words(group) for group in Group},
        widget=Checkboxes(),
    )
    submit = SubmitField("Continue", widget=SubmitButton())

    def chosen(self) -> list[Group]:
        """Give the groups that were chosen; only for a valid form."""
        return [Group(value) for value in self.groups.data or []]


class WordsForm(Form):
    """The words of a round in one language."""

    subject = StringField(
        "Subject",
        [InputRequired("Enter a subject"), Length(max=150, message="Use 150 characters or fewer for the subject")],
        filters=[clean_text],
        widget=TextInput(),
    )
    body = TextAreaField(
        "Message",
        [InputRequired("Enter a message"), Length(max=5000, message="Use 5,000 characters or fewer for the message")],
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Save these words", widget=SubmitButton())

    def refuse(self, error: InvalidMessage) -> None:
        """Say which place is wrong and what to do."""
        if error.is_missing:
            text = "Write {link} where the personal link belongs: without it nobody can answer"
        elif error.place == "closes":
            text = "Take out {closes}: this survey has no last day"
        elif error.place == "link":
            text = "Take {link} out of the subject: it belongs in the message"
        else:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            text = f"{{{error.place}}} is not known. You can write {known}"
        self.add_error(error.part, text)


class ReleaseForm(ButtonsForm):
    """Nothing but the token: the buttons say what is to be done with a round that is ready."""

    release = SubmitField("Send", widget=SubmitButton())
    drop = SubmitField("Throw this round away", widget=SubmitButton())


class SettleForm(ButtonsForm):
    """Nothing but the token: what became of messages that people take care of, or that did not go out."""

    posted = SubmitField("All letters are posted", widget=SubmitButton())
    called = SubmitField("All calls are made", widget=SubmitButton())
    visited = SubmitField("Everybody was told in person", widget=SubmitButton())
    retry = SubmitField("Try again", widget=SubmitButton())
    resend = SubmitField("Send them again", widget=SubmitButton())
    count_sent = SubmitField("Count them as sent", widget=SubmitButton())


class ReminderForm(Form):
    """What staff call a reminder."""

    title = StringField(
        "Title",
        [InputRequired("Enter a title"), Length(max=200, message="Use 200 characters or fewer for the title")],
        description="Only staff see it. Such as “First reminder”",
        filters=[clean_text],
        widget=TextInput(),
    )
    submit = SubmitField("Continue", widget=SubmitButton())
