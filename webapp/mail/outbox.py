"""The default: e-mails as files in a folder, for a person or another program to send, or to look at."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, localtime, make_msgid
from pathlib import Path

from surveys.values import MailFailure
from webapp.mail.message import Mail, MailNotSent


def as_email(mail: Mail, *, sender_address: str) -> EmailMessage:
    """Write a message as RFC 5322 has it; line breaks in what people typed never reach a header."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((_one_line(mail.sender), sender_address))
    message["To"] = mail.to
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = localtime()
    message["Message-ID"] = make_msgid(domain=sender_address.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    message.set_content(mail.text)
    message["Content-Language"] = mail.language.value
    return message


def _one_line(text: str) -> str:
    """Keep a header on one line."""
    return " ".join(text.split())


class Outbox:
    """Writes one `.eml` file a message; the file's name is the message's number."""

    is_real = False

    def __init__(self, folder: Path, *, sender_address: str) -> None:
        self.folder, self.sender_address = folder, sender_address

    def send(self, mail: Mail) -> None:
        """Write the file; only the owner of the folder may open it."""
        content = as_email(mail, sender_address=self.sender_address).as_bytes()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / f"{mail.key:08}.eml").write_bytes(content)
        except OSError as error:
            raise MailNotSent(MailFailure.UNREACHABLE) from error
