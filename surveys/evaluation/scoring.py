"""Scoring alone: each member's own first score of each answer, never changed, seen by nobody else until moderation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.errors import AlreadyScored, NotDeclared, ReasonMissing, ScoreOutOfRange, WrongStage
from surveys.evaluation.ranking import HIGHEST_SCORE, LOWEST_SCORE
from surveys.models import Bid, Criterion, Lot, PanelMember, Score
from surveys.values import LotStage

SCALE: tuple[tuple[str, str], ...] = (
    ("Nothing", "It does not answer the question."),
    ("Very little", "Most of what we asked for is missing."),
    ("Some", "It answers part of the question. Something important is missing."),
    ("Enough", "It answers the question. Small things are missing or not clear."),
    ("Good", "It answers the whole question. It says how things will be done."),
    ("Very good", "It answers the whole question. It is clear, and it shows that it works."),
)
"""The published scale: what each score from 0 to 5 means, as a name and a plain sentence."""

AnswerKey = tuple[int, int]
"""The ids of a bid and a criterion: together, one answer to score."""


@dataclass(frozen=True)
class Progress:
    """How many answers a member has scored, of how many; "cannot score" counts. Holds no score."""

    member: PanelMember
    done_count: int
    total_count: int

    @property
    def missing_count(self) -> int:
        """How many answers wait for this member."""
        return self.total_count - self.done_count


def record_score(
    session: Session,
    member: PanelMember,
    bid: Bid,
    criterion: Criterion,
    *,
    score: int | None,
    reason: str,
    at: datetime,
) -> Score:
    """Record a member's first score of one answer; None says "I cannot score this".

    Raises:
        NotDeclared: the member has not declared interests, or is not on this lot's panel.
        WrongStage: the lot is not being scored.
        ScoreOutOfRange, ReasonMissing: what is recorded is not complete.
        AlreadyScored: the member's first score of this answer stands.
    """
    if member.declaration is None or not member.lot_id == bid.lot_id == criterion.lot_id:
        raise NotDeclared
    if member.lot.stage is not LotStage.SCORING:
        raise WrongStage
    check_score(score, reason)
    row = Score(
        member_id=member.id,
        bid_id=bid.id,
        criterion_id=criterion.id,
        score=score,
        reason=reason.strip(),
        scored_at_utc=at,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise AlreadyScored from error
    return row


def check_score(score: int | None, reason: str) -> None:
    """Check a score's range, where there is one, and that its reason has words."""
    if score is not None and not LOWEST_SCORE <= score <= HIGHEST_SCORE:
        raise ScoreOutOfRange(score=score, lowest=LOWEST_SCORE, highest=HIGHEST_SCORE)
    if not reason.strip():
        raise ReasonMissing


def list_own_scores(session: Session, member: PanelMember) -> dict[AnswerKey, Score]:
    """Give a member's own scores by answer."""
    rows = session.scalars(select(Score).where(Score.member_id == member.id))
    return {(row.bid_id, row.criterion_id): row for row in rows}


def find_next_unscored(session: Session, member: PanelMember) -> tuple[Bid, Criterion] | None:
    """Find the first answer a member has not scored, bid by bid; None when nothing is left."""
    scored = list_own_scores(session, member)
    answers = ((bid, criterion) for bid in member.lot.bids for criterion in member.lot.criteria)
    return next(((bid, criterion) for bid, criterion in answers if (bid.id, criterion.id) not in scored), None)


def list_progress(session: Session, lot: Lot) -> list[Progress]:
    """Say for each member of a panel how far they are, in the panel's order."""
    query = (
        select(Score.member_id, func.count())
        .join(PanelMember, Score.member_id == PanelMember.id)
        .where(PanelMember.lot_id == lot.id)
        .group_by(Score.member_id)
    )
    done: dict[int, int] = dict(session.execute(query).all())
    total = len(lot.bids) * len(lot.criteria)
    return [Progress(member, done.get(member.id, 0), total) for member in lot.panel]


@event.listens_for(Score, "before_update")
def _keep_first(_mapper: Any, _connection: Any, _score: Score) -> None:
    """Refuse to change a score that was recorded."""
    raise AlreadyScored
