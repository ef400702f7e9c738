"""The one shape of free text that the tagger receives."""

from datetime import date

from sqlalchemy.orm import Session

from surveys.models import Answer, Contribution, Note
from surveys.values import Group, Origin


def add_answer_contribution(
    session: Session, answer: Answer, *, question: str, group: Group, said_on: date, text: str | None = None
) -> Contribution:
    """Make a contribution of an answer by somebody of a group; its words are the answer's value, or those given."""
    response = answer.response
    contribution = Contribution(
        programme_id=response.edition.programme_id,
        origin=Origin.SURVEY,
        answer=answer,
        source=response.edition.title,
        group=group,
        question=question,
        text=answer.value if text is None else text,
        said_on=said_on,
        language=response.language,
        has_quote_consent=response.has_quote_consent,
    )
    session.add(contribution)
    return contribution


def add_note_contribution(session: Session, note: Note) -> Contribution:
    """Make a contribution of a workshop note."""
    contribution = Contribution(
        programme_id=note.workshop.programme_id,
        origin=Origin.WORKSHOP,
        note=note,
        source=note.workshop.title,
        group=note.group,
        question=note.prompt.text,
        text=note.text,
        said_on=note.workshop.held_on,
        has_quote_consent=note.has_quote_consent,
    )
    session.add(contribution)
    session.flush()
    return contribution
