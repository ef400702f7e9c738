"""The laws of small numbers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.summaries.suppression import (
    HIDDEN,
    Grid,
    Shown,
    percent,
    possible_values,
    show_count,
    show_grid,
    show_line,
)

counts = st.one_of(st.integers(0, 30), st.integers(0, 2_000))
thresholds = st.integers(2, 100)


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    """Draw a table of numbers with its margins: each row ends with its sum, the last row sums the columns."""
    row_count, column_count = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    rows = draw(
        st.lists(st.lists(counts, min_size=column_count, max_size=column_count), min_size=row_count, max_size=row_count)
    )
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def lines_of(grid: Grid) -> list[list[tuple[int, int]]]:
    """List the cells of every row and column."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    return [[(row, column) for column in columns] for row in rows] + [
        [(row, column) for row in rows] for column in columns
    ]


def test_worked_numbers() -> None:
    shown = [str(show_count(count, threshold=8)) for count in (0, 1, 7, 8, 12, 13, 22, 23)]

    assert shown == ["0", "*", "*", "10", "10", "15", "20", "25"]


def test_the_threshold_is_a_setting() -> None:
    assert [show_count(count, threshold=4).value for count in (3, 4, 7, 8)] == [None, 5, 5, 10]


def test_a_lone_hidden_cell_is_joined_by_the_smallest_other() -> None:
    assert show_line([3, 40, 20, 0], threshold=8) == (HIDDEN, Shown(40), HIDDEN, Shown(0), Shown(65))


def test_the_sum_goes_with_the_only_number_in_its_line() -> None:
    assert show_line([3, 0], threshold=8) == (HIDDEN, Shown(0), HIDDEN)


def test_hiding_goes_on_until_no_row_and_no_column_gives_a_number_away() -> None:
    table = [[3, 20, 23], [30, 40, 70], [33, 60, 93]]

    assert [[str(cell) for cell in row] for row in show_grid(table, threshold=8)] == [
        ["*", "*", "25"],
        ["*", "*", "70"],
        ["35", "60", "95"],
    ]


def test_many_rounded_numbers_do_not_leave_room_for_ones_only() -> None:
    """Two hidden ones beside five eights: the sum of 42 is shown as 40, which leaves each hidden number only 1."""
    shown = show_line([1, 1, 8, 8, 8, 8, 8], threshold=8)

    assert [count.is_hidden for count in shown] == [True, True, True, False, False, False, False, False]


def test_a_true_count_is_not_shown_by_mistake() -> None:
    with pytest.raises(ValueError, match="true count"):
        Shown(13)


@given(counts, thresholds)
def test_nothing_stays_nothing_and_only_nothing_is_0(count: int, threshold: int) -> None:
    assert (show_count(count, threshold=threshold).value == 0) == (count == 0)


@given(counts, thresholds)
def test_showing_what_is_shown_changes_nothing(count: int, threshold: int) -> None:
    shown = show_count(count, threshold=threshold)

    assert shown.is_hidden or show_count(shown.value or 0, threshold=threshold) == shown


@given(counts, thresholds)
def test_the_true_count_is_among_the_possible_ones(count: int, threshold: int) -> None:
    lowest, highest = possible_values(show_count(count, threshold=threshold), threshold=threshold)

    assert lowest <= count <= highest


@given(counts, counts, thresholds)
def test_more_is_never_shown_as_less(one: int, other: int, threshold: int) -> None:
    low, high = (show_count(count, threshold=threshold) for count in sorted((one, other)))

    assert low.value is None or high.value is None or low.value <= high.value


@given(tables(), thresholds)
def test_no_hidden_cell_stands_alone(table: list[list[int]], threshold: int) -> None:
    shown = show_grid(table, threshold=threshold)

    for line in lines_of(table):
        assert sum(shown[row][column].is_hidden for row, column in line) != 1


@given(tables(), thresholds)
def test_small_numbers_are_hidden_and_noughts_are_not(table: list[list[int]], threshold: int) -> None:
    shown = show_grid(table, threshold=threshold)

    for row, column in product(range(len(table)), range(len(table[0]))):
        assert shown[row][column].is_hidden or not 0 < table[row][column] < threshold
        assert (shown[row][column].value == 0) == (table[row][column] == 0)


@given(tables(), thresholds)
def test_no_hidden_cell_follows_from_its_line(table: list[list[int]], threshold: int) -> None:
    shown = show_grid(table, threshold=threshold)

    for line in lines_of(table):
        *parts, total = [possible_values(shown[row][column], threshold=threshold) for row, column in line]
        for (row, column), (lowest, highest) in zip(line[:-1], parts, strict=True):
            if shown[row][column].is_hidden:
                from_sum = total[1] - (sum(low for low, _ in parts) - lowest)
                assert min(highest, from_sum) > lowest


@given(st.lists(counts, max_size=6), thresholds)
def test_a_sum_is_never_shown_beside_a_lone_hidden_part(parts: list[int], threshold: int) -> None:
    shown = show_line(parts, threshold=threshold)

    assert sum(count.is_hidden for count in shown) != 1 or len(shown) == 1


def test_percent_is_of_rounded_numbers() -> None:
    assert percent(show_count(13, threshold=8), show_count(41, threshold=8)) == 38


def test_percent_of_a_hidden_number_is_unknown() -> None:
    assert [percent(HIDDEN, Shown(40)), percent(Shown(10), HIDDEN), percent(Shown(0), Shown(0))] == [None, None, None]
