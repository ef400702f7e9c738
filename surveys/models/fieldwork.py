"""Reference populations: who a survey should hear from, against which its answers are compared.

Figures are never changed: new ones are added, and the newest that are not withdrawn count.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base
from surveys.models.people import Account, Programme


class ReferencePopulation(Base):
    """Figures on a population, by the values of one question; `survey_key` is empty for those on groups."""

    __tablename__ = "reference_population"
    __table_args__ = (
        CheckConstraint("(survey_key = '') = (question_key = '')", name="what"),
        CheckConstraint("source <> ''", name="source"),
        Index("ix_reference_population_programme_id_survey_key", "programme_id", "survey_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    survey_key: Mapped[str]
    question_key: Mapped[str]
    title: Mapped[str]
    """Who is counted, such as “People who use home care in Ferring”."""
    source: Mapped[str]
    counted_on: Mapped[date]
    """The day that the figures are from."""
    added_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    added_at_utc: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(Account.id))
    withdrawn_at_utc: Mapped[datetime | None]
    shares: Mapped[list["ReferenceShare"]] = relationship(
        cascade="all, delete-orphan", order_by="ReferenceShare.position"
    )


class ReferenceShare(Base):
    """The share, 0 to 1, of a population that one value holds for; the shares of a population add up to 1."""

    __tablename__ = "reference_share"
    __table_args__ = (
        UniqueConstraint("population_id", "value"),
        UniqueConstraint("population_id", "position"),
        CheckConstraint("share BETWEEN 0 AND 1", name="share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    population_id: Mapped[int] = mapped_column(ForeignKey(ReferencePopulation.id, ondelete="CASCADE"))
    position: Mapped[int]
    value: Mapped[str]
    share: Mapped[float]
