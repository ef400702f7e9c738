"""Letters to the people of one round: one tagged PDF, each letter in its person's language and form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import format_date

from surveys.capture.invitations import fill
from surveys.definitions.pictures import picture_code
from surveys.models import InvitationMessage, InvitationRound
from surveys.values import Format, Language
from webapp.documents.pictures import PICTURES, square_code
from webapp.documents.typesetting import typeset
from webapp.mail.texts import Links, easy_sentences, facts_of, filled, links_of, speaking
from webapp.texts import gettext as _

SIZES = {Format.STANDARD: 12, Format.LARGE_PRINT: 18, Format.EASY_READ: 16}
"""Points. Large print is 16 or more, Easy Read 14 or more."""


def make_letters(row: InvitationRound, messages: Sequence[InvitationMessage], *, secret: str, on: date) -> bytes:
    """Make the letters of a round, in the order given, with this day as their date."""
    pictures: dict[str, bytes] = {}
    letters = [_letter(row, message, pictures, secret=secret, on=on) for message in messages]
    data = {"title": row.title, "language": Language.ENGLISH.value, "letters": letters}
    return typeset("letter.typ", data, pictures=pictures)


def _letter(
    row: InvitationRound, message: InvitationMessage, pictures: dict[str, bytes], *, secret: str, on: date
) -> dict[str, Any]:
    """Gather what one letter shows; its pictures are added to `pictures`."""
    contact = message.invitation.contact
    links = links_of(row, message.invitation, secret=secret)
    pictures[f"qr-{message.id}.svg"] = square_code(links.link)
    is_easy = contact.format is Format.EASY_READ
    with speaking(contact.language):
        below = _("See the box at the end of this letter.")
        fixed = {"date": format_date(on, "long"), "words": _words(links)}
        sentences = easy_sentences(row) if is_easy else []
    subject, body = filled(row, contact, link=below)
    facts = facts_of(row, contact, link=below)
    parts = [(picture, fill(words, facts)) for picture, words in sentences] or [(None, each) for each in _split(body)]
    return fixed | {
        "language": contact.language.value,
        "size": SIZES[contact.format],
        "is_easy": is_easy,
        "council": row.edition.programme.council,
        "address": [contact.name, *contact.address.split("\n")],
        "subject": subject,
        "body": [{"text": words, "picture": _picture(name, pictures)} for name, words in parts],
        "qr": f"qr-{message.id}.svg",
        "come": links.come,
        "code": links.code,
    }


def _words(links: Links) -> dict[str, str]:
    """Give the fixed words of a letter in the language spoken."""
    stop = _("Do you not want letters like this? Go to {address} and type your code.")
    return {
        "qr_alt": _("A square code that opens the survey"),
        "scan": _("Scan this square with the camera of a phone."),
        "type_in": _("Or go to this address:"),
        "code": _("Then type this code:"),
        "stop": fill(stop, {"address": links.stop_by_code}),
    }


def _split(body: str) -> list[str]:
    """Split a body into its paragraphs."""
    return [part.strip() for part in body.split("\n\n") if part.strip()]


def _picture(name: str | None, pictures: dict[str, bytes]) -> str | None:
    """Add a picture of the library once, and give the name under which the letter shows it."""
    if name is None:
        return None
    file = f"{picture_code(name)}.svg"
    pictures.setdefault(file, (PICTURES / file).read_bytes())
    return file
