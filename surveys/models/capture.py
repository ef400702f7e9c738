"""What people said: questionnaires and their answers, workshops and their notes, imports, and the contributions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.values import Group, Origin, Wording


class QuestionnaireEdition(Base):
    """One published edition of a questionnaire; its definition never changes."""

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
    definition: Mapped[dict[str, Any]]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    programme: Mapped[Programme] = relationship()


class Draft(Base):
    """Answers on their way; becomes a response and is gone.

    Holds answers off the path too, for when the path returns.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"))
    answers: Mapped[dict[str, Any]]
    touched_on: Mapped[date] = mapped_column(index=True)
    edition: Mapped[QuestionnaireEdition] = relationship()


class Response(Base):
    """One person's answers to one edition, sent and closed. Carries nothing that says who it was."""

    __tablename__ = "response"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)
    receipt_hash: Mapped[str] = mapped_column(unique=True)
    submitted_at_utc: Mapped[datetime]
    language: Mapped[str] = mapped_column(default="en")
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


class Workshop(Base):
    """A session with people."""

    __tablename__ = "workshop"
    __table_args__ = (CheckConstraint("table_count >= 1", name="tables"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    title: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str]
    table_count: Mapped[int] = mapped_column(default=1)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    closed_at_utc: Mapped[datetime | None]
    prompts: Mapped[list["WorkshopPrompt"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkshopPrompt.position"
    )
    attendance: Mapped[list["Attendance"]] = relationship(cascade="all, delete-orphan")


class WorkshopPrompt(Base):
    """One question put to the room."""

    __tablename__ = "workshop_prompt"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey(Workshop.id, ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str]


class Attendance(Base):
    """How many people of one group came."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("workshop_id", "group"), CheckConstraint("people_count >= 0", name="people"))

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey(Workshop.id, ondelete="CASCADE"))
    group: Mapped[Group] = mapped_column(named(Group))
    people_count: Mapped[int]


class Note(Base):
    """One thing written down in a workshop. `client_key` is made by whoever records it, so sending twice adds once."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("vote_count >= 0", name="votes"),
        CheckConstraint("table_number >= 1", name="table"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_key: Mapped[str] = mapped_column(unique=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey(Workshop.id, ondelete="CASCADE"), index=True)
    prompt_id: Mapped[int] = mapped_column(ForeignKey(WorkshopPrompt.id))
    table_number: Mapped[int] = mapped_column(default=1)
    group: Mapped[Group] = mapped_column(named(Group))
    wording: Mapped[Wording] = mapped_column(named(Wording))
    text: Mapped[str]
    vote_count: Mapped[int] = mapped_column(default=0)
    has_quote_consent: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    recorded_at_utc: Mapped[datetime]
    workshop: Mapped[Workshop] = relationship()
    prompt: Mapped[WorkshopPrompt] = relationship()


class ImportBatch(Base):
    """One file of comments taken in whole."""

    __tablename__ = "import_batch"
    __table_args__ = (UniqueConstraint("programme_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    file_name: Mapped[str]
    sha256: Mapped[str]
    row_count: Mapped[int]
    duplicate_count: Mapped[int]
    non_answer_count: Mapped[int]
    imported_at_utc: Mapped[datetime]


class Contribution(Base):
    """One piece of free text by one person or table, whichever way it came; what the tagger receives."""

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint(
            "(origin = 'survey') = (answer_id IS NOT NULL) AND (origin = 'workshop') = (note_id IS NOT NULL)"
            " AND (origin = 'import') = (import_batch_id IS NOT NULL)",
            name="one_origin",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    origin: Mapped[Origin] = mapped_column(named(Origin))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey(Answer.id, ondelete="CASCADE"), unique=True)
    note_id: Mapped[int | None] = mapped_column(ForeignKey(Note.id, ondelete="CASCADE"), unique=True)
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id, ondelete="CASCADE"), index=True)
    import_row: Mapped[int | None]
    source: Mapped[str]
    """Plain words for where it came from: a survey's title, a workshop's title, an import's source column."""
    group: Mapped[Group] = mapped_column(named(Group))
    question: Mapped[str | None]
    text: Mapped[str]
    said_on: Mapped[date]
    has_quote_consent: Mapped[bool]
    current_run_id: Mapped[int | None] = mapped_column(
        ForeignKey("tagging_run.id", use_alter=True, name="fk_contribution_current_run_id"), index=True
    )
    """The latest tagging run: a pointer, so that 'current tags' and 'untagged' are one indexed query."""
    answer: Mapped[Answer | None] = relationship()
    note: Mapped[Note | None] = relationship()
