"""E-mail by GOV.UK Notify. Its template is `((subject))` as the subject and `((body))` as the message."""

from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NewConnectionError

from surveys.values import MailFailure
from webapp.mail.message import Mail, MailNotSent

BAD_REQUEST, FORBIDDEN, TOO_MANY, BROKEN = 400, 403, 429, 500


class Notify:
    """Sends through Notify's API with one template."""

    is_real = True

    def __init__(self, key: str, template: str, *, client: Any = None) -> None:
        make: Any = NotificationsAPIClient
        self._client = client or make(key)
        self._template = template

    def send(self, mail: Mail) -> None:
        """Hand one message to Notify; the reference by which Notify lists it is the message's number."""
        try:
            self._client.send_email_notification(
                email_address=mail.to,
                template_id=self._template,
                personalisation={"subject": " ".join(mail.subject.split()), "body": mail.text},
                reference=str(mail.key),
            )
        except APIError as error:
            raise MailNotSent(_why(error)) from error


def _why(error: APIError) -> MailFailure:
    """Tell what went wrong: no right to send, too many today or a fault of Notify, a refused address, or no answer."""
    status = getattr(error.response, "status_code", None)
    if status is None:
        reason = getattr(next(iter(getattr(error.__cause__, "args", ())), None), "reason", None)
        return MailFailure.UNREACHABLE if isinstance(reason, NewConnectionError) else MailFailure.CUT_OFF
    if status == FORBIDDEN:
        return MailFailure.NOT_ALLOWED
    if status == TOO_MANY or status >= BROKEN:
        return MailFailure.UNREACHABLE
    # Notify took it and said so in words that cannot be read: it may be on its way.
    return MailFailure.REFUSED if status >= BAD_REQUEST else MailFailure.CUT_OFF
