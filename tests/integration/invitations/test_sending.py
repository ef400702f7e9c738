"""Sending: chosen by a setting, never twice, failures kept with why, a server that is away tried again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.contacts import set_opted_out
from surveys.capture.messages import SENDING_TAKES, claim_next, note_cut_off
from surveys.models import Contact, InvitationMessage, InvitationRound
from surveys.values import MailFailure, MessageState
from tests.checked_client import CheckedClient
from tests.conftest import AT
from tests.integration.invitations.pages import PAGES
from webapp.mail.message import Mail, MailNotSent
from webapp.sending import Postman


class Failing:
    """A transport that does what it is told."""

    is_real = True

    def __init__(self, *failures: MailFailure | None) -> None:
        self.failures, self.sent = list(failures), []  # type: ignore[var-annotated]

    def send(self, mail: Mail) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure:
            raise MailNotSent(failure)
        self.sent.append(mail.to)


@pytest.fixture
def fail(app: Flask) -> Callable[..., Failing]:
    """Send with failures, in order."""

    def use(*failures: MailFailure | None) -> Failing:
        app.config["MAIL_TRANSPORT"] = Failing(*failures)
        return app.config["MAIL_TRANSPORT"]  # type: ignore[no-any-return]

    return use


def states(session: Session) -> list[tuple[MessageState, MailFailure | None]]:
    session.expire_all()
    query = select(InvitationMessage.state, InvitationMessage.failure).order_by(InvitationMessage.id)
    return [(state, failure) for state, failure in session.execute(query)]


def test_a_refused_address_is_kept_with_why_and_can_be_tried_again(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    fail: Callable[..., Failing],
    caplog: pytest.LogCaptureFixture,
) -> None:
    add("Ada")
    add("Bo")
    row = release()
    sending = fail(MailFailure.REFUSED)
    assert send() == 2
    assert states(session) == [(MessageState.FAILED, MailFailure.REFUSED), (MessageState.SENT, None)]
    page = client.page(f"{PAGES}/invitations/rounds/{row.id}")
    assert "Ada" in page.text
    assert "does not take this e-mail address" in page.text
    client.send(f"{PAGES}/invitations/rounds/{row.id}", {"retry": "1"})
    assert send() == 1
    assert sending.sent == ["bo@ferring.example", "ada@ferring.example"]
    assert "ferring.example" not in caplog.text


def test_a_server_that_is_away_is_left_alone_for_a_while_and_nothing_is_lost(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    fail: Callable[..., Failing],
) -> None:
    add("Ada")
    row = release()
    sending = fail(MailFailure.UNREACHABLE)
    patient, hasty = Postman(), Postman(rest=0)
    assert [patient.send_next(), patient.send_next()] == [False, False]
    assert states(session) == [(MessageState.WAITING, MailFailure.UNREACHABLE)]
    assert "The mail server does not answer" in client.page(f"{PAGES}/invitations/rounds/{row.id}").text
    assert [hasty.send_next(), hasty.send_next()] == [True, False]
    assert sending.sent == ["ada@ferring.example"]


def test_what_was_cut_off_is_shown_and_never_sent_again_by_itself(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    fail: Callable[..., Failing],
) -> None:
    for name in ("Ada", "Bo", "Cy"):
        add(name)
    row = release()
    assert claim_next(session, at=AT) is not None
    session.commit()
    sending = fail(MailFailure.CUT_OFF)
    assert note_cut_off(session, at=AT + SENDING_TAKES) == 0
    assert note_cut_off(session, at=AT + SENDING_TAKES + timedelta(seconds=1)) == 1
    session.commit()
    assert send() == 2
    uncertain = (MessageState.UNCERTAIN, MailFailure.CUT_OFF)
    assert states(session) == [uncertain, uncertain, (MessageState.SENT, None)]
    assert "Perhaps sent" in client.page(f"{PAGES}/invitations/rounds/{row.id}").text
    client.send(f"{PAGES}/invitations/rounds/{row.id}", {"resend": "1"})
    assert send() == 2
    assert sending.sent == ["cy@ferring.example", "ada@ferring.example", "bo@ferring.example"]


def test_uncertain_ones_may_be_counted_as_sent(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    fail: Callable[..., Failing],
) -> None:
    add("Ada")
    row = release()
    fail(MailFailure.CUT_OFF)
    send()
    client.send(f"{PAGES}/invitations/rounds/{row.id}", {"count_sent": "1"})
    assert states(session) == [(MessageState.SENT, None)]


def test_nobody_who_opted_out_or_was_deleted_gets_what_waits(
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    fail: Callable[..., Failing],
) -> None:
    ada, bo, _cy = add("Ada"), add("Bo"), add("Cy")
    release()
    set_opted_out(session, ada, on=AT.date())
    session.delete(bo)
    session.commit()
    sending = fail()
    assert send() == 1
    assert sending.sent == ["cy@ferring.example"]
