"""Surveys: published questionnaires, drafts that only their respondent can open, and responses, sent and closed."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.values import AnsweredBy, Channel, Format, Group, Language, UploadKind

_RANDOM_BITS = 62


def random_id() -> int:
    """Make a key that says nothing about when or in which order a row was added."""
    return secrets.randbits(_RANDOM_BITS)


class QuestionnaireEdition(Base):
    """One published edition of a questionnaire; its definition never changes. `digest` is the definition's SHA-256."""

    __tablename__ = "questionnaire_edition"
    __table_args__ = (
        UniqueConstraint("programme_id", "key", "version"),
        CheckConstraint("closes_on IS NULL OR closes_on >= opens_on", name="dates"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    key: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    group: Mapped[Group] = mapped_column(named(Group))
    definition: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    digest: Mapped[str]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    programme: Mapped[Programme] = relationship()


class SealedDraft(Base):
    """Answers on their way, encrypted with a key that needs the respondent's code; gone after 60 days untouched."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"))
    content: Mapped[bytes]
    touched_on: Mapped[date] = mapped_column(index=True)
    edition: Mapped[QuestionnaireEdition] = relationship()


class Response(Base):
    """One person's answers to one edition, sent and closed. Carries nothing that says who it was."""

    __tablename__ = "response"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)
    receipt_hash: Mapped[str] = mapped_column(unique=True)
    submitted_at_utc: Mapped[datetime]
    language: Mapped[Language] = mapped_column(named(Language), default=Language.ENGLISH)
    format: Mapped[Format] = mapped_column(named(Format), default=Format.STANDARD, server_default="standard")
    channel: Mapped[Channel] = mapped_column(named(Channel), default=Channel.ONLINE, server_default="online")
    answered_by: Mapped[AnsweredBy] = mapped_column(named(AnsweredBy), default=AnsweredBy.SELF, server_default="self")
    has_quote_consent: Mapped[bool]
    edition: Mapped[QuestionnaireEdition] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="response", cascade="all, delete-orphan")


class Answer(Base):
    """The value given to one question that was on the respondent's path."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "question_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey(Response.id, ondelete="CASCADE"))
    question_key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    response: Mapped[Response] = relationship(back_populates="answers")


class AboutYou(Base):
    """What one person said about herself or himself: apart, with nothing that joins it to the other answers.

    The key is random and no time is kept, so that the order of the rows tells nothing. SQLite numbers the rows of
    every other table in the order in which they came: an INTEGER key is that number.
    """

    __tablename__ = "about_you"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False, default=random_id
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)
    answers: Mapped[dict[str, Any]]


class Upload(Base):
    """A photo or a voice note. It belongs to a draft, sealed with the draft's key, or to a response, as it is."""

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("(draft_id IS NULL) <> (response_id IS NULL)", name="one_owner"),
        UniqueConstraint("response_id", "question_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey(SealedDraft.id, ondelete="CASCADE"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey(Response.id, ondelete="CASCADE"))
    question_key: Mapped[str]
    kind: Mapped[UploadKind] = mapped_column(named(UploadKind))
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    described_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    description: Mapped[str | None]
    """What a member of staff wrote down: what the photo shows, or what the voice note says."""
    deleted_on: Mapped[date | None]
    """When staff deleted the file; `content` is empty since."""


class Media(Base):
    """A picture, film or recording that an author added to a questionnaire of the programme."""

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
