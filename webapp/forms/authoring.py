"""The author's desk: beginning surveys, their settings and sections, files, publishing, dates."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    FileField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length

from surveys.authoring.content import Raw
from surveys.values import Group, Language
from webapp.filters import words
from webapp.forms.base import Checkbox, FileInput, Form, Radios, Select, SubmitButton, TextArea, TextInput
from webapp.forms.fields import DayField, WholeNumberField, clean_text
from webapp.look import NAMES

TITLE_LIMIT, TEXT_LIMIT = 200, 1000
NEW = "a new one"


def one_line(value: str | None) -> str:
    """Keep words on one line."""
    return " ".join(clean_text(value).split())


def line_field(label: str, *, needed: str = "", limit: int = TITLE_LIMIT, hint: str = "", **params: Any) -> StringField:
    """Make a field for words on one line; `needed` says what to do when there are none."""
    checks = [DataRequired(needed)] if needed else []
    return StringField(
        label,
        [*checks, Length(max=limit, message=f"Use {limit:,} characters or fewer")],
        description=hint,
        filters=[one_line],
        widget=TextInput(),
        render_kw={"params": params},
    )


def text_field(
    label: str,
    *,
    needed: str = "",
    limit: int = TEXT_LIMIT,
    hint: str = "",
    rows: int = 3,
    also: Sequence[Callable[[Form, Field], None]] = (),
) -> TextAreaField:
    """Make a field for several lines; `also` holds further checks."""
    checks = [DataRequired(needed)] if needed else []
    return TextAreaField(
        label,
        [*checks, Length(max=limit, message=f"Use {limit:,} characters or fewer"), *also],
        description=hint,
        filters=[clean_text],
        widget=TextArea(),
        render_kw={"params": {"rows": rows}},
    )


def save_button(text: str = "Save") -> SubmitField:
    """Make the button at the end of a form."""
    return SubmitField(text, widget=SubmitButton(), render_kw={"params": {"preventDoubleClick": True}})


class EndDayField(DayField):
    """A date in three boxes that may be left empty."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a date that is not there, unless nothing was typed."""
        if any(part.strip() for part in self.raw_data or []):
            super().pre_validate(form)
        else:
            self.process_errors = []

    def process_formdata(self, valuelist: Any) -> None:
        """Read the three boxes; three empty ones are no date."""
        if any(part.strip() for part in valuelist):
            super().process_formdata(valuelist)
        else:
            self.data = None

    def end(self) -> date | None:
        """Give the date, or None."""
        return self.data


class StartForm(Form):
    """What a new survey begins with."""

    template = RadioField("Begin with", [InputRequired("Select what to begin with")], widget=Radios())
    title = line_field("Title of your survey", hint="Leave it empty to keep the title of what you begin with")
    submit = save_button("Make the survey")

    def offer(self, templates: dict[str, Raw]) -> None:
        """Offer the questionnaires of the library, and an empty survey."""
        self.template.choices = {
            key: f"{raw['title']} ({words(Group(raw['group'])).lower()}, {_count(raw)})"
            for key, raw in templates.items()
            if key != "empty"
        } | {"empty": "An empty survey with one question"}


def _count(raw: Raw) -> str:
    """Count the questions."""
    return f"{sum(len(section['questions']) for section in raw['sections'])} questions"


class ImportForm(Form):
    """A questionnaire as a TOML file, and where it goes."""

    file = FileField(
        "File",
        description="A questionnaire as TOML, such as one taken out of this page in another programme",
        widget=FileInput(),
        render_kw={"params": {"attributes": {"accept": ".toml"}}},
    )
    survey = RadioField("What is in the file", widget=Radios())
    submit = save_button("Add the file")

    def offer(self, surveys: dict[str, str]) -> None:
        """Offer to put the file in place of what a survey's draft holds."""
        drafts = {
            key: f"What the next edition of “{title}” asks: it takes the place of the draft"
            for key, title in surveys.items()
        }
        self.survey.choices = {NEW: "A survey that this programme does not have yet", **drafts}
        if self.survey.data not in self.survey.choices:
            self.survey.data = NEW

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a file")

    def upload(self) -> tuple[str, bytes]:
        """Give the file's name and content; only for a valid form."""
        return self.file.data.filename, self.file.data.read()


