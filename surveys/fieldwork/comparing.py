"""Who is missing: shares of the answers against shares of a reference population. Pure.

Every comparison rests on what is seen: where counts are rounded or hidden, an interval holds for all that can be behind
them. So a verdict never tells more than the numbers beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.fieldwork.figures import Count, CountRow, CountTable, Exact, Line, Range, range_of, ranges
from surveys.learning.accuracy import wilson
from surveys.summaries.suppression import BASE, HIDDEN
from surveys.values import Verdict

WIDEST = 0.10
"""Half the widest interval that still allows "about as expected", as a share.

Ten points either side take about 95 answers in the worst case, which most surveys here can reach. For a small group
ten points would hide that nobody of it answered; so the interval may also be at most half the expected share either
side: a group that is half as present as it should be is then seen to be.
"""

NARROWEST = 0.01
"""No interval has to be narrower than a point either side; else a share of 0 could never be confirmed."""

MOST_NEEDED = 100_000
"""More answers than this are not asked for."""


@dataclass(frozen=True)
class Comparison:
    """One value: how many answered so, which share that is with its 95 % interval, and which share was expected.

    Shares are 0 to 1. The share is None where the count or the whole is hidden, the interval where the whole is or
    is 0. `more_count` says how many more answers it would take to say something; None when something is said, or
    when nobody can tell.
    """

    value: str
    words: str
    count: Count
    expected: float
    share: float | None
    interval: tuple[float, float] | None
    verdict: Verdict
    more_count: int | None


def compare(table: CountTable, expected: Mapping[str, float], *, threshold: int | None) -> list[Comparison]:
    """Compare the rows of a table with the shares expected, in the order of these.

    Rows that nothing is known about have no comparison. What is expected and has no row was given by nobody, or by so
    few that they are not named. `threshold` is the one with which the counts are protected; None for true counts.
    """
    behind = ranges(Line(tuple(row.count for row in table.rows), table.total, table.is_withheld), threshold=threshold)
    whole = _whole(table.total, threshold=threshold)
    seen = {row.value: (row, range_) for row, range_ in zip(table.rows, behind, strict=True)}
    compared = []
    for value, share in expected.items():
        row, range_ = seen.get(value) or (_unnamed(value, threshold), (0, (threshold or 1) - 1))
        compared.append(_compare(row, table.total, share, range_, whole))
    return compared


def interval_of(behind: Range, whole: Range) -> tuple[float, float]:
    """Give the 95 % interval of a share whose parts lie in ranges: it holds for every number that they can be."""
    low = wilson(min(behind[0], whole[1]), whole[1])[0]
    high = max(wilson(min(behind[1], count), count)[1] for count in whole)
    return low, high


def widest_for(expected: float) -> float:
    """Give half the widest interval that is narrow enough to say "about as expected"."""
    return min(WIDEST, max(min(expected, 1 - expected) / 2, NARROWEST))


def judge(interval: tuple[float, float], expected: float) -> Verdict:
    """Say what an interval says of an expected share."""
    low, high = interval
    if high < expected:
        return Verdict.FEWER
    if low > expected:
        return Verdict.MORE
    return Verdict.AS_EXPECTED if (high - low) / 2 <= widest_for(expected) else Verdict.UNSURE


def count_needed(share: float, count: int, expected: float, *, slack: int = 0) -> int | None:
    """Say how many more answers would tell, rounded up to 5, if they were like those that came; None for too many.

    `slack` is how far rounded counts can be from the true ones: as many more are needed to make up for it.
    """

    def is_unsure(steps: int) -> bool:
        """Tell whether so many times 5 more answers would not tell."""
        total = count + steps * BASE
        hits = round(share * total)
        behind, whole = (max(hits - slack, 0), hits + slack), (max(total - slack, 1), total + slack)
        return judge(interval_of(behind, whole), expected) is Verdict.UNSURE

    least, most = 1, MOST_NEEDED // BASE
    if is_unsure(most):
        return None
    while least < most:
        middle = (least + most) // 2
        if is_unsure(middle):
            least = middle + 1
        else:
            most = middle
    return most * BASE


def _whole(total: Count, *, threshold: int | None) -> Range | None:
    """Give what all can be; None when it is hidden or nobody."""
    if not total.value:
        return None
    low, high = range_of(total, threshold=threshold)
    return low, int(high)


def _unnamed(value: str, threshold: int | None) -> CountRow:
    """Stand in for a value that no row names."""
    return CountRow(value, value, Exact(0) if threshold is None else HIDDEN)


def _compare(row: CountRow, total: Count, expected: float, behind: Range, whole: Range | None) -> Comparison:
    """Compare one value."""
    value, words, count = row.value, row.words, row.count
    if whole is None or not total.value:
        return Comparison(value, words, count, expected, None, None, Verdict.UNSURE, None)
    share = None if count.value is None else min(count.value / total.value, 1.0)
    interval = interval_of(behind, whole)
    verdict = judge(interval, expected)
    needed = None
    if verdict is Verdict.UNSURE and share is not None:
        slack = 0 if isinstance(total, Exact) else BASE // 2
        needed = count_needed(share, total.value, expected, slack=slack)
    return Comparison(value, words, count, expected, share, interval, verdict, needed)


def list_missing(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """List those of whom fewer answered than expected, the widest gap first."""
    found = [each for each in comparisons if each.verdict is Verdict.FEWER]
    return sorted(found, key=lambda each: (each.interval[1] if each.interval else 0) - each.expected)
