"""A survey that is open, a lead who is signed in, and contacts to invite."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.capture.contacts import Person, add_contact
from surveys.capture.editions import publish_edition
from surveys.capture.invitations import release_round, write_round
from surveys.models import Account, Contact, InvitationRound, Programme, QuestionnaireEdition
from surveys.values import Group, Reach, Role
from tests.conftest import AT, SECRET
from tests.integration.invitations.pages import SITE
from tests.integration.surveys.pages import SERVICE_USER
from webapp.sending import Postman


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    edition = publish_edition(session, programme, SERVICE_USER, opens_on=date(2026, 9, 1), closes_on=date(2027, 1, 31))
    session.commit()
    return edition


@pytest.fixture
def lead(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.PROGRAMME_LEAD)


@pytest.fixture
def add(session: Session, programme: Programme) -> Callable[..., Contact]:
    """Add a contact who prefers e-mail."""

    def make(name: str, **more: object) -> Contact:
        known = {"email": f"{name.lower()}@ferring.example", "group": Group.SERVICE_USER, "reach": Reach.EMAIL}
        contact = add_contact(session, programme, Person(name=name, **(known | more)))  # type: ignore[arg-type]
        session.commit()
        return contact

    return make


@pytest.fixture
def release(session: Session, edition: QuestionnaireEdition, lead: Account) -> Callable[..., InvitationRound]:
    """Write a round and let it go."""

    def make(title: str = "Invitation", *, reminder_of: InvitationRound | None = None) -> InvitationRound:
        row = write_round(
            session, edition, title=title, groups=[Group.SERVICE_USER], by=lead, at=AT, reminder_of=reminder_of
        )
        release_round(session, row, secret=SECRET, address=SITE, at=AT)
        session.commit()
        return row

    return make


@pytest.fixture
def send() -> Callable[[], int]:
    """Send every e-mail that waits; returns how many."""

    def go() -> int:
        postman, count = Postman(), 0
        while postman.send_next():
            count += 1
        return count

    return go


@pytest.fixture
def outbox(app: Flask) -> Path:
    """The folder that e-mails are written into."""
    return Path(app.config["MAIL_TRANSPORT"].folder)
