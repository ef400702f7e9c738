"""How good tags are, measured against a gold set. Pure: values in, values out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")

#: Fewer gold labels than this say too little for a figure of their own.
TOO_FEW = 10
#: A theme with at least so many gold labels counts in the mean over themes, where its noise is averaged out.
LEAST_IN_MEAN = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; figures are None where nothing was to be counted."""

    hits: int = 0
    extras: int = 0
    misses: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Add up counts of separate parts."""
        return Counts(self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        found = self.hits + self.extras
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found."""
        there = self.hits + self.misses
        return self.hits / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall: 2 hits / (2 hits + extras + misses)."""
        total = 2 * self.hits + self.extras + self.misses
        return 2 * self.hits / total if total else None

    @property
    def is_too_few(self) -> bool:
        """Whether fewer than `TOO_FEW` labels were there: too few to tell."""
        return self.hits + self.misses < TOO_FEW


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


def count(found: Iterable[object], gold: Iterable[object]) -> Counts:
    """Compare what was found in one comment with what is there; each thing counts once."""
    found_set, gold_set = set(found), set(gold)
    return Counts(len(found_set & gold_set), len(found_set - gold_set), len(gold_set - found_set))


def total(counts: Iterable[Counts]) -> Counts:
    """Add up counts."""
    return sum(counts, Counts())


def by_theme(found: Sequence[Iterable[str]], gold: Sequence[Iterable[str]]) -> dict[str, Counts]:
    """Count each theme over comments, sorted by theme."""
    sets = [(set(one), set(other)) for one, other in zip(found, gold, strict=True)]
    themes = sorted({theme for pair in sets for side in pair for theme in side})
    return {theme: total(count({theme} & one, {theme} & other) for one, other in sets) for theme in themes}


def by_frame(themes: Mapping[str, Counts], frame_of: Callable[[str], str]) -> dict[str, Counts]:
    """Add up the counts of themes by the codeframe they belong to."""
    frames = sorted({frame_of(theme) for theme in themes})
    return {frame: total(it for theme, it in themes.items() if frame_of(theme) == frame) for frame in frames}


def macro_f1(themes: Iterable[Counts]) -> float | None:
    """Return the mean F1 of the themes with at least `LEAST_IN_MEAN` gold labels; None if there is none."""
    figures = [it.f1 or 0.0 for it in themes if it.hits + it.misses >= LEAST_IN_MEAN]
    return sum(figures) / len(figures) if figures else None


def span_f1(found: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> float | None:
    """Return the character F1 of matched spans: the n-th found lies against the n-th gold, half-open ranges."""
    shared = sum(max(0, min(one[1], two[1]) - max(one[0], two[0])) for one, two in zip(found, gold, strict=True))
    lengths = sum(end - start for start, end in [*found, *gold])
    return 2 * shared / lengths if lengths else None


def abstention(found: Sequence[Iterable[object]], gold: Sequence[Iterable[object]]) -> float | None:
    """Return the share of the comments without any gold label that were left without any; None if there is none."""
    empty = [not list(one) for one, other in zip(found, gold, strict=True) if not list(other)]
    return sum(empty) / len(empty) if empty else None


def calibration_error(probabilities: Sequence[float], truths: Sequence[bool], *, bins: int = 10) -> float | None:
    """Return the expected calibration error over bins of equal width, 0 to 1; None without probabilities.

    Source: Naeini, Cooper and Hauskrecht, 2015.
    """
    if len(probabilities) == 0:
        return None
    values, right = np.asarray(probabilities, float), np.asarray(truths, float)
    number = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [abs((values[number == it] - right[number == it]).sum()) for it in range(bins)]
    return float(sum(gaps) / len(values))


def bootstrap(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], float | None], *, rounds: int = 1000, seed: int = 42
) -> Interval | None:
    """Return a figure with its 95 % percentile bootstrap interval, drawing whole comments with a fixed seed."""
    value = figure(items)
    if value is None:
        return None
    chance = np.random.default_rng(seed)
    drawn = (figure([items[it] for it in chance.integers(0, len(items), len(items))]) for _ in range(rounds))
    known = [it for it in drawn if it is not None] or [value]
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(value, min(value, float(low)), max(value, float(high)))
