"""The form of one question."""

from wtforms import Field, SubmitField
from wtforms.validators import ValidationError

from surveys.definitions import DateInParts, MultipleChoice, Question, Ranking, Value
from surveys.errors import InvalidAnswer
from webapp.forms.base import Form, SubmitButton
from webapp.forms.problems import in_words
from webapp.forms.question_fields import FIELDS
from webapp.texts import gettext as _


class AnswerForm(Form):
    """One question; its field, `answer`, comes from `FIELDS`."""

    question: Question

    def validate_answer(self, field: Field) -> None:
        """Let the question itself judge what was given."""
        try:
            self.question.parse(field.raw_data or [])
        except InvalidAnswer as error:
            raise ValidationError(in_words(error)) from error

    def value(self) -> Value | None:
        """Give the answer; only for a form that is valid."""
        return self.question.parse(self["answer"].raw_data or [])


def answer_form(question: Question, saved: Value | None) -> AnswerForm:
    """Make the form of one question, filled with what was saved unless something else is being sent."""
    raw = question.raw(saved)
    shown = raw if isinstance(question, MultipleChoice | Ranking | DateInParts) else next(iter(raw), None)
    return _class_of(question)(data={"answer": shown})


def _class_of(question: Question) -> type[AnswerForm]:
    """Make the form's class once for each question as it is put to people; the question is kept, so its id is too."""
    known = _classes.get(id(question))
    if known is None or known.question is not question:
        parts = {
            "question": question,
            "answer": FIELDS[type(question)](question),
            "submit": SubmitField(_("Continue"), widget=SubmitButton()),
        }
        if len(_classes) >= MOST_CLASSES:
            _classes.clear()
        known = _classes[id(question)] = type("QuestionForm", (AnswerForm,), parts)
    return known


MOST_CLASSES = 5000
_classes: dict[int, type[AnswerForm]] = {}
