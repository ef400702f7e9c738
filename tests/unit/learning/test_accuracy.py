"""The fair figure: shares of what people and machine found, and none where there are too few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.learning.accuracy import TOO_FEW, Reading, Share, compare_readings, wilson

THEMES = ("a", "b", "c")

sets = st.frozensets(st.sampled_from(THEMES))
readings = st.lists(st.tuples(sets, sets, sets).map(lambda it: Reading(it[0], it[1], it[1] & it[2])), max_size=12)


def test_nothing_read_blind_gives_no_figure() -> None:
    accuracy = compare_readings([])
    assert accuracy.contribution_count == 0
    assert accuracy.right == accuracy.found == accuracy.sure_right == Share(0, 0)


def test_shares_are_of_what_the_machine_found_and_of_what_is_there() -> None:
    one = Reading(frozenset({"a", "b"}), frozenset({"a", "c"}), frozenset({"a"}))
    accuracy = compare_readings([one] * 10)
    assert (accuracy.right.hit_count, accuracy.right.count, accuracy.right.value) == (10, 20, 0.5)
    assert (accuracy.found.hit_count, accuracy.found.count) == (10, 20)
    assert (accuracy.sure_right.value, accuracy.sure_right.high) == (1.0, 1.0)


def test_nine_tags_are_too_few_to_tell() -> None:
    one = Reading(frozenset({"a"}), frozenset({"a"}), frozenset())
    assert compare_readings([one] * 9).right == Share(9, 9)
    assert compare_readings([one] * 10).right.value == 1.0


def test_the_interval_is_wilsons() -> None:
    # The figures of the paper's own formula, worked out by hand for 8 of 10.
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share_and_shrinks_with_more_of_the_same(count: int, data: st.DataObject) -> None:
    hit_count = data.draw(st.integers(0, count))
    low, high = wilson(hit_count, count)
    assert 0 <= low <= hit_count / count <= high <= 1
    narrow_low, narrow_high = wilson(4 * hit_count, 4 * count)
    assert narrow_high - narrow_low < high - low


@given(readings)
def test_hits_are_part_of_what_they_are_counted_in(made: list[Reading]) -> None:
    accuracy = compare_readings(made)
    for share in (accuracy.sure_right, accuracy.right, accuracy.found):
        assert 0 <= share.hit_count <= share.count
        assert (share.value is None) == (share.count < TOO_FEW)
        if share.value is not None:
            assert share.low is not None
            assert share.high is not None
            assert 0 <= share.low <= share.value <= share.high <= 1
