"""Signing in and out."""

from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired

from webapp.forms.base import Form, PasswordInput, SubmitButton, TextInput


class SignInForm(Form):
    """Who are you."""

    email = StringField("Email address", [InputRequired("Enter your email address")], widget=TextInput())
    password = PasswordField("Password", [InputRequired("Enter your password")], widget=PasswordInput())
    submit = SubmitField("Sign in", widget=SubmitButton())


class SignOutForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Sign out", widget=SubmitButton())