class SettingsForm(Form):
    """What a survey is, and its first page."""

    title = line_field("Title", needed="Enter a title")
    purpose = text_field(
        "What it is for",
        needed="Enter what the survey is for",
        hint="Stands on the first page. Say why you ask, and what comes of the answers",
    )
    group = RadioField("Who is asked", choices={group.value: words(group) for group in Group}, widget=Radios())
    group_from = SelectField(
        "Which question says who somebody is",
        description="For a survey that several groups answer, such as at a kiosk",
        widget=Select(),
    )
    minutes = WholeNumberField("How many minutes it takes", lowest=1, highest=90)
    about_you = BooleanField(
        "Ask the questions about the person at the end",
        description="On age, sex, disability and so on, as the Equality Act 2010 has them. Each one can be left out",
        widget=Checkbox(),
    )
    easy_title = line_field("Title in Easy Read")
    easy_purpose = text_field("What it is for, in Easy Read", hint="One idea a sentence, 15 words or fewer in each")
    submit = save_button()

    def validate_easy_purpose(self, field: TextAreaField) -> None:
        """Ask for both Easy Read texts, or none."""
        if bool(field.data) != bool(self.easy_title.data):
            missing = "title" if field.data else "words on what it is for"
            raise ValidationError(f"Enter the Easy Read {missing} too, or leave both empty")

    def offer(self, questions: dict[str, str]) -> None:
        """Offer the questions whose answers can say which group somebody is of."""
        self.group_from.choices = {"": "None: everybody is of the group above", **questions}

    def changes(self) -> Raw:
        """Give the settings as TOML has them; only for a valid form."""
        easy = {"title": self.easy_title.data, "purpose": self.easy_purpose.data}
        plain = ("title", "purpose", "group", "group_from", "minutes", "about_you")
        return {name: self[name].data for name in plain} | {"easy": easy if self.easy_title.data else None}


class SectionForm(Form):
    """The words above the questions of a section."""

    title = line_field("Title", needed="Enter a title")
    intro = text_field("Introduction", hint="Stands above the first question of the section. It may be left empty")
    easy_title = line_field("Title in Easy Read", hint="Leave it empty to use the title above")
    easy_intro = text_field("Introduction in Easy Read")
    submit = save_button()

    def changes(self) -> Raw:
        """Give the section as TOML has it; only for a valid form."""
        easy = {"title": self.easy_title.data, "intro": self.easy_intro.data}
        kept = {name: text for name, text in easy.items() if text}
        return {"title": self.title.data, "intro": self.intro.data, "easy": kept}


class NewSectionForm(SectionForm):
    """A section, and the question that it begins with."""

    first = SelectField("First question of the section", widget=Select())
    submit = save_button("Add the section")

    def offer(self, questions: dict[str, str]) -> None:
        """Offer the questions inside other sections."""
        kept = {key: f"{text} (and what follows it in its section)" for key, text in questions.items()}
        self.first.choices = {NEW: "A new question", **kept}


class TokenForm(Form):
    """Nothing but the token: buttons say what is to be done."""

    submit = save_button()


class PublishForm(Form):
    """From when and until when the edition takes answers."""

    first_day: date | None = None
    """The first day where it cannot be changed any more."""

    opens_on = DayField("First day", description="For example, 8 10 2026")
    closes_on = EndDayField(
        "Last day", description="Leave it empty if it stays open. You can change the last day later"
    )
    submit = save_button("Publish")

    def validate_closes_on(self, field: EndDayField) -> None:
        """Refuse a last day before the first one."""
        first = self.opens_on.data if self.opens_on else self.first_day
        if field.data and first and field.data < first:
            raise ValidationError("The last day must be the first day or later")


class DatesForm(PublishForm):
    """The same, for an edition that is published."""

    submit = save_button("Save")


class TranslationFileForm(Form):
    """A file from a translator."""

    file = FileField(
        "File",
        description="The table (CSV) or TOML file that you downloaded, filled in. In Excel, save it as CSV UTF-8",
        widget=FileInput(),
        render_kw={"params": {"attributes": {"accept": ".csv,.toml"}}},
    )
    submit = save_button("Add the translations")

    def validate_file(self, field: FileField) -> None:
        """Ask for a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Choose a file")


LANGUAGE_NAMES = {
    Language.ENGLISH: "English",
    Language.WELSH: "Welsh",
    Language.BENGALI: "Bengali",
    Language.POLISH: "Polish",
    Language.URDU: "Urdu",
}
"""What each language is called in English, for staff."""


def language_words(language: Language) -> str:
    """Name a language for staff: in English, and as it calls itself."""
    english = LANGUAGE_NAMES[language]
    return english if language is Language.ENGLISH else f"{english} ({NAMES[language]})"
