"""The one shape of free text that the tagger receives."""

from datetime import date

from sqlalchemy.orm import Session

from surveys.models import Answer, Contribution, Note, QuestionnaireEdition
from surveys.values import Origin


def add_answer_contribution(
    session: Session, answer: Answer, *, edition: QuestionnaireEdition, question: str, said_on: date, may_quote: bool
) -> Contribution:
    """Make a contribution of a free-text answer; its words are the answer's value."""
    return _add(
        session,
        Contribution(
            programme_id=edition.programme_id,
            origin=Origin.SURVEY,
            answer=answer,
            source=edition.title,
            group=edition.group,
            question=question,
            text=answer.value,
            said_on=said_on,
            has_quote_consent=may_quote,
        ),
    )


def add_note_contribution(session: Session, note: Note) -> Contribution:
    """Make a contribution of a workshop note."""
    return _add(
        session,
        Contribution(
            programme_id=note.workshop.programme_id,
            origin=Origin.WORKSHOP,
            note=note,
            source=note.workshop.title,
            group=note.group,
            question=note.prompt.text,
            text=note.text,
            said_on=note.workshop.held_on,
            has_quote_consent=note.has_quote_consent,
        ),
    )


def _add(session: Session, contribution: Contribution) -> Contribution:
    """Add and flush one contribution."""
    session.add(contribution)
    session.flush()
    return contribution
