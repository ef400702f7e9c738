"""What people said that no theme fits: looks at it, the subjects found, and the themes proposed because of them.

Rows are added, never changed: a new look finds subjects of its own.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base
from surveys.models.capture import Contribution
from surveys.models.people import Account, Programme


class LookRequest(Base):
    """Somebody asked what the contributions that no theme fits are about; the worker looks."""

    __tablename__ = "look_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    """None when asked on the command line."""
    asked_at_utc: Mapped[datetime]


class Look(Base):
    """One look at the contributions that no theme fits, with all that its result depends on."""

    __tablename__ = "look"
    __table_args__ = (CheckConstraint("looked_count >= 0 AND unthemed_count >= looked_count", name="counts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey(LookRequest.id, ondelete="CASCADE"), unique=True)
    made_at_utc: Mapped[datetime]
    pipeline: Mapped[str]
    parameters: Mapped[dict[str, Any]]
    unthemed_count: Mapped[int]
    """Contributions that no theme fitted then."""
    looked_count: Mapped[int]
    """Those of them that were looked at, the newest."""
    note: Mapped[str] = mapped_column(default="")
    """Why nothing came of it; empty when all went well."""
    request: Mapped[LookRequest] = relationship()
    subjects: Mapped[list["Subject"]] = relationship(order_by="Subject.position", back_populates="look")


class Subject(Base):
    """What several contributions are about that no theme fits."""

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("look_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    look_id: Mapped[int] = mapped_column(ForeignKey(Look.id, ondelete="CASCADE"))
    position: Mapped[int]
    """From 1, the largest first."""
    phrases: Mapped[list[Any]]
    """Words that set it apart, the most telling first; never personal data."""
    look: Mapped[Look] = relationship(back_populates="subjects")
    members: Mapped[list["SubjectMember"]] = relationship(order_by="SubjectMember.position")


class SubjectMember(Base):
    """A contribution is about a subject: in each look, about one at most."""

    __tablename__ = "subject_member"

    look_id: Mapped[int] = mapped_column(ForeignKey(Look.id, ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id, ondelete="CASCADE"), index=True)
    position: Mapped[int]
    """From 1, the one nearest to the middle of the subject first."""
    contribution: Mapped[Contribution] = relationship()


class SubjectDismissal(Base):
    """Somebody set a subject aside: it needs no theme."""

    __tablename__ = "subject_dismissal"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id, ondelete="CASCADE"), unique=True)
    reason: Mapped[str]
    dismissed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    dismissed_at_utc: Mapped[datetime]
    dismissed_by: Mapped[Account] = relationship()


class ThemeProposal(Base):
    """A theme that somebody would add because of a subject."""

    __tablename__ = "theme_proposal"
    __table_args__ = (CheckConstraint("title <> '' AND statement <> ''", name="words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id, ondelete="CASCADE"), index=True)
    title: Mapped[str]
    statement: Mapped[str]
    include: Mapped[str]
    leave_out: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    proposed_at_utc: Mapped[datetime]
    subject: Mapped[Subject] = relationship()
    proposed_by: Mapped[Account] = relationship()
    examples: Mapped[list["ProposalExample"]] = relationship(order_by="ProposalExample.position")
    uptakes: Mapped[list["ProposalUptake"]] = relationship(order_by="ProposalUptake.id")


class ProposalExample(Base):
    """Words of a contribution that belong to a proposed theme, without personal data."""

    __tablename__ = "proposal_example"

    proposal_id: Mapped[int] = mapped_column(ForeignKey(ThemeProposal.id, ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"))
    text: Mapped[str]


class ProposalUptake(Base):
    """A proposed theme was put into an edition of one of the programme's own codeframes, to be checked there."""

    __tablename__ = "proposal_uptake"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey(ThemeProposal.id, ondelete="CASCADE"), index=True)
    codeframe_key: Mapped[str]
    edition: Mapped[str]
    theme_key: Mapped[str]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    taken_at_utc: Mapped[datetime]
