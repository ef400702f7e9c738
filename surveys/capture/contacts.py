"""Contacts: whom to invite, how to reach them, and their communication needs.

The needs follow the six steps of the Accessible Information Standard (DAPB1605 v4.0): identify, record, flag, share,
meet, review.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from surveys.errors import ContactExists, ReachMissing
from surveys.models import Contact, Programme
from surveys.values import Format, Group, Language, Reach

PAGE = 50
"""Contacts on one page of the list."""

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z][\w-]+", re.ASCII)
_EMAIL_LIMIT = 254


@dataclass(frozen=True)
class Person:
    """Who somebody is, and how to reach them; empty texts are not known."""

    name: str
    group: Group
    reach: Reach
    email: str = ""
    phone: str = ""
    address: str = ""
    language: Language = Language.ENGLISH
    format: Format = Format.STANDARD

    def missing(self) -> str | None:
        """Name the part that the preferred way needs and that is not known."""
        needed = {Reach.EMAIL: "email", Reach.LETTER: "address", Reach.PHONE: "phone"}.get(self.reach)
        return needed if needed and not getattr(self, needed) else None


@dataclass(frozen=True)
class Needs:
    """What is known of the six steps; flagging needs no data of its own."""

    asked_on: date | None = None
    needs: str = ""
    provided: str = ""
    may_share: bool | None = None
    share_asked_on: date | None = None
    review_on: date | None = None


def is_email(text: str) -> bool:
    """Tell whether a text can be an e-mail address that every mail server takes."""
    return len(text) <= _EMAIL_LIMIT and _EMAIL.fullmatch(text) is not None


def marks_of(*, name: str, email: str, address: str) -> Iterator[str]:
    """Give what makes a contact the same as another one: the e-mail address, or name and address."""
    if email:
        yield f"email {email.casefold()}"
    if address:
        yield f"address {_fold(name)} {_fold(address)}"


def add_contact(session: Session, programme: Programme, person: Person) -> Contact:
    """Add one contact.

    Raises:
        ReachMissing: what the preferred way needs is not known.
        ContactExists: somebody with this e-mail address, or this name and address, is there.
    """
    _check(session, programme.id, person)
    contact = Contact(programme_id=programme.id, **asdict(person))
    session.add(contact)
    session.flush()
    return contact


def change_contact(session: Session, contact: Contact, person: Person) -> None:
    """Change who somebody is and how to reach them; raises as `add_contact` does."""
    _check(session, contact.programme_id, person, but=contact)
    for name, value in asdict(person).items():
        setattr(contact, name, value)
    session.flush()


def set_needs(session: Session, contact: Contact, needs: Needs) -> None:
    """Keep what is known of somebody's communication needs."""
    for name, value in asdict(needs).items():
        setattr(contact, name, value)
    session.flush()


def set_opted_out(session: Session, contact: Contact, *, on: date | None) -> None:
    """Note that somebody wants no more messages, since this day; None when they want them again."""
    contact.opted_out_on = on
    session.flush()


def delete_contact(session: Session, contact: Contact) -> None:
    """Forget somebody, with every invitation and message; what they answered stays, since nobody knows which it is."""
    session.delete(contact)
    session.flush()


def delete_all_contacts(session: Session, programme: Programme) -> int:
    """Forget every contact of a programme; returns how many there were."""
    count = count_contacts(session, programme)
    session.execute(delete(Contact).where(Contact.programme_id == programme.id))
    session.expire_all()
    return count


def find_contact(session: Session, programme: Programme, contact_id: int) -> Contact | None:
    """Find a contact of a programme."""
    return session.scalar(select(Contact).where(Contact.id == contact_id, Contact.programme_id == programme.id))


def count_contacts(session: Session, programme: Programme) -> int:
    """Count the contacts of a programme."""
    return session.scalar(select(func.count()).select_from(Contact).where(Contact.programme_id == programme.id)) or 0


def list_contacts(session: Session, programme: Programme, *, wanted: str = "", page: int = 1) -> list[Contact]:
    """List one page of contacts by name; `wanted` is part of a name, an e-mail address or a postal address.

    Gives one more than a page holds when there is a next page.
    """
    query = select(Contact).where(Contact.programme_id == programme.id)
    if wanted:
        columns = (Contact.name, Contact.email, Contact.address)
        query = query.where(or_(*(column.icontains(wanted, autoescape=True) for column in columns)))
    query = query.order_by(func.lower(Contact.name), Contact.id)
    return list(session.scalars(query.offset((page - 1) * PAGE).limit(PAGE + 1)))


def list_due_reviews(session: Session, programme: Programme, *, on: date) -> list[Contact]:
    """List those whose needs are due to be asked about again on or before a day, the longest due first."""
    query = select(Contact).where(Contact.programme_id == programme.id, Contact.review_on <= on)
    return list(session.scalars(query.order_by(Contact.review_on, Contact.id)))


def list_shareable(session: Session, programme: Programme) -> list[Contact]:
    """List those who said that their communication needs may be told to others."""
    query = select(Contact).where(Contact.programme_id == programme.id, Contact.may_share.is_(True))
    return list(session.scalars(query.order_by(func.lower(Contact.name), Contact.id)))


def list_marks(session: Session, programme: Programme) -> set[str]:
    """List what makes a new contact the same as one that is there."""
    query = select(Contact.name, Contact.email, Contact.address).where(Contact.programme_id == programme.id)
    return {
        mark
        for name, email, address in session.execute(query)
        for mark in marks_of(name=name, email=email, address=address)
    }


def _check(session: Session, programme_id: int, person: Person, *, but: Contact | None = None) -> None:
    """Refuse somebody who cannot be reached as wished, or who is there already."""
    if missing := person.missing():
        raise ReachMissing(missing)
    marks = set(marks_of(name=person.name, email=person.email, address=person.address))
    alike = or_(
        func.lower(Contact.email) == (person.email.lower() or None),
        func.lower(Contact.name) == person.name.lower(),
    )
    for other in session.scalars(select(Contact).where(Contact.programme_id == programme_id, alike)):
        if other is not but and marks & set(marks_of(name=other.name, email=other.email, address=other.address)):
            raise ContactExists(other.id)


def _fold(text: str) -> str:
    """Fold case, white space and punctuation."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
