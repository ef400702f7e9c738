"""E-mail by a mail server (SMTP, RFC 5321): encrypted wherever the server can."""

import smtplib
import ssl
from dataclasses import dataclass

from surveys.values import MailFailure
from webapp.mail.message import Mail, MailNotSent
from webapp.mail.outbox import as_email

SECONDS = 30.0
"""How long a server may take to answer."""


@dataclass(frozen=True)
class Smtp:
    """Sends through one server; the port 465 is encrypted from the start, others once the server offers it."""

    host: str
    port: int
    sender_address: str
    user: str = ""
    password: str = ""
    is_encrypted: bool = False
    """True for a server that is encrypted from the start (smtps)."""

    is_real = True

    def send(self, mail: Mail) -> None:
        """Hand one message to the server."""
        message = as_email(mail, sender_address=self.sender_address)
        try:
            server = self._open()
        except smtplib.SMTPAuthenticationError as error:
            raise MailNotSent(MailFailure.NOT_ALLOWED) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(MailFailure.UNREACHABLE) from error
        try:
            server.send_message(message, from_addr=self.sender_address, to_addrs=[mail.to])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise MailNotSent(_why(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(MailFailure.CUT_OFF) from error
        finally:
            server.close()

    def _open(self) -> smtplib.SMTP:
        """Connect; whoever called closes it."""
        context = ssl.create_default_context()
        if self.is_encrypted:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            self._introduce(server, context)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _introduce(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """Encrypt what was opened in the clear, and sign in."""
        server.ehlo()
        if not self.is_encrypted and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        if self.user:
            server.login(self.user, self.password)


TEMPORARY = range(400, 500)
"""Answers by which a server asks to be tried again later."""


def _why(error: smtplib.SMTPException) -> MailFailure:
    """Tell an address that is refused from a server that has no time."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    else:
        codes = [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []
    return MailFailure.UNREACHABLE if codes and all(code in TEMPORARY for code in codes) else MailFailure.REFUSED
