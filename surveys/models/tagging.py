"""Codeframes and what the pipeline found: runs, tags, personal data. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.capture import Contribution
from surveys.values import Band, Source, Stance


class Codeframe(Base):
    """One edition of a set of themes."""

    __tablename__ = "codeframe"
    __table_args__ = (UniqueConstraint("key", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    edition: Mapped[str]
    title: Mapped[str]
    themes: Mapped[list["Theme"]] = relationship(back_populates="codeframe", order_by="Theme.position")


class Theme(Base):
    """One meaning in a codeframe."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("codeframe_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    codeframe_id: Mapped[int] = mapped_column(ForeignKey(Codeframe.id, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    title: Mapped[str]
    statement: Mapped[str]
    include: Mapped[str]
    leave_out: Mapped[str]
    codeframe: Mapped[Codeframe] = relationship(back_populates="themes")


class TaggingRun(Base):
    """One pass of one pipeline version over one contribution."""

    __tablename__ = "tagging_run"
    __table_args__ = (UniqueConstraint("contribution_id", "pipeline"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"))
    pipeline: Mapped[str]
    is_empty: Mapped[bool]
    language: Mapped[str]
    tagged_at_utc: Mapped[datetime]


class Tag(Base):
    """A theme put on a contribution by the machine (with its run) or by a reviewer (without one)."""

    __tablename__ = "tag"
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
        CheckConstraint("(source = 'machine') = (run_id IS NOT NULL)", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey(Theme.id), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey(TaggingRun.id, ondelete="CASCADE"), index=True)
    source: Mapped[Source] = mapped_column(named(Source))
    stance: Mapped[Stance] = mapped_column(named(Stance))
    start: Mapped[int]
    end: Mapped[int]
    confidence: Mapped[float]
    band: Mapped[Band] = mapped_column(named(Band))
    why: Mapped[str] = mapped_column(default="")
    theme: Mapped[Theme] = relationship()
    contribution: Mapped[Contribution] = relationship()


class Redaction(Base):
    """A stretch of personal data that a run found; hidden wherever words are quoted."""

    __tablename__ = "redaction"
    __table_args__ = (CheckConstraint('start >= 0 AND start < "end"', name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(TaggingRun.id, ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
