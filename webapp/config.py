"""Configuration: an instance folder for everything that is written, and a few environment variables."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.mail.transports import DEFAULT_SENDER, OUTBOX, parse_transport

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Config:
    """Where things are written and which servers are used."""

    instance: Path
    database_url: str
    secret_key: str
    is_secure: bool = False
    """True behind HTTPS: cookies are then sent over it alone and browsers are told to stay on it."""

    has_limits: bool = True
    """False where many answer from one address on purpose: while speed is measured."""

    mail: str = OUTBOX
    """How e-mail is sent; see `webapp.mail.transports`."""

    mail_from: str = DEFAULT_SENDER
    """The address that e-mail comes from."""

    address: str = ""
    """Where people find the pages, such as https://surveys.example.org; empty for wherever a request came to."""

    door_seconds: float = 2.0
    """How long respondents' pages may go on with a programme and its surveys as they were read."""

    def flask(self) -> dict[str, Any]:
        """Give Flask's and its extensions' settings."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "MAX_CONTENT_LENGTH": MEBIBYTE,
            "MAX_FORM_MEMORY_SIZE": MEBIBYTE,
            "SESSION_COOKIE_NAME": "said",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_secure,
            "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,
            "WTF_CSRF_TIME_LIMIT": 4 * 60 * 60,
            "WTF_CSRF_SSL_STRICT": self.is_secure,
            "SEND_FILE_MAX_AGE_DEFAULT": 365 * 24 * 60 * 60,
            "DOOR_SECONDS": self.door_seconds,
            "COMPRESS_ALGORITHM": ["gzip"],
            "COMPRESS_LEVEL": 4,
            "COMPRESS_MIMETYPES": ["text/html", "text/csv", "application/json"],
            "RATELIMIT_ENABLED": self.has_limits,
            "RATELIMIT_STORAGE_URI": "memory://",
            "MAIL_TRANSPORT": parse_transport(self.mail, instance=self.instance, sender_address=self.mail_from),
            "ADDRESS": self.address.rstrip("/"),
        }


def load_config(instance: Path) -> Config:
    """Make the instance folder if needed and read the environment.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    instance.mkdir(parents=True, exist_ok=True)
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{(instance / 'said.sqlite').resolve()}"
    return Config(
        instance=instance,
        database_url=url.replace("postgres://", "postgresql://").replace("postgresql://", "postgresql+psycopg://"),
        secret_key=os.environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
        is_secure=os.environ.get("SAID_HTTPS") == "1",
        has_limits=os.environ.get("SAID_LIMITS") != "off",
        mail=os.environ.get("SAID_MAIL") or OUTBOX,
        mail_from=os.environ.get("SAID_MAIL_FROM") or DEFAULT_SENDER,
        address=os.environ.get("SAID_ADDRESS") or "",
    )


def _kept_secret(path: Path) -> str:
    """Read the instance's secret key, making it the first time; only the owner may read the file."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = secrets.token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
