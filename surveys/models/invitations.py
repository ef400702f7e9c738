"""Contacts, what each of them needs, and invitations to answer. Nothing here leads to what anybody answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.models.responses import QuestionnaireEdition, random_id
from surveys.values import Format, Group, Language, MailFailure, MessageState, Reach

_RandomId = BigInteger().with_variant(Integer, "sqlite")
"""An integer key is where SQLite keeps a row; with any other, it would number the rows as they come."""


class ContactImport(Base):
    """One file of contacts. Its content waits here to be checked by eye, and goes once it is taken in."""

    __tablename__ = "contact_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    file_name: Mapped[str]
    group: Mapped[Group] = mapped_column(named(Group))
    """For rows that do not say which group somebody belongs to."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    added_at_utc: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    is_taken_in: Mapped[bool] = mapped_column(default=False)


class Contact(Base):
    """Somebody who may be invited, how to reach them, and what they need (Accessible Information Standard)."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("(may_share IS NULL) = (share_asked_on IS NULL)", name="sharing"),
        CheckConstraint("reach <> 'email' OR email <> ''", name="email"),
        CheckConstraint("reach <> 'letter' OR address <> ''", name="address"),
        CheckConstraint("reach <> 'phone' OR phone <> ''", name="phone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey(ContactImport.id), index=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    """The lines of the postal address."""
    group: Mapped[Group] = mapped_column(named(Group))
    language: Mapped[Language] = mapped_column(named(Language), default=Language.ENGLISH)
    format: Mapped[Format] = mapped_column(named(Format), default=Format.STANDARD)
    reach: Mapped[Reach] = mapped_column(named(Reach))
    asked_on: Mapped[date | None]
    """When somebody last asked what this person needs (identify)."""
    needs: Mapped[str] = mapped_column(default="")
    """What the person needs, in words (record)."""
    provided: Mapped[str] = mapped_column(default="")
    """What is done about it (meet)."""
    may_share: Mapped[bool | None]
    """Whether the needs may be told to others who serve the person; None before anybody asked (share)."""
    share_asked_on: Mapped[date | None]
    review_on: Mapped[date | None] = mapped_column(index=True)
    """When to ask again (review)."""
    opted_out_on: Mapped[date | None]


class InvitationRound(Base):
    """One message to many people: first to invite them, then to remind those who have not answered.

    `texts` holds the author's own words by language: {"en": {"subject": ..., "body": ...}}. A language that is not in
    it gets the standard words.
    """

    __tablename__ = "invitation_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)
    reminder_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation_round.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    groups: Mapped[list[Any]]
    texts: Mapped[dict[str, Any]]
    address: Mapped[str] = mapped_column(default="")
    """Where the pages were when the round was let go, such as https://surveys.example.org: links begin with it."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    made_at_utc: Mapped[datetime]
    released_at_utc: Mapped[datetime | None]
    sent_count: Mapped[int] = mapped_column(default=0)
    edition: Mapped[QuestionnaireEdition] = relationship()
    reminder_of: Mapped["InvitationRound | None"] = relationship(remote_side="InvitationRound.id")


class Invitation(Base):
    """One contact invited to one edition. Its key is random; of the personal link only a hash is kept."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("edition_id", "contact_id"),)

    id: Mapped[int] = mapped_column(_RandomId, primary_key=True, autoincrement=False, default=random_id)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(Contact.id, ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    contact: Mapped[Contact] = relationship()
    edition: Mapped[QuestionnaireEdition] = relationship()


class AnsweredInvitation(Base):
    """The mark that an invitation was answered: no time, no number, and all of an edition's are written anew together.

    See `surveys.capture.answered.note_answered`.
    """

    __tablename__ = "answered_invitation"

    invitation_id: Mapped[int] = mapped_column(
        _RandomId, ForeignKey(Invitation.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)


class InvitationMessage(Base):
    """One message to one contact: an e-mail, a letter, or a call that a person makes."""

    __tablename__ = "invitation_message"
    __table_args__ = (
        UniqueConstraint("round_id", "invitation_id"),
        CheckConstraint("(state = 'sending') = (claimed_at_utc IS NOT NULL)", name="claimed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(InvitationRound.id, ondelete="CASCADE"))
    invitation_id: Mapped[int] = mapped_column(_RandomId, ForeignKey(Invitation.id, ondelete="CASCADE"), index=True)
    reach: Mapped[Reach] = mapped_column(named(Reach))
    state: Mapped[MessageState] = mapped_column(named(MessageState), default=MessageState.WAITING, index=True)
    failure: Mapped[MailFailure | None] = mapped_column(named(MailFailure))
    claimed_at_utc: Mapped[datetime | None]
    settled_on: Mapped[date | None]
    round: Mapped[InvitationRound] = relationship()
    invitation: Mapped[Invitation] = relationship()
