"""Addresses of the pages of invitations, and what e-mails say."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from surveys.capture.tokens import token_of
from surveys.models import Contact, Invitation
from tests.conftest import SECRET

PAGES = "/programmes/ferring"
SITE = "https://surveys.ferring.example"
START = "/surveys/ferring/service-user"
CSV = (
    "Full Name,E-mail,Address 1,Town,Postcode,Preferred language,Format,Contact by,"
    "Communication needs,Review date,Shoe size\n"
    "Ada Quill,ada@ferring.example,,,,English,standard,email,,,4\n"
    "Bo Marsh,,1 High Street,Ferring,FE1 1AA,Polish,large print,post,Reads 18 point,1/10/2026,5\n"
    "Cy Dunn,cy@ferring.example,,,,,Easy Read,,Short sentences,2027-03-01,6\n"
)


def mails(folder: Path) -> list[EmailMessage]:
    """Read the e-mails of an outbox, in order."""
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=default) for file in files]  # type: ignore[misc]


def words(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def links(mail: EmailMessage) -> list[str]:
    """Give the addresses in an e-mail, without the site."""
    return [urlsplit(each).path for each in re.findall(r"https?://\S+", words(mail))]


def token(session: Session, contact: Contact) -> str:
    invitation = session.query(Invitation).filter_by(contact_id=contact.id).one()
    return token_of(invitation.id, secret=SECRET)
