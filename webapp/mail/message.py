"""One e-mail, and what may happen to it."""

from dataclasses import dataclass
from typing import Protocol

from surveys.values import Language, MailFailure


@dataclass(frozen=True)
class Mail:
    """One e-mail to one person, in plain text. `key` is a number that says nothing about the person."""

    key: int
    to: str
    sender: str
    """The council's name."""
    subject: str
    text: str
    language: Language
    unsubscribe: str
    """The address of the page on which the person says that they want no more."""


class MailNotSent(Exception):
    """A message did not go out; `failure` says why. The text names nobody."""

    def __init__(self, failure: MailFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Transport(Protocol):
    """A way to send e-mail."""

    is_real: bool
    """False when nothing leaves the machine."""

    def send(self, mail: Mail) -> None:
        """Send one message.

        Raises:
            MailNotSent: it did not go out, or nobody knows whether it did (`CUT_OFF`).
        """
