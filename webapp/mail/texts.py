"""The words of invitations and reminders: the author's where there are any, else standard ones, in each language.

All texts are looked up in the language that `speaking` sets; places in curly brackets are filled in afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask_babel import force_locale, format_date

from surveys.capture.editions import presented
from surveys.capture.invitations import fill
from surveys.capture.tokens import token_of
from surveys.models import Contact, Invitation, InvitationRound
from surveys.values import Format, Language
from webapp.addresses import page_address
from webapp.texts import gettext as _


@dataclass(frozen=True)
class Links:
    """What leads one person to the survey, and out of the list."""

    link: str
    come: str
    """Where a code can be typed in."""

    code: str
    stop: str
    stop_by_code: str


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Look texts up in a language."""
    # Plain English writes dates as Americans do.
    with force_locale("en_GB" if language is Language.ENGLISH else language.value):
        yield


def links_of(row: InvitationRound, invitation: Invitation, *, secret: str) -> Links:
    """Work out the personal links of an invitation."""
    code = token_of(invitation.id, secret=secret)
    keys = {"programme_key": row.edition.programme.key}
    return Links(
        link=page_address(row.address, "surveys.come", survey_key=row.edition.key, token=code, **keys),
        come=page_address(row.address, "surveys.enter_code", **keys),
        code=code,
        stop=page_address(row.address, "surveys.stop_messages", token=code, **keys),
        stop_by_code=page_address(row.address, "surveys.stop_by_code", **keys),
    )


def standard_text(row: InvitationRound, *, is_easy: bool) -> tuple[str, str]:
    """Give the standard subject and body in the language spoken, with places in curly brackets."""
    paragraphs = [words for _picture, words in easy_sentences(row)] if is_easy else _plain(row)
    return _subject(row), "\n\n".join(paragraphs)


def text_of(row: InvitationRound, language: Language, form: Format) -> tuple[str, str]:
    """Give the subject and body for people who read this language and form, with places; speaks the language."""
    own = row.texts.get(language.value)
    if own and form is not Format.EASY_READ:
        return own["subject"], own["body"]
    with speaking(language):
        return standard_text(row, is_easy=form is Format.EASY_READ)


def filled(row: InvitationRound, contact: Contact, *, link: str) -> tuple[str, str]:
    """Give the subject and body for one person."""
    subject, body = text_of(row, contact.language, contact.format)
    facts = facts_of(row, contact, link=link)
    return fill(subject, facts), fill(body, facts)


def facts_of(row: InvitationRound, contact: Contact, *, link: str) -> dict[str, str]:
    """Give what stands in the places of a message to one person."""
    edition = row.edition
    is_easy = contact.format is Format.EASY_READ
    with speaking(contact.language):
        closes = format_date(edition.closes_on, "long") if edition.closes_on else ""
    return {
        "name": contact.name,
        "link": link,
        "council": edition.programme.council,
        "survey": presented(edition, language=contact.language, is_easy=is_easy).title,
        "closes": closes,
    }


def _subject(row: InvitationRound) -> str:
    """Give the standard subject."""
    if row.reminder_of_id is None:
        return _("{council} asks: what do you think?")
    return _("{council} asks again: what do you think?")


def _plain(row: InvitationRound) -> list[str]:
    """Give the paragraphs of the standard body."""
    first = _("{council} wants to know what you think. The survey is called “{survey}”.")
    if row.reminder_of_id is not None:
        first = _("We wrote to you some time ago about the survey “{survey}”. It is not too late to answer.")
    return [
        _("Dear {name},"),
        first,
        _("This link is for you alone. With it you can begin at once:"),
        "{link}",
        _(
            "You do not have to answer. We note that your link was used, so that we do not remind you. "
            "Nobody can see which answers are yours."
        ),
        *([_("The last day to answer is {closes}.")] if row.edition.closes_on else []),
        "{council}",
    ]


def easy_sentences(row: InvitationRound) -> list[tuple[str | None, str]]:
    """Give the short sentences of the Easy Read body in the language spoken, each with the picture beside it."""
    first = _("We want to hear from you.") if row.reminder_of_id is None else _("We still want to hear from you.")
    return [
        ("hello", _("Hello {name}.")),
        ("chat", first),
        ("question", _("We have some questions for you.")),
        ("raised-hand", _("You do not have to answer.")),
        ("helping", _("Somebody can help you.")),
        ("locked", _("Your answers are private.")),
        ("writing", _("This is how you start:")),
        (None, "{link}"),
        *([("calendar", _("The last day is {closes}."))] if row.edition.closes_on else []),
        ("council", "{council}"),
    ]
