"""Sending what waits, for the command line and the worker: claimed, sent, settled, each in a transaction of its own."""

import logging
import time

from flask import current_app

from surveys.capture.messages import claim_next, is_waiting, note_cut_off, put_back, settle_failed, settle_sent
from surveys.models import InvitationMessage
from surveys.values import MailFailure
from webapp.clock import now, today
from webapp.database import writing
from webapp.extensions import db
from webapp.mail.message import Mail, MailNotSent, Transport
from webapp.mail.texts import filled, links_of, speaking
from webapp.texts import gettext as _

REST = 60.0
"""Seconds to wait after a server did not take mail."""

OF_THE_SERVER = frozenset({MailFailure.UNREACHABLE, MailFailure.NOT_ALLOWED})
"""Failures that would meet every other message, too."""

log = logging.getLogger("said.sending")


class Postman:
    """Sends one message at a time; rests while the server takes none."""

    def __init__(self, *, rest: float = REST) -> None:
        self._rest, self._resting_until = rest, 0.0

    def send_next(self) -> bool:
        """Send the next e-mail that waits; tells whether there was one. One whose sending fails is kept, with why."""
        if time.monotonic() < self._resting_until or not _has_work():
            return False
        mail = _claim()
        if mail is None:
            return False
        failure = _send(mail)
        _settle(mail.key, failure)
        if failure in OF_THE_SERVER:
            log.warning("the mail server took nothing (%s); trying again in %d seconds", failure, self._rest)
            self._resting_until = time.monotonic() + self._rest
            return False
        return True


def compose(message: InvitationMessage, *, secret: str) -> Mail:
    """Write the e-mail of a message in its person's language and form."""
    row, invitation = message.round, message.invitation
    contact = invitation.contact
    links = links_of(row, invitation, secret=secret)
    subject, body = filled(row, contact, link=links.link)
    with speaking(contact.language):
        stop = _("Do you not want messages like this? Tell us here:")
    return Mail(
        key=message.id,
        to=contact.email,
        sender=row.edition.programme.council,
        subject=subject,
        text=f"{body}\n\n{stop}\n{links.stop}\n",
        language=contact.language,
        unsubscribe=links.stop,
    )


def transport() -> Transport:
    """Give the way that e-mail is sent."""
    chosen: Transport = current_app.config["MAIL_TRANSPORT"]
    return chosen


def _has_work() -> bool:
    """Tell whether anything waits, without keeping the database."""
    has_work = is_waiting(db.session)
    db.session.rollback()
    return has_work


def _claim() -> Mail | None:
    """Take the next message and write it; it is marked before it leaves this transaction."""
    mail = None
    with writing():
        note_cut_off(db.session, at=now())
        message = claim_next(db.session, at=now())
        try:
            mail = compose(message, secret=str(current_app.secret_key)) if message else None
        except Exception as error:
            if current_app.testing or message is None:
                raise
            # One that cannot be written does not stop the others.
            log.error("a message could not be written: %s", type(error).__name__)  # noqa: TRY400  a trace holds values
            settle_failed(db.session, message, MailFailure.CUT_OFF, on=today())
        db.session.commit()
    return mail


def _send(mail: Mail) -> MailFailure | None:
    """Send a message that was claimed; the database is free meanwhile. Returns why it did not go out, if so."""
    try:
        transport().send(mail)
    except MailNotSent as error:
        return error.failure
    except Exception as error:
        if current_app.testing:
            raise
        # Whether it went out is not known; others go on. Values stay out of the log.
        log.error("a message could not be sent: %s", type(error).__name__)  # noqa: TRY400  a trace holds values
        return MailFailure.CUT_OFF
    return None


def _settle(message_id: int, failure: MailFailure | None) -> None:
    """Keep what became of a message; its person may have been deleted meanwhile, and the message with it."""
    with writing():
        message = db.session.get(InvitationMessage, message_id)
        if message is not None:
            if failure is None:
                settle_sent(db.session, [message], on=today())
            elif failure in OF_THE_SERVER:
                put_back(db.session, message, failure)
            else:
                settle_failed(db.session, message, failure, on=today())
        db.session.commit()


send_next = Postman().send_next
"""For the worker: one postman a process."""
