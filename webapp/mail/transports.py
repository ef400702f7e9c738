"""Choosing how e-mail is sent, by the setting `SAID_MAIL` alone."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from surveys.errors import InvalidSetting
from webapp.mail.message import Transport
from webapp.mail.outbox import Outbox
from webapp.mail.smtp import Smtp

OUTBOX = "outbox"
FORMS = "outbox, smtp://USER:PASSWORD@HOST:PORT, smtps://USER:PASSWORD@HOST:PORT or notify:API_KEY:TEMPLATE_ID"
DEFAULT_SENDER = "surveys@localhost"
_PORTS = {"smtp": 587, "smtps": 465}
_UUID_LENGTH = 36


def parse_transport(setting: str, *, instance: Path, sender_address: str) -> Transport:
    """Make the transport that a setting names.

    Raises:
        InvalidSetting: it names none; the text does not repeat it, since it may hold a password.
    """
    if setting == OUTBOX:
        return Outbox(instance / OUTBOX, sender_address=sender_address)
    if setting.startswith("notify:"):
        key, colon, template = setting.removeprefix("notify:").rpartition(":")
        if colon and len(key) > _UUID_LENGTH and len(template) == _UUID_LENGTH:
            from webapp.mail.notify import Notify  # its library takes 15 MB

            return Notify(key, template)
    parts = urlsplit(setting)
    if parts.scheme in _PORTS and parts.hostname:
        try:
            port = parts.port or _PORTS[parts.scheme]
        except ValueError as error:
            raise InvalidSetting("SAID_MAIL", FORMS) from error
        return Smtp(
            host=parts.hostname,
            port=port,
            sender_address=sender_address,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            is_encrypted=parts.scheme == "smtps",
        )
    raise InvalidSetting("SAID_MAIL", FORMS)
