"""The published method: the worked tables of the reference, and laws that hold for every tender."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.evaluation.ranking import (
    Method,
    RankedBid,
    ScoredBid,
    price_marks,
    rank_bids,
    round_half_up,
    weigh_quality,
)

KEYS = ("continuity", "skills", "handover", "righting")
METHOD = Method(weights=dict(zip(KEYS, (20, 15, 15, 10), strict=True)), price_weight=40, pass_mark=2)
NO_PASS_MARK = Method(METHOD.weights, price_weight=40, pass_mark=0)


def bid(key: str, scores: tuple[int, ...], price: str) -> ScoredBid:
    return ScoredBid(key, dict(zip(KEYS, scores, strict=True)), Decimal(price))


A = bid("A", (4, 3, 5, 4), "21.50")
B = bid("B", (3, 4, 3, 3), "20.40")
C = bid("C", (5, 5, 4, 1), "23.10")


def marks(ranked: list[RankedBid]) -> list[tuple[str, str, str | None, str | None, int | None]]:
    def text(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return [(it.key, str(it.quality), text(it.price_marks), text(it.total), it.place) for it in ranked]


def test_the_worked_table_without_a_pass_mark() -> None:
    assert marks(rank_bids([A, B, C], NO_PASS_MARK)) == [
        ("A", "48.00", "37.95", "85.95", 1),
        ("C", "49.00", "35.32", "84.32", 2),
        ("B", "39.00", "40.00", "79.00", 3),
    ]


def test_the_worked_table_with_the_pass_mark_has_c_out_although_its_quality_is_best() -> None:
    ranked = rank_bids([A, B, C], METHOD)
    assert marks(ranked) == [
        ("A", "48.00", "37.95", "85.95", 1),
        ("B", "39.00", "40.00", "79.00", 2),
        ("C", "49.00", None, None, None),
    ]
    assert ranked[2].failed == ("righting",)


def test_a_bid_that_is_out_is_removed_before_the_lowest_price_is_found() -> None:
    cheap = bid("D", (5, 5, 5, 1), "10.00")
    assert marks(rank_bids([A, B, cheap], METHOD))[:2] == marks(rank_bids([A, B], METHOD))


def test_the_pass_mark_itself_passes() -> None:
    assert rank_bids([bid("A", (2, 2, 2, 2), "20")], METHOD)[0].failed == ()


@pytest.mark.parametrize(
    ("prices", "weight", "places", "expected"),
    [
        ((15_000, 10_000, 30_000), 1, "0.001", ["0.667", "1.000", "0.333"]),
        ((100, 105, 108), 40, "0.01", ["40.00", "38.10", "37.04"]),
    ],
)
def test_price_marks_of_the_reference(prices: tuple[int, ...], weight: int, places: str, expected: list[str]) -> None:
    lowest = Decimal(min(prices))
    given_marks = [price_marks(Decimal(price), lowest=lowest, weight=weight) for price in prices]
    assert [str(it.quantize(Decimal(places))) for it in given_marks] == expected


def test_weights_split_over_parts_of_a_criterion_keep_the_published_weight() -> None:
    # 30/30/30/10 over 3/4/2/1 parts; scores 4,4,4 / 3,3,3,3 / 5,5 / 2.
    parts = [(30, (4, 4, 4)), (30, (3, 3, 3, 3)), (30, (5, 5)), (10, (2,))]
    scores = {f"{i}.{j}": score for i, (_, group) in enumerate(parts) for j, score in enumerate(group)}
    weights = {
        f"{i}.{j}": Decimal(weight) / len(group) for i, (weight, group) in enumerate(parts) for j in range(len(group))
    }
    assert round_half_up(weigh_quality(scores, weights)) == Decimal("76.00")


def test_quality_as_a_percentage_of_the_marks_there_are() -> None:
    shares = [weigh_quality(it.scores, METHOD.weights) / 60 * 100 for it in (A, B, C)]
    assert [str(share.quantize(Decimal("0.1"))) for share in shares] == ["80.0", "65.0", "81.7"]


def test_equal_totals_share_a_place_and_the_next_one_is_left_out() -> None:
    bids = [bid(key, (score,) * 4, "20") for key, score in (("W", 3), ("X", 4), ("Y", 4), ("Z", 5))]
    assert [(it.key, it.place) for it in rank_bids(bids, METHOD)] == [("Z", 1), ("X", 2), ("Y", 2), ("W", 4)]


def test_totals_that_differ_only_behind_the_second_place_are_equal() -> None:
    near = [bid("A", (3, 3, 3, 3), "20.0000"), bid("B", (3, 3, 3, 3), "20.0001")]
    assert [it.place for it in rank_bids(near, METHOD)] == [1, 1]


def test_half_a_hundredth_is_rounded_up() -> None:
    assert [str(round_half_up(Decimal(it))) for it in ("1.005", "1.015", "1.0049")] == ["1.01", "1.02", "1.00"]


def test_no_bids_and_no_bid_that_passes() -> None:
    assert rank_bids([], METHOD) == []
    assert marks(rank_bids([C], METHOD)) == [("C", "49.00", None, None, None)]


scores = st.tuples(*[st.integers(0, 5)] * 4)
prices = st.decimals("0.01", "999.99", places=2)
tenders = st.lists(st.tuples(scores, prices), min_size=1, max_size=6).map(
    lambda rows: [
        ScoredBid(f"bid {n}", dict(zip(KEYS, row, strict=True)), price) for n, (row, price) in enumerate(rows)
    ]
)


@given(tenders, st.randoms(use_true_random=False))
def test_law_the_order_of_the_bids_does_not_matter(tender: list[ScoredBid], random: Random) -> None:
    shuffled = [*tender]
    random.shuffle(shuffled)
    assert rank_bids(shuffled, METHOD) == rank_bids(tender, METHOD)


@given(tenders, prices)
def test_law_another_bid_that_fails_changes_nothing_for_the_others(tender: list[ScoredBid], price: Decimal) -> None:
    failing = bid("fails", (5, 5, 5, 1), str(price))
    ranked = [it for it in rank_bids([*tender, failing], METHOD) if it.key != "fails"]
    assert ranked == rank_bids(tender, METHOD)


@given(tenders, st.data())
def test_law_a_higher_score_never_lowers_a_place(tender: list[ScoredBid], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(tender))
    key = data.draw(st.sampled_from(KEYS))
    better = ScoredBid(chosen.key, {**chosen.scores, key: min(5, chosen.scores[key] + 1)}, chosen.price)

    def place(bids: list[ScoredBid]) -> int:
        found = next(it for it in rank_bids(bids, METHOD) if it.key == chosen.key)
        return found.place or len(bids) + 1

    assert place([better if it is chosen else it for it in tender]) <= place(tender)


@given(tenders)
def test_law_marks_stay_within_what_there_is(tender: list[ScoredBid]) -> None:
    for it in rank_bids(tender, METHOD):
        assert 0 <= it.quality <= 60
        if it.total is not None and it.price_marks is not None:
            assert 0 <= it.price_marks <= 40
            assert it.total == it.quality + it.price_marks <= 100


@given(tenders)
def test_law_places_count_the_bids_with_more(tender: list[ScoredBid]) -> None:
    ranked = [it for it in rank_bids(tender, METHOD) if it.total is not None]
    assert [it.place for it in ranked] == [1 + sum((x.total or 0) > (it.total or 0) for x in ranked) for it in ranked]
