"""Counts as somebody may see them: as they are for those who lead the programme, protected for everybody else.

Nobody gets a filter: there are fixed tables only, of one question at a time, and pages and files show the same ones.
Within a table, what would follow from the others by subtraction is hidden too. Between tables rounding does that: a
number is rounded the same wherever it stands, so the difference of two shown ones has at least four possible values.
A table in which every number but 0 would be hidden is withheld as a whole, noughts too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf

from surveys.models import Programme
from surveys.summaries.suppression import HIDDEN, Shown, possible_values, show_count, show_line
from surveys.values import Role

LEADS = frozenset({Role.PROGRAMME_LEAD, Role.ADMINISTRATOR})
"""Who sees true counts of answers. What people said about themselves is protected from them, too."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A true count, for those who may see it."""

    value: int
    is_hidden: bool = field(default=False, init=False)

    def __str__(self) -> str:
        """Write it as pages do."""
        return f"{self.value:,}"


Count = Exact | Shown


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers and what they add up to; `is_withheld` when the table would show nothing but noughts."""

    cells: tuple[Count, ...]
    total: Count
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """How counts are shown to somebody. Without a threshold they are shown as they are."""

    threshold: int | None = None

    def show(self, count: int) -> Count:
        """Show one number; it is shown the same wherever it stands."""
        return Exact(count) if self.threshold is None else show_count(count, threshold=self.threshold)

    def show_line(self, counts: Sequence[int]) -> Line:
        """Show numbers that are parts of one total, each person being in one of them."""
        total = self.show(sum(counts))
        if self.threshold is None:
            return Line(tuple(map(self.show, counts)), total)
        cells = show_line(counts, threshold=self.threshold)[:-1]
        if any(counts) and not any(cell.value for cell in cells):
            return withhold(len(counts), total)
        return Line(cells, total)

    def show_within(self, counts: Sequence[int], whole: Count) -> Line:
        """Show the parts of a number that stands in another line: where that is hidden, so are its parts."""
        return withhold(len(counts), whole) if whole.is_hidden else self.show_line(counts)

    def fold(self, counts: Mapping[str, int]) -> tuple[dict[str, int], int | None]:
        """Join what was said by too few, where the list itself comes from the answers: its names would tell.

        Returns the rest, and how many were joined; None where none needed to be.
        """
        kept = {name: count for name, count in counts.items() if count >= (self.threshold or 0)}
        return kept, (sum(counts.values()) - sum(kept.values()) if len(kept) < len(counts) else None)


def withhold(length: int, total: Count) -> Line:
    """Hide every part, noughts too."""
    return Line((HIDDEN,) * length, total, is_withheld=True)


def guard_for(programme: Programme, roles: Collection[Role]) -> Guard:
    """Say how counts of answers are shown to somebody with these roles."""
    return Guard() if LEADS.intersection(roles) else protected(programme)


def protected(programme: Programme) -> Guard:
    """Say how counts are shown that nobody may see as they are."""
    return Guard(programme.small_number)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A value, its words, and how many."""

    value: str
    words: str
    count: Count

    @property
    def on(self) -> date:
        """Give the date that the value is, in a table by date."""
        return date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class CountTable:
    """Rows under a title. The total is their sum, unless one person can be in several of them (`overlaps`)."""

    key: str
    title: str
    rows: tuple[CountRow, ...]
    total: Count
    is_withheld: bool = False
    overlaps: bool = False

    def find(self, value: str) -> Count | None:
        """Find the count of a value."""
        return next((row.count for row in self.rows if row.value == value), None)


def make_table(key: str, title: str, names: Iterable[tuple[str, str]], line: Line) -> CountTable:
    """Put values and their words beside the numbers of a line."""
    rows = tuple(CountRow(value, words, count) for (value, words), count in zip(names, line.cells, strict=True))
    return CountTable(key, title, rows, line.total, is_withheld=line.is_withheld)


Range = tuple[int, int]
"""The lowest and the highest count that can be behind one that is seen."""


def ranges(line: Line, *, threshold: int | None) -> list[Range]:
    """Give what each number of a line can be, from what is seen alone; behind a hidden total, nothing is known."""
    whole = range_of(line.total, threshold=threshold)[1]
    lows, highs = [], []
    for cell in line.cells:
        low, high = range_of(cell, threshold=threshold)
        lows.append(0 if line.is_withheld else low)
        highs.append(high)
    return [
        (low, int(min(high, whole - sum(lows) + low))) if min(high, whole) < inf else (low, _ANY)
        for low, high in zip(lows, highs, strict=True)
    ]


_ANY = 10**9


def range_of(count: Count, *, threshold: int | None) -> tuple[int, float]:
    """Give what one number can be."""
    if isinstance(count, Exact) or threshold is None:
        return count.value or 0, count.value or 0
    low, high = possible_values(count, threshold=threshold)
    return int(low), high
