"""Agreeing together: the stages of a lot, the panel's scores side by side, and agreed scores with their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.audit import record_act
from surveys.errors import NotChair, ScoresMissing, WrongStage
from surveys.evaluation.panels import find_member
from surveys.evaluation.scoring import AnswerKey, check_score, list_progress
from surveys.models import Account, Bid, Criterion, Lot, LotMove, Moderation, PanelMember, Programme, Score
from surveys.values import LotStage

NEXT_STAGE = {LotStage.SCORING: LotStage.MODERATION, LotStage.MODERATION: LotStage.DECIDED}
"""A lot only moves forward, one stage at a time."""


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest score that members gave an answer; both None where nobody could score it."""

    lowest: int | None
    highest: int | None


def move_lot(session: Session, lot: Lot, stage: LotStage, *, by: Account, at: datetime) -> LotMove:
    """Move a lot on to its next stage.

    Raises:
        NotChair: the account does not chair this lot's panel.
        WrongStage: the stage is not the next one.
        ScoresMissing: members have not scored everything, or answers have no agreed score; with how many.
    """
    _check_chair(lot, by)
    if NEXT_STAGE.get(lot.stage) is not stage:
        raise WrongStage
    missing_count = count_missing(session, lot)
    if missing_count:
        raise ScoresMissing(missing_count)
    move = LotMove(stage=stage, moved_by_id=by.id, moved_at_utc=at)
    lot.moves.append(move)
    session.flush()
    programme = session.get(Programme, lot.programme_id)
    record_act(session, f"move lot to {stage}", by=by, at=at, programme=programme, subject=lot)
    return move


def count_missing(session: Session, lot: Lot) -> int:
    """Count what keeps a lot in its stage: scores not given, then answers without an agreed score."""
    match lot.stage:
        case LotStage.SCORING:
            return sum(progress.missing_count for progress in list_progress(session, lot))
        case LotStage.MODERATION:
            return len(lot.bids) * len(lot.criteria) - len(list_agreed(session, lot))
        case LotStage.DECIDED:
            return 0


def moderate(
    session: Session, bid: Bid, criterion: Criterion, *, score: int, reason: str, by: Account, at: datetime
) -> Moderation:
    """Record the panel's agreed score of one answer; the latest counts, earlier ones stay.

    Raises:
        NotChair: the account does not chair this lot's panel.
        WrongStage: the lot is not in moderation, or the criterion belongs to another lot.
        ScoreOutOfRange, ReasonMissing: what is recorded is not complete.
    """
    _check_chair(bid.lot, by)
    if bid.lot.stage is not LotStage.MODERATION or criterion.lot_id != bid.lot_id:
        raise WrongStage
    check_score(score, reason)
    row = Moderation(
        bid_id=bid.id,
        criterion_id=criterion.id,
        score=score,
        reason=reason.strip(),
        moderated_by_id=by.id,
        moderated_at_utc=at,
    )
    session.add(row)
    session.flush()
    programme = session.get(Programme, bid.lot.programme_id)
    record_act(session, "agree score", by=by, at=at, programme=programme, subject=row)
    return row


def list_agreed(session: Session, lot: Lot) -> dict[AnswerKey, Moderation]:
    """Give the agreed score that counts, the latest, by answer; answers without one are left out."""
    query = select(Moderation).join(Bid, Moderation.bid_id == Bid.id).where(Bid.lot_id == lot.id)
    return {(row.bid_id, row.criterion_id): row for row in session.scalars(query.order_by(Moderation.id))}


def list_moderations(session: Session, bid: Bid, criterion: Criterion) -> Sequence[tuple[Moderation, Account]]:
    """List every agreed score of an answer with who recorded it, newest first."""
    query = (
        select(Moderation, Account)
        .join(Account, Moderation.moderated_by_id == Account.id)
        .where(Moderation.bid_id == bid.id, Moderation.criterion_id == criterion.id)
    )
    return [(row, account) for row, account in session.execute(query.order_by(Moderation.id.desc()))]


def list_panel_scores(session: Session, bid: Bid, criterion: Criterion) -> list[tuple[PanelMember, Score | None]]:
    """List what each member gave an answer alone, in the panel's order.

    Raises:
        WrongStage: the lot is still being scored, when nobody sees another's scores.
    """
    scores = {score.member_id: score for score in _list_scores(session, bid.lot) if _is_of(score, bid, criterion)}
    return [(member, scores.get(member.id)) for member in bid.lot.panel]


def list_spreads(session: Session, lot: Lot) -> dict[AnswerKey, Spread]:
    """Give the lowest and highest score of every answer.

    Raises:
        WrongStage: the lot is still being scored, when nobody sees another's scores.
    """
    given: dict[AnswerKey, list[int]] = {(bid.id, criterion.id): [] for bid in lot.bids for criterion in lot.criteria}
    for row in _list_scores(session, lot):
        if row.score is not None:
            given[row.bid_id, row.criterion_id].append(row.score)
    return {key: Spread(min(scores, default=None), max(scores, default=None)) for key, scores in given.items()}


def find_next_unmoderated(session: Session, lot: Lot) -> tuple[Bid, Criterion] | None:
    """Find the first answer without an agreed score, bid by bid; None when nothing is left."""
    agreed = list_agreed(session, lot)
    answers = ((bid, criterion) for bid in lot.bids for criterion in lot.criteria)
    return next(((bid, criterion) for bid, criterion in answers if (bid.id, criterion.id) not in agreed), None)


def _list_scores(session: Session, lot: Lot) -> list[Score]:
    """List all individual scores of a lot that is past scoring."""
    if lot.stage is LotStage.SCORING:
        raise WrongStage
    query = select(Score).join(PanelMember, Score.member_id == PanelMember.id).where(PanelMember.lot_id == lot.id)
    return list(session.scalars(query.order_by(Score.id)))


def _is_of(score: Score, bid: Bid, criterion: Criterion) -> bool:
    """Tell whether a score is of this answer."""
    return (score.bid_id, score.criterion_id) == (bid.id, criterion.id)


def _check_chair(lot: Lot, account: Account) -> None:
    """Refuse whoever does not chair the lot's panel."""
    member = find_member(lot, account)
    if member is None or not member.is_chair:
        raise NotChair
