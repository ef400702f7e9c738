"""What the council answers in public: findings, actions, and frozen releases."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme
from surveys.models.tagging import Theme
from surveys.values import ActionKind


class Finding(Base):
    """A "you said"."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("programme_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    you_said: Mapped[str]
    is_ready: Mapped[bool] = mapped_column(default=False)
    """Ready findings go into the next release."""
    themes: Mapped[list[Theme]] = relationship(secondary="finding_theme", order_by="Theme.id")
    actions: Mapped[list["Action"]] = relationship(cascade="all, delete-orphan", order_by="Action.id")


class FindingTheme(Base):
    """A finding rests on a theme."""

    __tablename__ = "finding_theme"

    finding_id: Mapped[int] = mapped_column(ForeignKey(Finding.id, ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey(Theme.id), primary_key=True)


class Action(Base):
    """A "we did", a "we will", or a "we cannot, and why"."""

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("kind <> 'cannot' OR length(why) > 0", name="why"),
        CheckConstraint("(kind = 'did') = (done_on IS NOT NULL)", name="done"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey(Finding.id, ondelete="CASCADE"), index=True)
    kind: Mapped[ActionKind] = mapped_column(named(ActionKind))
    text: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    owner: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    told: Mapped[str] = mapped_column(default="")


class Release(Base):
    """A frozen public set of findings, actions, counts and quotes, as they were published."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    published_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    published_at_utc: Mapped[datetime]
