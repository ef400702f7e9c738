"""People's decisions about tags, and possible safeguarding matters. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.capture import Contribution
from surveys.models.people import Account
from surveys.models.tagging import Tag
from surveys.values import ConcernOutcome, Outcome


class Decision(Base):
    """What one reviewer decided about one tag; the latest decision on a tag counts.

    `add` names the reviewer's own tag. `replace` names the old tag and, in `replacement_id`, the new one.
    """

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("(outcome = 'replace') = (replacement_id IS NOT NULL)", name="replacement"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey(Tag.id, ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome] = mapped_column(named(Outcome))
    replacement_id: Mapped[int | None] = mapped_column(ForeignKey(Tag.id, ondelete="CASCADE"))
    had_seen_suggestion: Mapped[bool]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    decided_at_utc: Mapped[datetime]
    tag: Mapped[Tag] = relationship(foreign_keys=[tag_id])


class ContributionReview(Base):
    """One reviewer has finished with one contribution."""

    __tablename__ = "contribution_review"
    __table_args__ = (UniqueConstraint("contribution_id", "reviewer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    reviewed_at_utc: Mapped[datetime]
    is_blind: Mapped[bool] = mapped_column(default=False)
    """Drawn to be read without the machine's tags in view, and read so."""


class Concern(Base):
    """A possible safeguarding matter in a contribution, found by the pipeline or raised by a person."""

    __tablename__ = "concern"
    __table_args__ = (CheckConstraint('start >= 0 AND start < "end"', name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"), unique=True)
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float | None]
    """None when a person raised it."""
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    raised_at_utc: Mapped[datetime]
    contribution: Mapped[Contribution] = relationship()
    entries: Mapped[list["ConcernEntry"]] = relationship(order_by="ConcernEntry.id")


class ConcernEntry(Base):
    """What the named lead did about a concern."""

    __tablename__ = "concern_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey(Concern.id, ondelete="CASCADE"), index=True)
    outcome: Mapped[ConcernOutcome] = mapped_column(named(ConcernOutcome))
    note: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    written_at_utc: Mapped[datetime]
