"""What a new version of the heads changed, and whether it may go live."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.accuracy import TOO_FEW, Counts, bootstrap
from nlp.codeframe import Codeframe
from nlp.encoder import Encoder
from nlp.heads import Heads
from nlp.lessons import Lesson, RememberingEncoder, Studied, study, target_matrix
from nlp.rules import PhraseRules
from nlp.scoring import Scorer

#: A fall of micro F1 up to this is a tie: one tag more or less among some two hundred.
TIE = 0.005
#: A theme that moved by less did not move.
MOVED = 0.02

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Movement:
    """Micro F1 before and after on `count` comments; `low` and `high` bound what it changed by, with 95 %."""

    before: float
    after: float
    low: float
    high: float
    count: int

    @property
    def is_worse(self) -> bool:
        """Whether the figure fell by more than a tie."""
        return self.after < self.before - TIE


@dataclass(frozen=True, slots=True)
class ThemeMovement:
    """F1 of a theme before and after, None where nothing was to be counted; `count` comments have it."""

    theme: str
    before: float | None
    after: float | None
    count: int

    @property
    def change(self) -> float:
        """By how much F1 rose; 0 where there are too few comments to tell."""
        return (self.after or 0.0) - (self.before or 0.0) if self.count >= TOO_FEW else 0.0


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What a version changed on the gold set and on the blind audit (None: nothing to measure), and for each theme."""

    gold: Movement | None
    audit: Movement | None
    themes: tuple[ThemeMovement, ...]

    @property
    def better(self) -> tuple[ThemeMovement, ...]:
        """The themes that got better."""
        return tuple(it for it in self.themes if it.change >= MOVED)

    @property
    def worse(self) -> tuple[ThemeMovement, ...]:
        """The themes that got worse."""
        return tuple(it for it in self.themes if it.change <= -MOVED)


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was found before and after beside what is there: all (comments, T), and only where people decided."""

    before: Truths
    after: Truths
    there: Truths


def compare(
    before: Heads,
    after: Heads,
    *,
    gold: Iterable[Lesson],
    audit: Iterable[Lesson],
    encoder: Encoder,
    codeframes: Iterable[Codeframe],
) -> VersionChange:
    """Measure two versions on the gold set and on lessons of the blind audit, neither of which they learned from.

    Both must know the same themes.
    """
    remembering, rules = RememberingEncoder(encoder), PhraseRules(codeframes)
    parts = [
        _answers(before, after, study(lessons, encoder=remembering, rules=rules), remembering)
        for lessons in (gold, audit)
    ]
    both = _Answers(*(np.concatenate([getattr(it, name) for it in parts]) for name in ("before", "after", "there")))
    themes = tuple(_theme_movement(theme, both, column) for column, theme in enumerate(before.themes))
    return VersionChange(_movement(parts[0]), _movement(parts[1]), themes)


def may_go_live(change: VersionChange) -> bool:
    """Tell whether a version may go live: it was measured, and neither figure fell by more than a tie.

    A fall within `TIE` counts as noise and passes; a larger one does not, even where the interval includes none, for
    the version before is known and the new one is not.
    """
    measured = [it for it in (change.gold, change.audit) if it is not None]
    return bool(measured) and not any(it.is_worse for it in measured)


def _answers(before: Heads, after: Heads, studied: Sequence[Studied], encoder: Encoder) -> _Answers:
    if not studied:
        nothing = np.zeros((0, len(before.themes)), bool)
        return _Answers(nothing, nothing, nothing)
    targets, judged = target_matrix(studied, before.themes)
    prepared = [it.prepared for it in studied]
    known = judged > 0
    old, new = (
        np.stack([it.probabilities >= heads.suggest for it in Scorer(heads, encoder).score(prepared)]) & known
        for heads in (before, after)
    )
    return _Answers(old, new, (targets > 0) & known)


def _movement(answers: _Answers) -> Movement | None:
    """Return the micro F1 before and after, with a paired bootstrap; None where nothing is to be counted."""
    numbers = range(len(answers.there))

    def change(rows: Sequence[int]) -> float | None:
        """Give the difference for the comments drawn."""
        old, new = (_f1(found[list(rows)], answers.there[list(rows)]) for found in (answers.before, answers.after))
        return None if old is None or new is None else new - old

    difference = bootstrap(numbers, change) if numbers else None
    before, after = _f1(answers.before, answers.there), _f1(answers.after, answers.there)
    if difference is None or before is None or after is None:
        return None
    return Movement(before, after, difference.low, difference.high, len(numbers))


def _theme_movement(theme: str, answers: _Answers, column: int) -> ThemeMovement:
    there = answers.there[:, column]
    figures = [_f1(found[:, column], there) for found in (answers.before, answers.after)]
    return ThemeMovement(theme, figures[0], figures[1], int(there.sum()))


def _f1(found: Truths, there: Truths) -> float | None:
    hits = int((found & there).sum())
    return Counts(hits, int(found.sum()) - hits, int(there.sum()) - hits).f1
