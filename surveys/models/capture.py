"""What people said, whichever way it came: workshops and their notes, imports, and the contributions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.models.responses import Answer
from surveys.values import Group, Language, Origin, Wording


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
    language: Mapped[Language] = mapped_column(named(Language), default=Language.ENGLISH, server_default="en")
    """The language that the questions were put in; the words may be in another one."""
    has_quote_consent: Mapped[bool]
    current_run_id: Mapped[int | None] = mapped_column(
        ForeignKey("tagging_run.id", use_alter=True, name="fk_contribution_current_run_id"), index=True
    )
    """The latest tagging run: a pointer, so that 'current tags' and 'untagged' are one indexed query."""
    answer: Mapped[Answer | None] = relationship()
    note: Mapped[Note | None] = relationship()
