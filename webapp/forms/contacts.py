"""Contacts: a file of them, one of them, and what one of them needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from surveys.capture.contact_files import LIMITS
from surveys.capture.contacts import Needs, Person, is_email
from surveys.models import Contact
from surveys.values import Format, Group, Language, Reach
from webapp.filters import words
from webapp.forms.base import Checkbox, FileInput, Form, Radios, Select, SubmitButton, TextArea, TextInput
from webapp.forms.fields import DayField, clean_text
from webapp.look import NAMES

GROUP_CHOICES = {group.value: words(group) for group in Group}
MISSING = {
    "email": "Enter an e-mail address, or choose another way to reach the person",
    "address": "Enter a postal address, or choose another way to reach the person",
    "phone": "Enter a telephone number, or choose another way to reach the person",
}


class OptionalDayField(DayField):
    """A date in three boxes that may all be empty."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the boxes; nothing in them is no date."""
        if any(typed.strip() for typed in valuelist):
            super().process_formdata(list(valuelist))
        else:
            self.data = None

    def pre_validate(self, form: Any) -> None:
        """Accept that there is no date."""


def _text(part: str, label: str, **more: Any) -> StringField:
    """Make a box for one line."""
    limit = Length(max=LIMITS[part], message=f"Use {LIMITS[part]} characters or fewer")
    return StringField(label, [*more.pop("validators", []), limit], filters=[clean_text], widget=TextInput(), **more)


def _area(part: str, label: str, **more: Any) -> TextAreaField:
    """Make a box for several lines."""
    limit = Length(max=LIMITS[part], message=f"Use {LIMITS[part]:,} characters or fewer")
    return TextAreaField(label, [limit], filters=[clean_text], widget=TextArea(), **more)


class FileForm(Form):
    """A file of contacts."""

    file = FileField(
        "File",
        description="A table with one person a row and the names of the columns in the first row: CSV or Excel (.xlsx)",
        widget=FileInput(),
    )
    group = SelectField("Who are they, where the file does not say?", choices=GROUP_CHOICES, widget=Select())
    submit = SubmitField("Check the file", widget=SubmitButton())

    def upload(self) -> tuple[str, bytes]:
        """Give the file's name and content; only for a valid form."""
        return self.file.data.filename, self.file.data.read()

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a file")


class ButtonsForm(Form):
    """Buttons that are not all shown: the error of an expired page leads to the heading with the id `state`."""

    def error_list(self) -> list[dict[str, str]]:
        """List the one error that there can be."""
        return [{"text": str(text), "href": "#state"} for text in self.csrf_token.errors[:1]]


class CheckFileForm(ButtonsForm):
    """Nothing but the token: the buttons say what is to be done with a file."""

    take_in = SubmitField("Take them in", widget=SubmitButton())
    drop = SubmitField("Throw the file away", widget=SubmitButton())


class SureForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Delete", widget=SubmitButton())


class ContactForm(Form):
    """Who somebody is and how to reach them."""

    name = _text("name", "Name", validators=[InputRequired("Enter a name")])
    group = SelectField("Who is this?", choices=GROUP_CHOICES, widget=Select())
    reach = RadioField(
        "How does this person want to be reached?",
        [InputRequired("Select how the person wants to be reached")],
        choices={reach.value: words(reach) for reach in Reach},
        widget=Radios(),
    )
    email = _text("email", "E-mail address")
    phone = _text("phone", "Telephone number")
    address = _area("address", "Postal address", description="One line of the address on each line")
    language = SelectField(
        "Preferred language", choices={each.value: NAMES[each] for each in Language}, widget=Select()
    )
    format = RadioField(
        "Preferred format",
        choices={each.value: words(each) for each in Format},
        default=Format.STANDARD.value,
        widget=Radios(),
    )
    opted_out = BooleanField("This person asked for no more messages", widget=Checkbox())
    submit = SubmitField("Save", widget=SubmitButton())

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no e-mail address."""
        if field.data and not is_email(field.data):
            raise ValidationError("Enter an e-mail address like name@example.com")

    def person(self) -> Person:
        """Give what was entered; only for a valid form."""
        return Person(
            name=" ".join((self.name.data or "").split()),
            group=Group(self.group.data),
            reach=Reach(self.reach.data),
            email=self.email.data or "",
            phone=self.phone.data or "",
            address="\n".join(line.strip() for line in (self.address.data or "").split("\n") if line.strip()),
            language=Language(self.language.data),
            format=Format(self.format.data),
        )


class NeedsForm(Form):
    """The six steps of the Accessible Information Standard, as far as they are asked."""

    asked_on = OptionalDayField(
        "1. Identify: when did somebody last ask what this person needs?", description="Leave it empty if nobody asked"
    )
    needs = _area(
        "needs",
        "2. Record: what does this person need?",
        description="To read, hear, understand and answer. Such as “reads large print; a relative reads letters out”",
    )
    may_share = RadioField(
        "4. Share: may others who serve this person know it?",
        choices={"yes": "Yes", "no": "No", "unasked": "Nobody asked yet"},
        default="unasked",
        widget=Radios(),
    )
    share_asked_on = OptionalDayField("When did the person say so?", description="Leave it empty for today")
    provided = _area("provided", "5. Meet: what do we do about it?", description="Such as “letters in 18 point”")
    review_on = OptionalDayField(
        "6. Review: when do we ask again?", description="You find those who are due on the page of invitations"
    )
    submit = SubmitField("Save", widget=SubmitButton())

    def show(self, contact: Contact) -> None:
        """Show what is known."""
        known = {True: "yes", False: "no", None: "unasked"}
        self.may_share.data = known[contact.may_share]

    def entered(self, *, on: date) -> Needs:
        """Give what was entered; only for a valid form."""
        may_share = {"yes": True, "no": False}.get(self.may_share.data or "")
        return Needs(
            asked_on=self.asked_on.data,
            needs=self.needs.data or "",
            provided=self.provided.data or "",
            may_share=may_share,
            share_asked_on=None if may_share is None else self.share_asked_on.data or on,
            review_on=self.review_on.data,
        )
