"""Answers in words, in the language of the page."""

from datetime import date

from flask_babel import format_date

from surveys.definitions import DateInParts, Question, Questionnaire, UploadQuestion, Value, pipe
from surveys.definitions.routing import Answers
from webapp.texts import gettext as _


def answer_words(question: Question, value: Value) -> str:
    """Put an answer into words; `question` is in the language of the page already."""
    match question:
        case DateInParts():
            day = date.fromisoformat(f"{value}-01" if question.precision == "month" else str(value))
            return str(format_date(day, "MMMM y" if question.precision == "month" else "long"))
        case UploadQuestion():
            return _("A photo") if str(value).startswith("photo") else _("A voice note")
        case _:
            return question.words(value)


def piped(question: Question, answers: Answers, questionnaire: Questionnaire) -> Question:
    """Put earlier answers into a question's words as the language of the page writes them."""
    return pipe(question, answers, questionnaire, words=answer_words)
