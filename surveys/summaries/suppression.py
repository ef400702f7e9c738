"""Small numbers stay hidden: counts are rounded or hidden, and enough else is hidden that none follows by subtraction.

The rule: 0 stays, 1 to one below the threshold is hidden, all else is rounded to the nearest 5. A number that would
stand hidden alone in its row or column is joined by the smallest other one, margins included.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

BASE = 5
"""Shown counts are multiples of this."""

Cell = tuple[int, int]
"""Row and column of a number in a grid, from 0."""

Grid = Sequence[Sequence[int]]
"""True counts: rows of equal length. Where there are margins, they are the last row and the last column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A count fit to be seen: 0, a multiple of 5, or None for a hidden one. Pages get these, not true counts."""

    value: int | None

    def __post_init__(self) -> None:
        """Refuse a number that was not rounded: it would be a true count on its way to a page."""
        if self.value is not None and (self.value < 0 or self.value % BASE):
            message = "a true count cannot be shown"
            raise ValueError(message)

    def __str__(self) -> str:
        """Write it as pages do."""
        return "*" if self.value is None else f"{self.value:,}"

    @property
    def is_hidden(self) -> bool:
        """Tell whether the number is hidden."""
        return self.value is None


HIDDEN = Shown(None)


def show_count(count: int, *, threshold: int) -> Shown:
    """Round or hide one number that stands alone; with its like in a table, use `show_grid`.

    No number below the threshold is ever shown, not even by rounding down.
    """
    if 0 < count < threshold:
        return HIDDEN
    return Shown(max(_round(count), _lowest(threshold)) if count else 0)


def show_grid(cells: Grid, *, threshold: int) -> tuple[tuple[Shown, ...], ...]:
    """Round and hide the numbers of a table, its margins among them."""
    hidden = _hidden_cells(cells, threshold)
    return tuple(
        tuple(
            HIDDEN if (row, column) in hidden else show_count(count, threshold=threshold)
            for column, count in enumerate(counts)
        )
        for row, counts in enumerate(cells)
    )


def show_line(counts: Sequence[int], *, threshold: int) -> tuple[Shown, ...]:
    """Round and hide numbers followed by their sum; the sum is added as the last one."""
    return show_grid([[*counts, sum(counts)]], threshold=threshold)[0]


def percent(part: Shown, whole: Shown) -> int | None:
    """Give a share in percent, from rounded numbers only; None when either is hidden or there is no whole."""
    if part.value is None or not whole.value:
        return None
    return round(100 * part.value / whole.value)


def possible_values(shown: Shown, *, threshold: int) -> tuple[float, float]:
    """Give the lowest and highest count that a reader may think is behind a shown one; hidden ones are at least 1."""
    if shown.value is None:
        return 1, inf
    if shown.value == 0:
        return 0, 0
    return (threshold if shown.value == _lowest(threshold) else shown.value - BASE // 2), shown.value + BASE // 2


def _round(count: int) -> int:
    """Round to the nearest multiple of the base; an odd base has no ties."""
    return (count + BASE // 2) // BASE * BASE


def _lowest(threshold: int) -> int:
    """Give the lowest number that may be shown beside 0."""
    return -(-threshold // BASE) * BASE


def _hidden_cells(cells: Grid, threshold: int) -> frozenset[Cell]:
    """Hide the small numbers, then one more in each line that gives one away, until none does."""
    hidden = {
        (row, column)
        for row, counts in enumerate(cells)
        for column, count in enumerate(counts)
        if 0 < count < threshold
    }
    lines = list(_lines(cells))
    while (
        extra := next((cell for line in lines for cell in _one_more(line, cells, hidden, threshold)), None)
    ) is not None:
        hidden.add(extra)
    return frozenset(hidden)


def _lines(cells: Grid) -> Iterator[list[Cell]]:
    """Go through the rows and columns of more than one cell."""
    rows, columns = range(len(cells)), range(len(cells[0]) if cells else 0)
    if len(columns) > 1:
        yield from ([(row, column) for column in columns] for row in rows)
    if len(rows) > 1:
        yield from ([(row, column) for row in rows] for column in columns)


def _one_more(line: Sequence[Cell], cells: Grid, hidden: set[Cell], threshold: int) -> Iterator[Cell]:
    """Yield the cell to hide next in a line that gives a hidden number away: the smallest above 0, margins last."""
    concealed = [cell for cell in line if cell in hidden]
    if concealed and (len(concealed) == 1 or _gives_away(line, cells, hidden, threshold)):
        others = [cell for cell in line if cell not in hidden and cells[cell[0]][cell[1]]]
        yield from sorted(others, key=lambda cell: cells[cell[0]][cell[1]])[:1]


def _gives_away(line: Sequence[Cell], cells: Grid, hidden: set[Cell], threshold: int) -> bool:
    """Tell whether the line's sum leaves a hidden number only one value.

    It can with several hidden, too: rounding of many others may leave room for ones only. In a line whose parts
    overlap the sum says less than is assumed here.
    """
    ranges = {
        (row, column): possible_values(
            HIDDEN if (row, column) in hidden else show_count(cells[row][column], threshold=threshold),
            threshold=threshold,
        )
        for row, column in line
    }
    *parts, total = line
    lowest_sum = sum(ranges[part][0] for part in parts)
    highest_total = ranges[total][1]
    return any(highest_total - (lowest_sum - ranges[part][0]) == ranges[part][0] for part in parts if part in hidden)
