"""Confidence and bands of each theme, set from answers to comments that were kept out of training.

Every figure of a theme is held to that of all themes together: a theme with few answers takes the common one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.fitting import Floats

Doubles = NDArray[np.float64]

_STEPS = np.arange(0.15, 0.7, 0.01)
_SURE_STEPS = np.arange(0.8, 0.97, 0.01)
#: As many comments of all themes together stand beside those of one theme when its limit is chosen.
_COMMON = 20.0
#: A theme has limits of its own from this many comments that have it.
LEAST_POSITIVES = 5
_LEAST_ACCEPTED = 10
_LEAST_PRECISION = 0.9
#: What is held against a scale other than 1 and a shift other than 0, in comments.
_SCALE_RESTRAINT, _SHIFT_RESTRAINT = 8.0, 2.0
_PLATT_STEPS = 30


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities of themes for comments, beside the truth; all (comments, T); `judged` is 1 where it is known."""

    probabilities: Floats
    targets: Floats
    judged: Floats


def platt(logits: Doubles, targets: Doubles, judged: Doubles) -> tuple[float, float]:
    """Return scale and shift that turn log-odds of one theme (comments,) into honest ones, held to 1 and 0.

    Source: Platt, 1999, with a normal prior on both, by Newton's method.
    """
    features = np.stack([logits, np.ones_like(logits)])
    prior, restraint = np.array([1.0, 0.0]), np.diag([_SCALE_RESTRAINT, _SHIFT_RESTRAINT])
    found = prior.copy()
    for _ in range(_PLATT_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(found @ features, -30, 30)))
        slope = features @ (judged * (chances - targets)) + restraint @ (found - prior)
        bend = (features * (judged * chances * (1 - chances))) @ features.T + restraint
        step = np.linalg.solve(bend, slope)
        found -= step * min(1.0, 1.0 / (np.abs(step).max() + 1e-12))
    return max(0.1, float(found[0])), float(found[1])


def suggest_limits(answers: Answers, known: Floats) -> Floats:
    """Return for each theme the probability from which it is worth showing: where its F1 is highest.

    `known` (T,) are the limits until now: kept where a theme has too few comments, left behind as it has more.
    """
    hits, found, there = _counts(answers, _STEPS)
    common_hits, common_found, common_there = hits.sum(1), found.sum(1), max(1.0, there.sum())
    share = _COMMON / common_there
    f1 = 2 * (hits + share * common_hits[:, None]) / (found + there + share * (common_found + common_there)[:, None])
    trust = np.where(there >= LEAST_POSITIVES, there / (there + _COMMON), 0)
    limits: Floats = (known + trust * (_STEPS[f1.argmax(axis=0)] - known)).astype(np.float32)
    return limits


def accept_limits(answers: Answers, known: Floats) -> Floats:
    """Return for each theme the probability from which it may stand: where nine in ten are sure to be right.

    Sure means that the share is reached with one wrong tag more than were seen. Where there are too few tags to tell,
    the limit until now is kept; where too many were wrong, the theme is never accepted.
    """
    hits, found, _ = _counts(answers, _SURE_STEPS)
    sure = (found >= _LEAST_ACCEPTED) & (hits / (found + 1) >= _LEAST_PRECISION)
    lowest = _SURE_STEPS[sure.argmax(axis=0)].astype(np.float32)
    enough = found[0] >= _LEAST_ACCEPTED
    return np.where(sure.any(axis=0), lowest, np.where(enough, np.float32(1.01), known)).astype(np.float32)


def _counts(answers: Answers, limits: Doubles) -> tuple[Doubles, Doubles, Doubles]:
    """Return hits and finds (limits, T) and how many there are (T,), of what is judged."""
    chosen = (answers.probabilities[None] >= limits[:, None, None]) * answers.judged
    hits = (chosen * answers.targets).sum(axis=1, dtype=np.float64)
    return hits, chosen.sum(axis=1, dtype=np.float64), (answers.targets * answers.judged).sum(axis=0, dtype=np.float64)
