"""What a lot's agreed scores come to. Prices are read only here, and only once the lot is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.evaluation.moderation import list_agreed
from surveys.evaluation.ranking import (
    Method,
    RankedBid,
    ScoredBid,
    find_failed,
    rank_bids,
    round_half_up,
    weigh_quality,
)
from surveys.models import Bid, Criterion, Lot, Moderation
from surveys.values import LotStage


@dataclass(frozen=True)
class BidResult:
    """One bid's agreed scores and what they come to.

    Marks are rounded half up to 2 places. Price, price marks, total and place are None before the lot is decided;
    `quality` is None, and `failed` empty, until every criterion has an agreed score.
    """

    bid: Bid
    agreed: Mapping[int, Moderation]
    """By the criterion's id; a criterion without an agreed score is left out."""
    quality: Decimal | None = None
    failed: tuple[Criterion, ...] = ()
    price: Decimal | None = None
    price_marks: Decimal | None = None
    total: Decimal | None = None
    place: int | None = None


def list_results(session: Session, lot: Lot) -> list[BidResult]:
    """Give each bid's result: once decided by place, those that are out last; before, in the order of the bids."""
    agreed = list_agreed(session, lot)
    by_bid = {
        bid.id: {each.id: agreed[bid.id, each.id] for each in lot.criteria if (bid.id, each.id) in agreed}
        for bid in lot.bids
    }
    if lot.stage is not LotStage.DECIDED:
        return [_provisional(lot, bid, by_bid[bid.id]) for bid in lot.bids]
    prices = _read_prices(session, lot)
    bids = {str(bid.id): bid for bid in lot.bids}
    scored = [ScoredBid(key, _scores(lot, by_bid[bid.id]), prices[bid.id]) for key, bid in bids.items()]
    return [
        _final(lot, bids[row.key], by_bid[bids[row.key].id], row, prices[bids[row.key].id])
        for row in rank_bids(scored, _method(lot))
    ]


def _provisional(lot: Lot, bid: Bid, agreed: Mapping[int, Moderation]) -> BidResult:
    """Weigh what is agreed so far, without any price."""
    if len(agreed) < len(lot.criteria):
        return BidResult(bid, agreed)
    scores, method = _scores(lot, agreed), _method(lot)
    quality = round_half_up(weigh_quality(scores, method.weights))
    return BidResult(bid, agreed, quality, _named(lot, find_failed(scores, method)))


def _final(lot: Lot, bid: Bid, agreed: Mapping[int, Moderation], row: RankedBid, price: Decimal) -> BidResult:
    """Put a ranked bid beside its agreed scores and its price."""
    failed = _named(lot, row.failed)
    return BidResult(bid, agreed, row.quality, failed, price, row.price_marks, row.total, row.place)


def _scores(lot: Lot, agreed: Mapping[int, Moderation]) -> dict[str, int]:
    """Give agreed scores by the criterion's key."""
    return {criterion.key: agreed[criterion.id].score for criterion in lot.criteria}


def _named(lot: Lot, keys: tuple[str, ...]) -> tuple[Criterion, ...]:
    """Give the criteria of the keys."""
    return tuple(criterion for criterion in lot.criteria if criterion.key in keys)


def _method(lot: Lot) -> Method:
    """Give the lot's published method."""
    return Method({each.key: each.weight for each in lot.criteria}, lot.price_weight, lot.pass_mark)


def _read_prices(session: Session, lot: Lot) -> dict[int, Decimal]:
    """Read the prices per hour, in pounds, by bid."""
    rows = session.execute(select(Bid.id, Bid.price_per_hour).where(Bid.lot_id == lot.id))
    return dict(rows.all())
