"""Asking that the tagging learn, and going a version back."""

from wtforms import SubmitField

from webapp.forms.base import Form, SubmitButton


class LearnForm(Form):
    """The button that asks for a new version."""

    submit = SubmitField("Learn from the decisions now", widget=SubmitButton())


class RollBackForm(Form):
    """The button that goes one version back."""

    submit = SubmitField("Roll back", widget=SubmitButton())
