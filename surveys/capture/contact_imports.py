"""Files of contacts: checked by eye before they are taken in whole, and taken back whole while nobody was invited."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from surveys.capture.contact_files import CheckedContacts, check_contacts, read_contact_rows
from surveys.capture.contacts import list_marks
from surveys.errors import AlreadyInvited, InvalidContacts
from surveys.models import Account, Contact, ContactImport, Invitation, Programme
from surveys.values import Group

KEPT = timedelta(days=1)
"""How long a file waits to be taken in; then it is forgotten."""


def propose_import(
    session: Session, programme: Programme, content: bytes, *, name: str, group: Group, by: Account, at: datetime
) -> ContactImport:
    """Keep a file to be checked; files that waited for more than a day are forgotten.

    Raises:
        UnreadableFile: it is no table, or has no rows.
    """
    read_contact_rows(content, name=name)
    waiting = ContactImport.is_taken_in.is_(False)
    session.execute(delete(ContactImport).where(waiting, ContactImport.added_at_utc < at - KEPT))
    row = ContactImport(
        programme_id=programme.id, file_name=name, group=group, content=content, added_at_utc=at, added_by_id=by.id
    )
    session.add(row)
    session.flush()
    return row


def check_import(session: Session, programme: Programme, waiting: ContactImport, *, on: date) -> CheckedContacts:
    """Say what is in a file that waits, against the contacts that are there today."""
    rows = read_contact_rows(waiting.content or b"", name=waiting.file_name)
    return check_contacts(rows, group=waiting.group, known=list_marks(session, programme), on=on)


def take_in(session: Session, programme: Programme, waiting: ContactImport, *, on: date) -> int:
    """Take in every contact of a file, and forget the file; returns how many there are.

    Raises:
        InvalidContacts: a row has a problem, or nobody in the file is new.
    """
    checked = check_import(session, programme, waiting, on=on)
    if checked.problems or not checked.contacts:
        message = f"{waiting.file_name} cannot be taken in as it is"
        raise InvalidContacts(message)
    keys = {"programme_id": programme.id, "import_id": waiting.id}
    rows = [keys | asdict(found.person) | asdict(found.needs) for found in checked.contacts]
    session.execute(insert(Contact), rows)
    waiting.is_taken_in, waiting.content = True, None
    session.flush()
    return len(rows)


def drop_import(session: Session, waiting: ContactImport) -> None:
    """Forget a file that waits."""
    session.delete(waiting)
    session.flush()


def undo_import(session: Session, taken: ContactImport) -> int:
    """Take a whole file back: every contact that came with it goes; returns how many.

    Raises:
        AlreadyInvited: somebody in it was invited.
    """
    if is_used(session, taken):
        raise AlreadyInvited(taken.file_name)
    count = count_import(session, taken)
    session.execute(delete(Contact).where(Contact.import_id == taken.id))
    session.delete(taken)
    session.flush()
    return count


def is_used(session: Session, taken: ContactImport) -> bool:
    """Tell whether anybody who came with a file was invited."""
    query = select(Invitation.id).join(Contact, Invitation.contact_id == Contact.id)
    return session.scalar(query.where(Contact.import_id == taken.id).limit(1)) is not None


def count_import(session: Session, taken: ContactImport) -> int:
    """Count the contacts that came with a file and are still there."""
    return session.scalar(select(func.count()).select_from(Contact).where(Contact.import_id == taken.id)) or 0


def find_import(session: Session, programme: Programme, import_id: int) -> ContactImport | None:
    """Find a file of a programme."""
    query = select(ContactImport).where(ContactImport.id == import_id, ContactImport.programme_id == programme.id)
    return session.scalar(query)


def list_imports(session: Session, programme: Programme) -> list[ContactImport]:
    """List the files of a programme, the newest first; those that wait among them."""
    query = select(ContactImport).where(ContactImport.programme_id == programme.id)
    return list(session.scalars(query.order_by(ContactImport.id.desc())))
