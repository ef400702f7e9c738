"""Codeframes and what the pipeline found: runs, tags, personal data. Rows are added, never changed.

Only an edition that was merely proposed may be removed again, and only the time of its use is written later.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.capture import Contribution
from surveys.models.people import Programme
from surveys.values import Band, Source, Stance

_IS_LIBRARY = text("programme_id IS NULL")
_IS_IN_USE = text("used_from_utc IS NOT NULL AND used_until_utc IS NULL")


class Codeframe(Base):
    """One edition of a set of themes: of the library, for every programme, or a programme's own."""

    __tablename__ = "codeframe"
    __table_args__ = (
        UniqueConstraint("programme_id", "key", "edition"),
        Index(
            "uq_codeframe_library",
            "key",
            "edition",
            unique=True,
            sqlite_where=_IS_LIBRARY,
            postgresql_where=_IS_LIBRARY,
        ),
        Index(
            "uq_codeframe_in_use",
            "programme_id",
            "key",
            unique=True,
            sqlite_where=_IS_IN_USE,
            postgresql_where=_IS_IN_USE,
        ),
        CheckConstraint("programme_id IS NOT NULL OR used_from_utc IS NULL", name="library"),
        CheckConstraint("used_until_utc IS NULL OR used_from_utc IS NOT NULL", name="used"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    """None for the library's."""
    key: Mapped[str]
    edition: Mapped[str]
    title: Mapped[str]
    used_from_utc: Mapped[datetime | None]
    """When a programme's own edition was put to use; None while it is only proposed, and for the library's."""
    used_until_utc: Mapped[datetime | None]
    """When a newer edition took its place, or the programme stopped using it."""
    themes: Mapped[list["Theme"]] = relationship(
        back_populates="codeframe", order_by="Theme.position", cascade="all, delete-orphan", passive_deletes=True
    )


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
    root_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    """The theme of the first edition that had this key: what people decided there counts here too. None for itself."""
    stage: Mapped[int | None]
    patterns: Mapped[list[Any]] = mapped_column(default=list)
    """Strong phrases of a programme's own theme, as its file has them; the library's stand in its files."""
    codeframe: Mapped[Codeframe] = relationship(back_populates="themes")

    @hybrid_property
    def lineage_id(self) -> int:
        """Give what a theme has in common with itself in other editions: the id of its first row."""
        return self.root_id or self.id

    @lineage_id.inplace.expression
    @classmethod
    def _lineage_id(cls) -> ColumnElement[int]:
        return func.coalesce(cls.root_id, cls.id)

    examples: Mapped[list["ThemeExample"]] = relationship(
        order_by="ThemeExample.position", cascade="all, delete-orphan", passive_deletes=True
    )
    mapped_to: Mapped[list["Theme"]] = relationship(
        secondary="theme_mapping",
        primaryjoin="Theme.id == ThemeMapping.theme_id",
        secondaryjoin="Theme.id == ThemeMapping.mapped_id",
        order_by="Theme.key",
    )


class ThemeExample(Base):
    """What somebody might say that belongs to a programme's own theme."""

    __tablename__ = "theme_example"
    __table_args__ = (UniqueConstraint("theme_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey(Theme.id, ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str]
    stance: Mapped[Stance | None] = mapped_column(named(Stance))


class ThemeMapping(Base):
    """A programme's own theme means the same as, or a part of, a theme of another codeframe, in that edition."""

    __tablename__ = "theme_mapping"
    __table_args__ = (CheckConstraint("theme_id <> mapped_id", name="other"),)

    theme_id: Mapped[int] = mapped_column(ForeignKey(Theme.id, ondelete="CASCADE"), primary_key=True)
    mapped_id: Mapped[int] = mapped_column(ForeignKey(Theme.id, ondelete="CASCADE"), primary_key=True)


class TaggingRun(Base):
    """One pass of one pipeline version, with certain codeframes, over one contribution."""

    __tablename__ = "tagging_run"
    __table_args__ = (UniqueConstraint("contribution_id", "pipeline", "frames"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"))
    pipeline: Mapped[str]
    """Names the code, the models and the library's codeframes."""
    frames: Mapped[str] = mapped_column(default="")
    """Names the editions of the programme's own codeframes that were looked for: key and edition, in order of keys."""
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
