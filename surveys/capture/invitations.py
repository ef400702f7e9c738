"""Rounds of invitations and reminders: written, checked, let go once; and the personal links that they carry."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, insert, select
from sqlalchemy.orm import Session

from surveys.capture.tokens import hash_token, token_of
from surveys.errors import AlreadyReleased, InvalidMessage, NobodyToInvite
from surveys.models import (
    Account,
    AnsweredInvitation,
    Contact,
    Invitation,
    InvitationMessage,
    InvitationRound,
    Programme,
    QuestionnaireEdition,
)
from surveys.models.responses import random_id
from surveys.values import Format, Group, Language, MessageState, Reach

PLACES = ("name", "link", "council", "survey", "closes")
"""What stands in curly brackets in a message and is filled in for each person."""

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Plan:
    """Whom a round goes to, before it is let go."""

    contacts: Sequence[Contact]
    opted_out_count: int = 0
    by_reach: Mapping[Reach, int] = field(default_factory=dict)
    languages: Sequence[Language] = ()
    """Languages of those who get the standard form, in the order of `Language`."""
    easy_count: int = 0


def check_message(subject: str, body: str, *, has_closing_day: bool) -> None:
    """Check the places in a message.

    Raises:
        InvalidMessage: a place is not one of `PLACES`, the body lacks the link, or there is no closing day to name.
    """
    for part, text in (("subject", subject), ("body", body)):
        for place in _PLACE.findall(text):
            if place not in PLACES or (place == "closes" and not has_closing_day) or (part, place) == SUBJECT_LINK:
                raise InvalidMessage(part=part, place=place)
    if "{link}" not in body:
        raise InvalidMessage(part="body", place="link", is_missing=True)


SUBJECT_LINK = ("subject", "link")
"""A link does not work in a subject, and subjects are written down by every mail server on the way."""


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Put facts where a message has places."""
    return _PLACE.sub(lambda match: facts.get(match[1], match[0]), text)


def write_round(
    session: Session,
    edition: QuestionnaireEdition,
    *,
    title: str,
    groups: Collection[Group],
    by: Account,
    at: datetime,
    reminder_of: InvitationRound | None = None,
) -> InvitationRound:
    """Begin a round; nobody gets anything before it is let go."""
    row = InvitationRound(
        edition_id=edition.id,
        title=title,
        groups=[group.value for group in Group if group in groups],
        texts={},
        reminder_of=reminder_of,
        made_by_id=by.id,
        made_at_utc=at,
    )
    session.add(row)
    session.flush()
    return row


def set_text(session: Session, row: InvitationRound, language: Language, *, subject: str, body: str) -> None:
    """Keep the author's own words in one language.

    Raises:
        AlreadyReleased: the round was let go.
        InvalidMessage: a place is unknown, or the link is missing.
    """
    _check_unreleased(row)
    check_message(subject, body, has_closing_day=row.edition.closes_on is not None)
    row.texts = {**row.texts, language.value: {"subject": subject, "body": body}}
    session.flush()


def drop_round(session: Session, row: InvitationRound) -> None:
    """Throw a round away that was not let go.

    Raises:
        AlreadyReleased: it was.
    """
    _check_unreleased(row)
    session.delete(row)
    session.flush()


def plan_round(session: Session, row: InvitationRound) -> Plan:
    """Say whom a round would go to now."""
    found = list(session.scalars(_wanted(row).order_by(Contact.id)))
    contacts = [contact for contact in found if contact.opted_out_on is None]
    spoken = {contact.language for contact in contacts if contact.format is not Format.EASY_READ}
    return Plan(
        contacts=contacts,
        opted_out_count=len(found) - len(contacts),
        by_reach=Counter(contact.reach for contact in contacts),
        languages=[language for language in Language if language in spoken],
        easy_count=sum(contact.format is Format.EASY_READ for contact in contacts),
    )


