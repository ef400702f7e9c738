"""Paper: prints that were asked for, and forms that came back, keyed in batches. A closed batch holds counts only."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.models.responses import QuestionnaireEdition
from surveys.values import Format, Language


class PrintOrder(Base):
    """A print of an edition that somebody asked for; made by the worker, and given again to whoever asks the same.

    `survey_address` is the address of the online survey; `return_to` where the paper goes back to, line by line.
    """

    __tablename__ = "print_order"
    __table_args__ = (
        UniqueConstraint(
            "edition_id", "language", "format", "return_to", "survey_address", name="uq_print_order_wanted"
        ),
        CheckConstraint("(content IS NULL) = (made_at_utc IS NULL)", name="made"),
        CheckConstraint("content IS NULL OR error = ''", name="error"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"))
    language: Mapped[Language] = mapped_column(named(Language))
    format: Mapped[Format] = mapped_column(named(Format))
    return_to: Mapped[str]
    survey_address: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    asked_at_utc: Mapped[datetime]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    made_at_utc: Mapped[datetime | None]
    page_count: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    """Plain words for why it could not be made; empty while it waits and when it is made."""
    edition: Mapped[QuestionnaireEdition] = relationship()


class PaperBatch(Base):
    """A pile of paper forms keyed together.

    `marks` counts, for each question, what was unreadable, ticked twice, or answered although not asked. What the
    second keying compared and found different is counted here; the forms themselves are gone when it is closed.
    """

    __tablename__ = "paper_batch"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("sample_percent BETWEEN 0 AND 100", name="sample_percent"),
        CheckConstraint("difference_count BETWEEN 0 AND compared_count", name="differences"),
        CheckConstraint("form_count >= 0 AND checked_count BETWEEN 0 AND form_count", name="forms"),
        CheckConstraint("(closed_at_utc IS NULL) = (closed_by_id IS NULL)", name="closed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    number: Mapped[int]
    edition_id: Mapped[int] = mapped_column(ForeignKey(QuestionnaireEdition.id, ondelete="CASCADE"), index=True)
    sample_percent: Mapped[int] = mapped_column(default=10)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    opened_at_utc: Mapped[datetime]
    sampled_at_utc: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    closed_at_utc: Mapped[datetime | None]
    form_count: Mapped[int] = mapped_column(default=0)
    """Forms that became responses; 0 until the batch is closed."""
    checked_count: Mapped[int] = mapped_column(default=0)
    compared_count: Mapped[int] = mapped_column(default=0)
    difference_count: Mapped[int] = mapped_column(default=0)
    marks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edition: Mapped[QuestionnaireEdition] = relationship()
    forms: Mapped[list["PaperForm"]] = relationship(
        back_populates="batch", cascade="all, delete-orphan", order_by="PaperForm.number"
    )


class PaperForm(Base):
    """What one paper form says, as keyed; sealed under the server's secret, and deleted when its batch is closed."""

    __tablename__ = "paper_form"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        CheckConstraint("(second IS NULL) = (second_by_id IS NULL)", name="second"),
        CheckConstraint("second_by_id <> keyed_by_id", name="somebody_else"),
        CheckConstraint("(agreed IS NULL) = (agreed_at_utc IS NULL)", name="agreed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey(PaperBatch.id, ondelete="CASCADE"))
    number: Mapped[int]
    keyed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    keyed_at_utc: Mapped[datetime]
    first: Mapped[bytes] = mapped_column(LargeBinary)
    is_sampled: Mapped[bool] = mapped_column(default=False)
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    second: Mapped[bytes | None] = mapped_column(LargeBinary)
    agreed: Mapped[bytes | None] = mapped_column(LargeBinary)
    agreed_at_utc: Mapped[datetime | None]
    compared_count: Mapped[int] = mapped_column(default=0)
    difference_count: Mapped[int] = mapped_column(default=0)
    batch: Mapped[PaperBatch] = relationship(back_populates="forms")
