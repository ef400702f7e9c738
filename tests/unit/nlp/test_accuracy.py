from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.accuracy import (
    Counts,
    abstention,
    bootstrap,
    by_frame,
    by_theme,
    calibration_error,
    count,
    macro_f1,
    span_f1,
    total,
)

THEMES = st.sets(st.sampled_from(["i-01", "i-02", "ecc-1.1", "ecc-2.1"]))
PAIRS = st.lists(st.tuples(THEMES, THEMES), max_size=20)


def test_counts_hits_extras_and_misses() -> None:
    assert count({"i-01", "i-02"}, {"i-02", "i-03"}) == Counts(hits=1, extras=1, misses=1)


def test_figures_follow_from_counts() -> None:
    counts = Counts(hits=6, extras=2, misses=4)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.6, 12 / 18)


def test_nothing_counted_has_no_figures() -> None:
    counts = total([])
    assert (counts.precision, counts.recall, counts.f1) == (None, None, None)


def test_fewer_than_ten_labels_are_too_few_to_tell() -> None:
    assert [Counts(hits=9, extras=50).is_too_few, Counts(hits=4, misses=6).is_too_few] == [True, False]


@given(PAIRS)
def test_perfect_tags_have_f1_of_one(pairs: list[tuple[set[str], set[str]]]) -> None:
    counts = total(count(gold, gold) for _, gold in pairs)
    assert counts.f1 in {1.0, None}


@given(PAIRS)
def test_swapping_found_and_gold_swaps_precision_and_recall(pairs: list[tuple[set[str], set[str]]]) -> None:
    one = total(count(found, gold) for found, gold in pairs)
    other = total(count(gold, found) for found, gold in pairs)
    assert (one.precision, one.recall, one.f1) == (other.recall, other.precision, other.f1)


@given(PAIRS)
def test_themes_and_frames_add_up_to_the_whole(pairs: list[tuple[set[str], set[str]]]) -> None:
    found, gold = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    themes = by_theme(found, gold)
    frames = by_frame(themes, lambda theme: theme.split("-")[0])
    whole = total(count(*pair) for pair in pairs)
    assert total(themes.values()) == whole
    assert total(frames.values()) == whole


def test_macro_f1_leaves_out_themes_with_too_few_labels() -> None:
    assert macro_f1([Counts(hits=5), Counts(hits=5, extras=5, misses=5), Counts(hits=4)]) == pytest.approx(0.75)
    assert macro_f1([Counts(hits=4, extras=9)]) is None


def test_span_f1_counts_shared_characters() -> None:
    assert span_f1([(0, 10), (5, 10)], [(0, 10), (10, 15)]) == pytest.approx(20 / 30)
    assert span_f1([], []) is None


def test_abstention_looks_only_at_comments_without_labels() -> None:
    assert abstention([[], ["i-01"], ["i-02"]], [[], [], ["i-01"]]) == 0.5
    assert abstention([["i-01"]], [["i-01"]]) is None


def test_calibration_error_is_the_gap_between_promise_and_truth() -> None:
    assert calibration_error([0.95] * 4, [True, True, True, False]) == pytest.approx(0.2)
    assert calibration_error([1.0, 0.0], [True, False]) == 0
    assert calibration_error([], []) is None


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_interval_holds_the_value_and_is_always_the_same(truths: list[bool]) -> None:
    def share(items: Sequence[bool]) -> float:
        return sum(items) / len(items)

    interval = bootstrap(truths, share, rounds=20)
    assert interval is not None
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    assert interval == bootstrap(truths, share, rounds=20)


def test_no_figure_has_no_interval() -> None:
    assert bootstrap([], lambda _: None) is None
