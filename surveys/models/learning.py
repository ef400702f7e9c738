"""What the tagging has learned from a programme's decisions, version by version. Rows are added, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.values import VersionOutcome


class LearnedVersion(Base):
    """Heads that were learned from a programme's decisions. Which one is live is told by the steps, not here."""

    __tablename__ = "learned_version"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("lesson_count >= 1 AND decision_count >= 0 AND audit_count >= 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    number: Mapped[int]
    pipeline: Mapped[str]
    """The version of the pipeline that it stands on; it fits no other."""
    frames: Mapped[str]
    """Names the editions of the programme's own codeframes that it knows, as a tagging run does."""
    lesson_count: Mapped[int]
    """Contributions learned from."""
    decision_count: Mapped[int]
    """Decisions on them; each tag's latest."""
    audit_count: Mapped[int]
    """Contributions read blind, which it was measured on and has not learned from."""
    evidence_sha256: Mapped[str]
    """Tells whether there is anything new to learn from."""
    figures: Mapped[dict[str, Any]]
    """What was measured before and after, and for each theme; `surveys.tagging.learning.Figures` reads it."""
    data: Mapped[bytes] = mapped_column(deferred=True)
    """What differs from the heads it stands on, as `nlp.changes` packs it."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    """None when it was made from the command line."""
    made_at_utc: Mapped[datetime]
    programme: Mapped[Programme] = relationship()
    steps: Mapped[list["VersionStep"]] = relationship(order_by="VersionStep.id", viewonly=True)


class VersionStep(Base):
    """A version went live, was refused with a reason, or was rolled back: each once at most."""

    __tablename__ = "version_step"
    __table_args__ = (
        UniqueConstraint("version_id", "outcome"),
        CheckConstraint("outcome <> 'refused' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(LearnedVersion.id, ondelete="CASCADE"))
    outcome: Mapped[VersionOutcome] = mapped_column(named(VersionOutcome))
    reason: Mapped[str] = mapped_column(default="")
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    """None when it was taken from the command line."""
    taken_at_utc: Mapped[datetime]
    taken_by: Mapped[Account | None] = relationship()


class LearningRequest(Base):
    """Somebody asked that the tagging learn; a worker does it."""

    __tablename__ = "learning_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    asked_at_utc: Mapped[datetime]
    programme: Mapped[Programme] = relationship()
    asked_by: Mapped[Account] = relationship()
    answer: Mapped["LearningAnswer | None"] = relationship(viewonly=True)


class LearningAnswer(Base):
    """What came of a request: a version, or a note that says why there is none."""

    __tablename__ = "learning_answer"
    __table_args__ = (CheckConstraint("(version_id IS NULL) = (note <> '')", name="note"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey(LearningRequest.id, ondelete="CASCADE"), unique=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey(LearnedVersion.id, ondelete="CASCADE"))
    note: Mapped[str] = mapped_column(default="")
    answered_at_utc: Mapped[datetime]
