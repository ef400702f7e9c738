"""Counts as somebody may see them."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.fieldwork.figures import Exact, Guard, ranges
from surveys.summaries.suppression import show_count

counts = st.lists(st.integers(0, 60), min_size=1, max_size=14)
thresholds = st.integers(2, 30)


def test_leads_see_true_counts() -> None:
    line = Guard().show_line([3, 0, 1200])
    assert [str(cell) for cell in (*line.cells, line.total)] == ["3", "0", "1,200", "1,203"]


def test_a_table_of_stars_alone_is_withheld_with_its_noughts() -> None:
    line = Guard(8).show_line([3, 9, 0])
    assert ([cell.is_hidden for cell in line.cells], line.is_withheld, str(line.total)) == ([True] * 3, True, "10")


def test_parts_of_a_hidden_number_are_hidden() -> None:
    guard = Guard(8)
    line = guard.show_within([5, 0], guard.show(5))
    assert (line.is_withheld, [str(cell) for cell in line.cells]) == (True, ["*", "*"])


def test_values_that_come_from_the_answers_are_named_only_when_enough_gave_them() -> None:
    assert Guard(8).fold({"BA1": 9, "BA2": 7, "BA3": 1}) == ({"BA1": 9}, 8)
    assert Guard(8).fold({"BA1": 9}) == ({"BA1": 9}, None)
    assert Guard().fold({"BA2": 1}) == ({"BA2": 1}, None)


@given(counts, thresholds)
def test_a_total_is_shown_the_same_in_every_table(parts: list[int], threshold: int) -> None:
    assert Guard(threshold).show_line(parts).total == show_count(sum(parts), threshold=threshold)


@given(counts, thresholds)
def test_no_small_number_is_seen_and_none_stands_hidden_alone(parts: list[int], threshold: int) -> None:
    line = Guard(threshold).show_line(parts)
    for cell, count in zip(line.cells, parts, strict=True):
        assert cell.is_hidden or not 0 < count < threshold
    assert sum(cell.is_hidden for cell in line.cells) != 1 or len(parts) == 1


@given(counts, thresholds)
def test_the_true_count_is_within_what_is_thought_possible(parts: list[int], threshold: int) -> None:
    line = Guard(threshold).show_line(parts)
    for (low, high), count in zip(ranges(line, threshold=threshold), parts, strict=True):
        assert low <= count <= high


@given(counts, thresholds)
def test_a_hidden_count_has_several_possible_values(parts: list[int], threshold: int) -> None:
    line = Guard(threshold).show_line(parts)
    for (low, high), cell in zip(ranges(line, threshold=threshold), line.cells, strict=True):
        assert not cell.is_hidden or high > low


def test_true_counts_are_what_they_are() -> None:
    line = Guard().show_line([3, 0])
    assert (ranges(line, threshold=None), line.cells[0]) == ([(3, 3), (0, 0)], Exact(3))
