"""Opening a workshop, recording its notes, closing it."""

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp, ValidationError

from surveys.capture.workshops import NoteEntry, WorkshopPlan
from surveys.models import Workshop
from surveys.values import TEXT_LIMIT, Group, Wording
from webapp.filters import words
from webapp.forms.base import Checkbox, Form, Radios, Select, SubmitButton, TextArea, TextInput
from webapp.forms.fields import DayField, WholeNumberField, clean_text

MOST_TABLES = 100
MOST_PROMPTS = 20
PROMPT_LIMIT = 300
GROUP_CHOICES = {group.value: words(group) for group in Group}
WORDING_CHOICES = {wording.value: words(wording) for wording in Wording}


class WorkshopForm(Form):
    """What is known of a workshop when it opens; a number of people for every group is added below."""

    title = StringField(
        "Title",
        [DataRequired("Enter a title"), Length(max=200, message="Use 200 characters or fewer for the title")],
        description="People will read it beside what was said, so leave out anybody’s name",
        filters=[clean_text],
        widget=TextInput(),
    )
    held_on = DayField("Date", description="For example, 8 10 2026")
    place = StringField(
        "Place",
        [DataRequired("Enter the place"), Length(max=200, message="Use 200 characters or fewer for the place")],
        filters=[clean_text],
        widget=TextInput(),
    )
    table_count = WholeNumberField("Number of tables", lowest=1, highest=MOST_TABLES)
    prompts = TextAreaField(
        "Questions for the room",
        [DataRequired("Enter at least one question")],
        description="One a line. They cannot be changed once the workshop is open",
        filters=[clean_text],
        widget=TextArea(),
    )
    submit = SubmitField("Open the workshop", widget=SubmitButton())

    def validate_prompts(self, field: TextAreaField) -> None:
        """Refuse too many or too long prompts, and the same one twice."""
        lines = self.prompt_lines()
        if len(lines) > MOST_PROMPTS:
            raise ValidationError(f"Enter {MOST_PROMPTS} questions or fewer; there are {len(lines)}")
        if any(len(line) > PROMPT_LIMIT for line in lines):
            raise ValidationError(f"Use {PROMPT_LIMIT} characters or fewer for each question")
        if len(set(lines)) < len(lines):
            raise ValidationError("Take out the question that is there twice")

    def prompt_lines(self) -> tuple[str, ...]:
        """Give the prompts, without blank lines."""
        return tuple(line.strip() for line in (self.prompts.data or "").splitlines() if line.strip())

    def plan(self) -> WorkshopPlan:
        """Give what was entered; only for a valid form."""
        counts = {group: self[f"people_{group}"].data for group in Group}
        return WorkshopPlan(
            title=self.title.data or "",
            held_on=self.held_on.day(),
            place=self.place.data or "",
            table_count=self.table_count.number(),
            prompts=self.prompt_lines(),
            attendance={group: count for group, count in counts.items() if count},
        )


for _group in Group:
    setattr(WorkshopForm, f"people_{_group}", WholeNumberField(words(_group), highest=10_000, empty=0))


class NoteForm(Form):
    """One note. Choices come from the workshop."""

    client_key = HiddenField(validators=[Regexp(r"^[0-9a-f-]{36}$")])
    text = TextAreaField(
        "What was said",
        [
            DataRequired("Enter what was said"),
            Length(max=TEXT_LIMIT, message=f"Use {TEXT_LIMIT:,} characters or fewer, or make two notes of it"),
        ],
        filters=[clean_text],
        widget=TextArea(),
    )
    prompt = SelectField("Question", [InputRequired("Select the question")], widget=Select())
    group = RadioField("Who said it", [InputRequired("Select who said it")], choices=GROUP_CHOICES, widget=Radios())
    table_number = SelectField("Table", [InputRequired("Select the table")], widget=Select())
    wording = RadioField(
        "Whose words are these",
        [InputRequired("Select whose words these are")],
        choices=WORDING_CHOICES,
        widget=Radios(),
    )
    vote_count = WholeNumberField("Votes", highest=10_000, empty=0, default=0, description="How many agreed")
    has_quote_consent = BooleanField(
        "May be quoted",
        description="Tick only if the person said yes. Names are taken out either way",
        widget=Checkbox(),
    )
    submit = SubmitField("Record the note", widget=SubmitButton())

    def offer(self, workshop: Workshop) -> None:
        """Offer the workshop's own prompts and tables."""
        self.prompt.choices = {str(prompt.id): prompt.text for prompt in workshop.prompts}
        self.table_number.choices = {str(number): f"Table {number}" for number in range(1, workshop.table_count + 1)}

    def entry(self) -> NoteEntry:
        """Give what was entered; only for a valid form."""
        return NoteEntry(
            client_key=self.client_key.data or "",
            prompt_id=int(self.prompt.data),
            group=Group(self.group.data),
            table_number=int(self.table_number.data),
            wording=Wording(self.wording.data),
            text=self.text.data or "",
            vote_count=self.vote_count.number(),
            has_quote_consent=self.has_quote_consent.data,
        )


class VoteForm(Form):
    """Nothing but the token; the button names the note."""

    vote = SubmitField("Add vote", widget=SubmitButton())


class CloseForm(Form):
    """Nothing but the token."""

    submit = SubmitField("Close the workshop", widget=SubmitButton())
