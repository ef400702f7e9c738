"""The forms of a survey beside its questions: begin, come back, who answers, consent, sending, following a code."""

from wtforms import RadioField, StringField, SubmitField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import InputRequired, ValidationError

from surveys.values import AnsweredBy
from webapp.forms.base import Form, Radios, SubmitButton, TextInput
from webapp.forms.fields import clean_text
from webapp.texts import lazy_gettext as _

CODE_LENGTH = 40
"""Longer input is no code; nothing so long is looked up."""


class ConsentForm(Form):
    """May the words be quoted? Nothing is chosen beforehand."""

    may_quote = RadioField(
        _("May we quote your words?"),
        [InputRequired(_("Select yes if we may quote your words, or no if we may not"))],
        choices=[
            SelectChoice("yes", _("Yes, you may quote my words")),
            SelectChoice("no", _("No, please do not quote me")),
        ],
        widget=Radios(),
    )
    submit = SubmitField(_("Continue"), widget=SubmitButton())


class AnsweredByForm(Form):
    """Who gave the answers? Nothing is chosen beforehand."""

    answered_by = RadioField(
        _("Who gave these answers?"),
        [InputRequired(_("Select who gave the answers"))],
        choices=[
            SelectChoice(AnsweredBy.SELF.value, _("I did, on my own")),
            SelectChoice(AnsweredBy.WITH_HELP.value, _("I did, and somebody helped me to fill it in")),
            SelectChoice(AnsweredBy.FOR_SOMEBODY.value, _("Somebody else answered for the person")),
        ],
        widget=Radios(),
    )
    submit = SubmitField(_("Continue"), widget=SubmitButton())


class _Honeypot(Form):
    """A box that people do not see and programs fill in; whoever filled it in by mistake is told to empty it."""

    website = StringField(_("Leave this box empty"), widget=TextInput())

    def validate_website(self, field: StringField) -> None:
        """Refuse what is in the box; the page then shows it."""
        if field.data:
            raise ValidationError(_("Empty this box, then press the button again"))


class StartForm(_Honeypot):
    """Begin, or begin again and forget what was answered before."""

    begin = SubmitField(_("Start"), widget=SubmitButton())
    again = SubmitField(_("Start again"), widget=SubmitButton())


class SendForm(_Honeypot):
    """Nothing but the button."""

    submit = SubmitField(_("Send my answers"), widget=SubmitButton())


class ResumeForm(Form):
    """The code of a draft."""

    code = StringField(
        _("Your code"),
        [InputRequired(_("Enter the code you got when you stopped"))],
        description=_("12 letters and numbers, like K7QM-2XPT-94TR. Capitals, spaces and hyphens do not matter."),
        filters=[clean_text],
        widget=TextInput(),
    )
    submit = SubmitField(_("Carry on"), widget=SubmitButton())


class FollowForm(Form):
    """A receipt code."""

    code = StringField(
        _("Receipt code"),
        [InputRequired(_("Enter the receipt code you got when you sent your answers"))],
        description=_("10 letters and numbers, like K7QM-2XPT-94. Capitals, spaces and hyphens do not matter."),
        filters=[clean_text],
        widget=TextInput(),
    )
    submit = SubmitField(_("Show me"), widget=SubmitButton())