def release_round(session: Session, row: InvitationRound, *, secret: str, address: str, at: datetime) -> int:
    """Let a round go: every person gets an invitation, if there is none yet, and a message that waits.

    `address` is where the pages are, without a slash at its end. Returns how many messages wait.

    Raises:
        AlreadyReleased: it was let go before.
        NobodyToInvite: it would go to nobody.
    """
    session.refresh(row, with_for_update={"of": InvitationRound})
    _check_unreleased(row)
    plan = plan_round(session, row)
    if not plan.contacts:
        raise NobodyToInvite(row.title)
    keys = _invite(session, row.edition, plan.contacts, secret=secret)
    rows: list[dict[str, Any]] = [
        {
            "round_id": row.id,
            "invitation_id": keys[contact.id],
            "reach": contact.reach,
            "state": MessageState.WAITING,
        }
        for contact in plan.contacts
    ]
    session.execute(insert(InvitationMessage), rows)
    row.released_at_utc, row.address = at, address.rstrip("/")
    session.flush()
    return len(rows)


def find_round(session: Session, programme: Programme, round_id: int) -> InvitationRound | None:
    """Find a round of a programme."""
    query = select(InvitationRound).join(QuestionnaireEdition)
    return session.scalar(
        query.where(InvitationRound.id == round_id, QuestionnaireEdition.programme_id == programme.id)
    )


def list_rounds(session: Session, edition: QuestionnaireEdition) -> list[InvitationRound]:
    """List the rounds of an edition, the oldest first."""
    query = select(InvitationRound).where(InvitationRound.edition_id == edition.id)
    return list(session.scalars(query.order_by(InvitationRound.id)))


def find_invitation(session: Session, programme: Programme, token: str) -> Invitation | None:
    """Find the invitation of a personal link, within one programme."""
    query = select(Invitation).join(QuestionnaireEdition, Invitation.edition_id == QuestionnaireEdition.id)
    return session.scalar(
        query.where(Invitation.token_hash == hash_token(token), QuestionnaireEdition.programme_id == programme.id)
    )


def _wanted(row: InvitationRound) -> Select[Contact]:
    """Select whom a round is for: those not invited yet, or for a reminder those invited who have not answered."""
    invited = exists().where(Invitation.contact_id == Contact.id, Invitation.edition_id == row.edition_id)
    query = select(Contact).where(Contact.programme_id == row.edition.programme_id, Contact.group.in_(row.groups))
    if row.reminder_of_id is None:
        return query.where(~invited)
    reached = (MessageState.SENT, MessageState.UNCERTAIN)
    got = (
        select(Invitation.contact_id)
        .join(InvitationMessage, InvitationMessage.invitation_id == Invitation.id)
        .where(InvitationMessage.round_id == row.reminder_of_id, InvitationMessage.state.in_(reached))
        .where(~exists().where(AnsweredInvitation.invitation_id == Invitation.id))
    )
    return query.where(Contact.id.in_(got))


def _invite(
    session: Session, edition: QuestionnaireEdition, contacts: Sequence[Contact], *, secret: str
) -> dict[int, int]:
    """Make the invitations that are not there yet; returns the key of each contact's invitation."""
    query = select(Invitation.contact_id, Invitation.id).where(Invitation.edition_id == edition.id)
    keys = dict(row for row in session.execute(query))
    new = {contact.id: random_id() for contact in contacts if contact.id not in keys}
    if new:
        session.execute(
            insert(Invitation),
            [
                {
                    "id": key,
                    "edition_id": edition.id,
                    "contact_id": contact_id,
                    "token_hash": hash_token(token_of(key, secret=secret)),
                }
                for contact_id, key in new.items()
            ],
        )
    return keys | new


def _check_unreleased(row: InvitationRound) -> None:
    """Refuse to change what was let go."""
    if row.released_at_utc is not None:
        raise AlreadyReleased(str(row.id))
