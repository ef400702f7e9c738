"""A small survey, and drafts of it with answers."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.drafts import Draft, save_answer, save_answered_by, save_consent
from surveys.definitions import parse_questionnaire
from surveys.values import AnsweredBy

ON = date(2026, 11, 20)
LATE_EVENING = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
"""Already 1 October in England."""

YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
ABOUT_YOU = {
    "key": "about-you",
    "title": "About you",
    "apart": True,
    "questions": [{"type": "short_text", "key": "born", "text": "Where were you born?"}],
}
RAW: dict[str, Any] = {
    "key": "visits",
    "version": 1,
    "title": "Your visits",
    "group": "family_carer",
    "minutes": 5,
    "purpose": "To plan care",
    "sections": [
        {
            "key": "all",
            "title": "Visits",
            "questions": [
                {
                    "type": "single",
                    "key": "has-care",
                    "text": "Do you have care?",
                    "required": True,
                    "options": [*YES_NO, {"value": "other", "text": "Something else", "ask": "What is it?"}],
                },
                {
                    "type": "long_text",
                    "key": "good",
                    "text": "What is good?",
                    "required": True,
                    "show_when": {"question": "has-care", "is": ["yes"]},
                },
                {"type": "number", "key": "count", "text": "How many?", "highest": 50},
                {"type": "short_text", "key": "first", "text": "What first, of {count|your} visits?"},
            ],
        },
        ABOUT_YOU,
    ],
}
SURVEY = parse_questionnaire(RAW)


def fill(session: Session, draft: Draft, **answers: str | int | None) -> None:
    """Answer questions of the survey; a hyphen in a key is written as an underscore."""
    for key, value in answers.items():
        question = SURVEY.find_question(key.replace("_", "-"))
        assert question is not None
        save_answer(session.connection(), draft, question, value, on=ON)


def end(session: Session, draft: Draft, *, may_quote: bool = False, by: AnsweredBy = AnsweredBy.SELF) -> None:
    """Answer what stands beside the questions."""
    save_answered_by(session.connection(), draft, by, on=ON)
    save_consent(session.connection(), draft, may_quote=may_quote, on=ON)


def count(session: Session, model: type[Any]) -> int | None:
    return session.scalar(select(func.count()).select_from(model))
