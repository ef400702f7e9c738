"""Who is missing: intervals, verdicts, and that they rest on what is seen alone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.fieldwork.comparing import (
    Comparison,
    compare,
    count_needed,
    interval_of,
    judge,
    widest_for,
)
from surveys.fieldwork.figures import CountTable, Guard, make_table
from surveys.learning.accuracy import wilson
from surveys.values import Verdict

THRESHOLD = 8


def table(counts: Sequence[int], guard: Guard) -> CountTable:
    names = [(str(place), f"Value {place}") for place in range(len(counts))]
    return make_table("q", "Question", names, guard.show_line(counts))


def compared(counts: Sequence[int], expected: Sequence[float], threshold: int | None = THRESHOLD) -> list[Comparison]:
    shares = {str(place): share for place, share in enumerate(expected)}
    return compare(table(counts, Guard(threshold)), shares, threshold=threshold)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(10, 100, 0.0552, 0.1744), (0, 10, 0.0, 0.2775), (50, 100, 0.4038, 0.5962)]
)
def test_wilsons_interval_has_the_worked_numbers(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 5000), st.data())
def test_wilsons_interval_holds_the_share_is_symmetric_and_shrinks(count: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, count))
    low, high = wilson(hits, count)
    assert 0 <= low <= hits / count <= high <= 1
    mirrored = wilson(count - hits, count)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high), abs=1e-9)
    more = wilson(2 * hits, 2 * count)
    assert more[1] - more[0] < high - low


@pytest.mark.parametrize(
    ("counts", "expected", "verdicts"),
    [
        # 5 % where 15 % were expected; 65 % where 50 % were.
        ([120, 60, 10], [0.5, 0.3, 0.2], ["more", "as_expected", "fewer"]),
        # 40 answers of 100 are within 10 points of what was expected; 4 of 10 are not enough.
        ([40, 60], [0.42, 0.58], ["as_expected", "as_expected"]),
        ([4, 6], [0.42, 0.58], ["unsure", "unsure"]),
        # Nobody of 20 where 4 % were expected: far too few to say that they are missing, or not.
        ([20, 0], [0.96, 0.04], ["unsure", "unsure"]),
        ([0, 40], [0.3, 0.7], ["fewer", "more"]),
    ],
)
def test_verdicts_on_true_counts(counts: list[int], expected: list[float], verdicts: list[str]) -> None:
    assert [row.verdict for row in compared(counts, expected, None)] == verdicts


def test_ten_points_are_too_wide_for_a_small_share() -> None:
    assert [widest_for(share) for share in (0.5, 0.18, 0.04, 0.96, 0.0)] == pytest.approx([0.1, 0.09, 0.02, 0.02, 0.01])


def test_a_hidden_number_gets_a_verdict_only_from_what_is_seen() -> None:
    # 3 and 2 of 185 are hidden; what is seen leaves at most 12 for either, whatever they are.
    rows = compared([120, 60, 3, 2], [0.5, 0.3, 0.15, 0.05])
    assert [(str(row.count), row.verdict) for row in rows[2:]] == [("*", "fewer"), ("*", "unsure")]
    assert [row.share for row in rows[2:]] == [None, None]


def test_a_table_that_is_withheld_says_nothing() -> None:
    rows = compared([9, 3, 0], [0.2, 0.2, 0.6])
    assert {row.verdict for row in rows} == {Verdict.UNSURE}
    assert {row.interval for row in compared([3, 2], [0.5, 0.5])} == {None}


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.integers(2, 20))
def test_what_is_seen_alike_is_judged_alike(counts: list[int], threshold: int) -> None:
    # The true numbers may be anything that looks the same: the comparison cannot tell them apart.
    guard = Guard(threshold)
    shown = table(counts, guard)
    expected = {row.value: 1 / len(counts) for row in shown.rows}
    rows = compare(shown, expected, threshold=threshold)
    for row, count in zip(rows, counts, strict=True):
        if row.interval is not None and sum(counts):
            low, high = row.interval
            assert low <= count / sum(counts) <= high
            true_low, true_high = wilson(count, sum(counts))
            assert low <= true_low + 1e-9
            assert true_high <= high + 1e-9


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 200), st.integers(0, 4))
def test_an_interval_over_ranges_holds_every_interval_within(low: int, more: int, whole: int, spread: int) -> None:
    low = min(low, whole)
    wide = interval_of((low, low + more), (whole, whole + spread))
    for hits in {low, min(low + more, whole)}:
        for count in {whole, whole + spread}:
            inner = wilson(hits, count)
            assert wide[0] <= inner[0] + 1e-12
            assert inner[1] <= wide[1] + 1e-12


@given(st.integers(0, 200), st.integers(1, 200), st.floats(0.01, 0.99))
def test_so_many_more_answers_would_tell(hits: int, count: int, expected: float) -> None:
    hits = min(hits, count)
    share = hits / count
    if judge(wilson(hits, count), expected) is not Verdict.UNSURE:
        return
    needed = count_needed(share, count, expected)
    if needed is None:
        return
    enough = count + needed
    assert needed % 5 == 0
    assert judge(wilson(round(share * enough), enough), expected) is not Verdict.UNSURE


def test_what_no_row_names_was_given_by_nobody_or_by_too_few() -> None:
    exact = compare(table([50, 50], Guard()), {"0": 0.5, "BA9": 0.2}, threshold=None)
    assert [(row.words, str(row.count), row.verdict) for row in exact] == [
        ("Value 0", "50", Verdict.AS_EXPECTED),
        ("BA9", "0", Verdict.FEWER),
    ]
    (guarded,) = compare(table([50, 50], Guard(8)), {"BA9": 0.2}, threshold=8)
    assert (str(guarded.count), guarded.verdict) == ("*", Verdict.FEWER)
