"""Noting that an invitation was answered, so that nobody can tell which answers came with it."""

from secrets import SystemRandom

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.orm import Session

from surveys.models import AnsweredInvitation, Invitation, QuestionnaireEdition

_random = SystemRandom()


def note_answered(session: Session, edition: QuestionnaireEdition, key: str) -> None:
    """Note that the invitation with this key was answered; one that is gone, or was noted before, changes nothing.

    What is kept must not lead to the response that is stored in the same transaction. So a mark has no time and no
    number, its place in the table is random, and with each new mark all marks of the edition are deleted and written
    anew in random order. PostgreSQL's hidden columns (`xmin`, `xmax`, `ctid`) are then the same, or in no order, for
    all who answered; SQLite keeps a row where its random key says.

    What remains: whoever runs the database and watches it live, keeps a copy of it from before and after a single
    response, or reads its write-ahead log, dead rows or free pages can see that a mark and a response appeared
    together. The same is true of whoever knows that only one person has answered. Nobody else can.
    """
    invitation = session.get(Invitation, int(key))
    if invitation is None or invitation.edition_id != edition.id:
        return
    # Others who answer now wait here; they may still store what refers to the edition.
    locked = select(QuestionnaireEdition.id).where(QuestionnaireEdition.id == edition.id)
    session.execute(locked.with_for_update(key_share=True))
    marks = AnsweredInvitation.edition_id == edition.id
    keys = {*session.scalars(select(AnsweredInvitation.invitation_id).where(marks)), invitation.id}
    session.execute(delete(AnsweredInvitation).where(marks))
    rows = [{"invitation_id": each, "edition_id": edition.id} for each in _random.sample(sorted(keys), len(keys))]
    session.execute(insert(AnsweredInvitation), rows)


def is_answered(session: Session, invitation: Invitation) -> bool:
    """Tell whether an invitation was answered."""
    mark = exists().where(AnsweredInvitation.invitation_id == invitation.id)
    return bool(session.scalar(select(mark)))


def count_answered(session: Session, edition: QuestionnaireEdition) -> int:
    """Count the invitations to an edition that were answered."""
    query = select(func.count()).select_from(AnsweredInvitation).where(AnsweredInvitation.edition_id == edition.id)
    return session.scalar(query) or 0
