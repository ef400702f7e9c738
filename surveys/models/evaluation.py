"""Lots, criteria, bids, panels and their scores. First scores and moderations are added, never changed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, named
from surveys.models.people import Account, Programme, Provider
from surveys.models.tagging import Theme
from surveys.values import LotStage

SCORE_RANGE = "BETWEEN 0 AND 5"


class Lot(Base):
    """The part offered for. Its criteria's weights and the price weight sum to 100 (checked when it is loaded)."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("programme_id", "key"),
        CheckConstraint("price_weight >= 0 AND price_weight < 100", name="price_weight"),
        CheckConstraint(f"pass_mark {SCORE_RANGE}", name="pass_mark"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey(Programme.id, ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    position: Mapped[int]
    pass_mark: Mapped[int]
    """Lowest moderated score on every criterion with which a bid stays in."""
    price_weight: Mapped[int]
    tie_break: Mapped[str]
    criteria: Mapped[list["Criterion"]] = relationship(back_populates="lot", order_by="Criterion.position")
    bids: Mapped[list["Bid"]] = relationship(back_populates="lot", order_by="Bid.id")
    panel: Mapped[list["PanelMember"]] = relationship(back_populates="lot", order_by="PanelMember.id")
    moves: Mapped[list["LotMove"]] = relationship(order_by="LotMove.id")

    @property
    def stage(self) -> LotStage:
        """Where the lot stands: its last move, or scoring."""
        return self.moves[-1].stage if self.moves else LotStage.SCORING


class LotMove(Base):
    """A lot moved on to a stage."""

    __tablename__ = "lot_move"
    __table_args__ = (UniqueConstraint("lot_id", "stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey(Lot.id, ondelete="CASCADE"))
    stage: Mapped[LotStage] = mapped_column(named(LotStage))
    moved_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    moved_at_utc: Mapped[datetime]


class Criterion(Base):
    """One thing scored; weight in percent of the lot's total."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("lot_id", "key"),
        CheckConstraint("weight > 0 AND weight <= 100", name="weight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey(Lot.id, ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    question: Mapped[str]
    guidance: Mapped[str]
    weight: Mapped[int]
    lot: Mapped[Lot] = relationship(back_populates="criteria")
    themes: Mapped[list[Theme]] = relationship(secondary="criterion_theme", order_by="Theme.id")


class CriterionTheme(Base):
    """A criterion grew out of a theme."""

    __tablename__ = "criterion_theme"

    criterion_id: Mapped[int] = mapped_column(ForeignKey(Criterion.id, ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey(Theme.id), primary_key=True)


class Bid(Base):
    """One provider's offer for one lot."""

    __tablename__ = "bid"
    __table_args__ = (UniqueConstraint("lot_id", "provider_id"), CheckConstraint("price_per_hour > 0", name="price"))

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey(Lot.id, ondelete="CASCADE"))
    provider_id: Mapped[int] = mapped_column(ForeignKey(Provider.id, ondelete="CASCADE"))
    price_per_hour: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    """Pounds; not shown to anybody who scores quality until the lot is decided."""
    lot: Mapped[Lot] = relationship(back_populates="bids")
    provider: Mapped[Provider] = relationship()
    answers: Mapped[list["BidAnswer"]] = relationship(cascade="all, delete-orphan")


class BidAnswer(Base):
    """What a bid says to one criterion."""

    __tablename__ = "bid_answer"
    __table_args__ = (UniqueConstraint("bid_id", "criterion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey(Bid.id, ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey(Criterion.id, ondelete="CASCADE"))
    text: Mapped[str]


class PanelMember(Base):
    """Somebody who scores a lot."""

    __tablename__ = "panel_member"
    __table_args__ = (UniqueConstraint("lot_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey(Lot.id, ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    is_chair: Mapped[bool] = mapped_column(default=False)
    is_expert_by_experience: Mapped[bool] = mapped_column(default=False)
    lot: Mapped[Lot] = relationship(back_populates="panel")
    account: Mapped[Account] = relationship()
    declaration: Mapped["Declaration | None"] = relationship()


class Declaration(Base):
    """What a member declared about interests before opening the bids; `interests` is empty for none."""

    __tablename__ = "declaration"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(PanelMember.id, ondelete="CASCADE"), unique=True)
    interests: Mapped[str] = mapped_column(default="")
    declared_at_utc: Mapped[datetime]


class Score(Base):
    """A member's own first score of one criterion of one bid. `score` is None for "I cannot score this"."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("member_id", "bid_id", "criterion_id"),
        CheckConstraint(f"score IS NULL OR score {SCORE_RANGE}", name="range"),
        CheckConstraint("length(reason) > 0", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(PanelMember.id, ondelete="CASCADE"))
    bid_id: Mapped[int] = mapped_column(ForeignKey(Bid.id, ondelete="CASCADE"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey(Criterion.id, ondelete="CASCADE"))
    score: Mapped[int | None]
    reason: Mapped[str]
    scored_at_utc: Mapped[datetime]
    member: Mapped[PanelMember] = relationship()
    criterion: Mapped[Criterion] = relationship()


class Moderation(Base):
    """The panel's agreed score of one criterion of one bid, with its reason; the latest row counts, all stay."""

    __tablename__ = "moderation"
    __table_args__ = (
        CheckConstraint(f"score {SCORE_RANGE}", name="range"),
        CheckConstraint("length(reason) > 0", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey(Bid.id, ondelete="CASCADE"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey(Criterion.id, ondelete="CASCADE"))
    score: Mapped[int]
    reason: Mapped[str]
    moderated_by_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    moderated_at_utc: Mapped[datetime]
