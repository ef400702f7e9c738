"""Weighted quality, price marks and places: the published method, as pure functions over exact decimals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

LOWEST_SCORE = 0
HIGHEST_SCORE = 5
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Method:
    """What was published before any bid was opened.

    `weights` (by criterion) and `price_weight` are percent of the total and sum to 100.
    """

    weights: Mapping[str, int | Decimal]
    price_weight: int
    pass_mark: int


@dataclass(frozen=True)
class ScoredBid:
    """A bid with its agreed score, 0 to 5, on every criterion, and its price above 0."""

    key: str
    scores: Mapping[str, int]
    price: Decimal


@dataclass(frozen=True)
class RankedBid:
    """What the method gives a bid, in marks rounded half up to 2 places.

    A bid that is out has no price marks, no total and no place.
    """

    key: str
    quality: Decimal
    failed: tuple[str, ...]
    """The criteria scored below the pass mark, in the method's order; empty for a bid that stays in."""
    price_marks: Decimal | None = None
    total: Decimal | None = None
    place: int | None = None


def weigh_quality(scores: Mapping[str, int], weights: Mapping[str, int | Decimal]) -> Decimal:
    """Sum score / 5 x weight over all criteria; not rounded."""
    return sum((Decimal(scores[key]) * weight for key, weight in weights.items()), Decimal(0)) / HIGHEST_SCORE


def price_marks(price: Decimal, *, lowest: Decimal, weight: int | Decimal) -> Decimal:
    """Give weight x lowest / price; not rounded. `lowest` is the lowest price among the bids that passed."""
    return Decimal(weight) * lowest / price


def find_failed(scores: Mapping[str, int], method: Method) -> tuple[str, ...]:
    """Name the criteria on which a bid stays below the pass mark, in the method's order."""
    return tuple(key for key in method.weights if scores[key] < method.pass_mark)


def rank_bids(bids: Iterable[ScoredBid], method: Method) -> list[RankedBid]:
    """Rank the bids: those that stay in by place, then those that are out, each by key among equals.

    Bids that fail are removed before the lowest price is found. Equal totals, as rounded, share a place: 1, 2, 2, 4.
    """
    ordered = sorted(bids, key=lambda bid: bid.key)
    failed = {bid.key: find_failed(bid.scores, method) for bid in ordered}
    passed = [bid for bid in ordered if not failed[bid.key]]
    lowest = min((bid.price for bid in passed), default=Decimal(0))
    out = [
        RankedBid(bid.key, round_half_up(weigh_quality(bid.scores, method.weights)), failed[bid.key])
        for bid in ordered
        if failed[bid.key]
    ]
    return [*_place([_total(bid, lowest, method) for bid in passed]), *out]


def round_half_up(value: Decimal) -> Decimal:
    """Round to 2 places, a half away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def _total(bid: ScoredBid, lowest: Decimal, method: Method) -> RankedBid:
    """Add up a bid that stays in; only the total is rounded from exact parts."""
    quality = weigh_quality(bid.scores, method.weights)
    price = price_marks(bid.price, lowest=lowest, weight=method.price_weight)
    return RankedBid(
        bid.key, round_half_up(quality), (), price_marks=round_half_up(price), total=round_half_up(quality + price)
    )


def _place(bids: Sequence[RankedBid]) -> list[RankedBid]:
    """Give each bid one more than the number of bids with a higher total."""
    totals = [bid.total or Decimal(0) for bid in bids]
    placed = [
        replace(bid, place=1 + sum(other > total for other in totals)) for bid, total in zip(bids, totals, strict=True)
    ]
    return sorted(placed, key=lambda bid: bid.place or 0)
