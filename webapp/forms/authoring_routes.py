"""When a question is shown, in sentences."""

from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired

from surveys.authoring.routes import Row, answers_of, relations_for
from surveys.definitions import Question
from surveys.values import Joining, Relation
from webapp.forms.authoring import save_button
from webapp.forms.base import Checkboxes, Form, Radios, Select
from webapp.forms.fields import WholeNumberField

JOININGS = {
    Joining.ALL.value: "All of these are true",
    Joining.ANY.value: "One or more of these is true",
    Joining.NONE.value: "None of these is true",
}
RELATIONS = {
    Relation.IS: "is one of the answers below",
    Relation.IS_NOT: "is none of the answers below",
    Relation.AT_LEAST: "is this number or more",
    Relation.AT_MOST: "is this number or less",
    Relation.ANSWERED: "was answered",
    Relation.NOT_ANSWERED: "was not answered",
}
COMPARED = {Relation.AT_LEAST, Relation.AT_MOST}
CHOSEN = {Relation.IS, Relation.IS_NOT}


class JoiningForm(Form):
    """How several sentences are taken together."""

    joining = RadioField("Show this question if", choices=JOININGS, widget=Radios())
    submit = save_button()


class AskedForm(Form):
    """Which earlier question a sentence is about."""

    asked = SelectField("Which question does it depend on?", [InputRequired("Select a question")], widget=Select())

    def offer(self, questions: dict[str, str]) -> None:
        """Offer the questions that come before."""
        self.asked.choices = questions


class RowForm(Form):
    """One sentence about an earlier question; its fields come from `row_form`."""

    question: Question
    submit = save_button("Add this sentence")

    def row(self) -> Row:
        """Give the sentence; only for a valid form."""
        relation = Relation(self["relation"].data)
        if relation in CHOSEN:
            known = {str(value): value for value in answers_of(self.question)}
            return Row(self.question.key, relation, tuple(known[value] for value in self["answers"].data))
        if relation in COMPARED:
            return Row(self.question.key, relation, (self["number"].data,))
        return Row(self.question.key, relation)


def row_form(question: Question) -> RowForm:
    """Make the form of a sentence about a question."""
    relations = relations_for(question)
    parts: dict[str, Any] = {"question": question, "relation": _relation_field(relations)}
    answers = answers_of(question)
    if answers:
        parts["answers"] = _AnswersField(
            "Answers", choices={str(value): text for value, text in answers.items()}, widget=Checkboxes()
        )
    if COMPARED & set(relations):
        parts["number"] = _LimitField("Number", empty=-1, render_kw={"params": {"classes": "govuk-input--width-4"}})
    form: RowForm = type("QuestionRowForm", (RowForm,), parts)()
    return form


def _relation_field(relations: list[Relation]) -> RadioField:
    """Make the choice of a comparison."""
    return RadioField(
        "The answer",
        [InputRequired("Select how the answer is compared")],
        choices={relation.value: RELATIONS[relation] for relation in relations},
        widget=Radios(),
    )


class _AnswersField(SelectMultipleField):
    """The answers that are looked for; needed by some comparisons only."""

    def pre_validate(self, form: Any) -> None:
        """Ask for an answer where one is compared."""
        super().pre_validate(form)
        if form["relation"].data in CHOSEN and not self.data:
            raise ValidationError("Select at least one answer")


class _LimitField(WholeNumberField):
    """The number that is compared with; needed by some comparisons only."""

    def pre_validate(self, form: Any) -> None:
        """Ask for a number that can be an answer, where one is compared."""
        if form["relation"].data not in COMPARED:
            return
        if self.data is None or not form.question.can_be(self.data):
            raise ValidationError("Enter a number that can be an answer to the question")
