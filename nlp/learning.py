"""Learning from decisions: a programme's own heads on top of the shipped ones.

What people decided moves the weights as far as it carries: ridge penalties hold them to what was known, so that twenty
decisions change little and four hundred a lot. Confidence and bands are set anew from answers to lessons that were kept
out of training, each theme only as far as there is evidence for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp.codeframe import Codeframe
from nlp.encoder import Encoder
from nlp.fitting import Floats, LinearChange, Restraint, Rows, fit_change
from nlp.heads import EVIDENCE, Heads
from nlp.lessons import Lesson, RememberingEncoder, Studied, log_odds_of, rows_of, study, target_matrix
from nlp.rules import PhraseRules
from nlp.scoring import Scorer
from nlp.tfidf import counts_of
from nlp.thresholds import Answers, accept_limits, platt, suggest_limits

#: Values from 0.2 to 2 were tried on labels the encoder never read: they differ by less than the draws of lessons do.
RESTRAINT = Restraint(states=0.5, words=0.5, constant=0.5)
#: What a lesson counts for a theme that the heads learned from hundreds of comments, beside an adopted one.
_TRUST_WHERE_LEARNED = 0.3
#: More lessons than this, as good as drawn by lot, would take minutes and memory and teach little more.
MOST_LESSONS = 3000
_FOLDS = 5
_MOST_POSITIVE_WEIGHT = 3.0
_LEAST_LESSONS_WITH_WORD = 2
#: What the two views weigh in the fusion: places in `EVIDENCE`.
ENCODER = [EVIDENCE.index("encoder, whole"), EVIDENCE.index("encoder, best segment")]
WORDS = [EVIDENCE.index("words, whole"), EVIDENCE.index("words, best segment")]
_PHRASE = EVIDENCE.index("strong phrase")


def learn(heads: Heads, lessons: Iterable[Lesson], *, encoder: Encoder, codeframes: Iterable[Codeframe]) -> Heads:
    """Return heads that have learned from the lessons, in whatever order they come.

    Without lessons these are `heads` themselves. Start from shipped and adopted heads with all the lessons, not from
    learned ones: what comes out then depends on nothing else.
    """
    remembering = RememberingEncoder(encoder)
    studied = study(lessons, encoder=remembering, rules=PhraseRules(codeframes))[:MOST_LESSONS]
    if not studied:
        return heads
    trust = np.where(heads.accept > 1, 1, _TRUST_WHERE_LEARNED).astype(np.float32)
    school = _School(with_new_words(heads, [it.prepared.text for it in studied]), studied, remembering, trust)
    targets, judged = target_matrix(studied, heads.themes)
    everybody = np.ones(len(studied), bool)
    return _calibrated(school.taught(everybody), school.kept_out(_folds(targets)), targets, judged * trust)


class _School:
    """Lessons with what the heads say of them, from which heads can be taught by some of them."""

    def __init__(self, heads: Heads, studied: Sequence[Studied], encoder: Encoder, trust: Floats) -> None:
        """Score the lessons once with the heads as they are; `trust` (T,) is what a lesson counts for a theme."""
        self._heads = heads
        self._studied = studied
        self._encoder = encoder
        scores = Scorer(heads, encoder).score([it.prepared for it in studied])
        rows, self._owners = rows_of(studied, heads)
        self._rows = replace(rows, weights=rows.weights * trust)
        self._is_adopted = heads.accept > 1
        self._base = log_odds_of(studied, scores, heads)

    def taught(self, by: NDArray[np.bool_]) -> Heads:
        """Move the heads by what some of the lessons say beyond what the heads say themselves."""
        which = by[self._owners]
        rows = self._rows.chosen(which)
        weights = np.where(self._is_adopted, balanced(rows).weights, rows.weights)
        change = fit_change(replace(rows, weights=weights), self._base[which], RESTRAINT)
        return moved(self._heads, change)

    def kept_out(self, folds: NDArray[np.int64]) -> Floats:
        """Return (lessons, T, 2): log-odds without strong phrases, and theirs, from heads taught by other folds."""
        found = np.zeros((len(self._studied), len(self._heads.themes), 2), np.float32)
        for fold in np.unique(folds):
            taught = self.taught(folds != fold) if (folds != fold).any() else self._heads
            here = np.flatnonzero(folds == fold).tolist()
            answers = Scorer(taught, self._encoder).start([self._studied[it].prepared for it in here])
            for row, scores in zip(here, answers, strict=True):
                phrases = taught.fusion[_PHRASE] * scores.evidence[_PHRASE]
                found[row] = np.stack([taught.fusion @ scores.evidence + taught.offset - phrases, phrases], axis=1)
        return found


def with_new_words(heads: Heads, texts: Sequence[str]) -> Heads:
    """Let the heads read words and runs of characters that they never saw and that several of the texts have."""
    counts = counts_of(texts)
    seen = np.bincount(counts.indices, minlength=len(heads.words_idf))
    idf = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    is_new = (heads.words_idf == 0) & (seen >= _LEAST_LESSONS_WITH_WORD)
    return replace(heads, words_idf=np.where(is_new, idf, heads.words_idf))


def moved(heads: Heads, change: LinearChange) -> Heads:
    """Add a change of the log-odds to the weights, so that the fused evidence changes by just as much."""
    return replace(
        heads,
        theme_weight=heads.theme_weight + change.states / heads.fusion[ENCODER].sum(),
        words_weight=heads.words_weight + change.words / heads.fusion[WORDS].sum(),
        offset=heads.offset + change.constant,
    )


def balanced(rows: Rows) -> Rows:
    """Let the comments that have a theme count more, so that a rare one is not drowned by those without."""
    there = (rows.targets * rows.weights).sum(axis=0)
    absent = rows.weights.sum(axis=0) - there
    more = np.clip(np.sqrt(absent / np.maximum(there, 1)), 1, _MOST_POSITIVE_WEIGHT)
    return replace(rows, weights=np.where(rows.targets > 0, rows.weights * more, rows.weights))


def _folds(targets: Floats) -> NDArray[np.int64]:
    """Deal the lessons into folds so that the lessons of each theme, the rarest first, are spread over all of them."""
    rarest = np.argsort(targets.sum(axis=0), kind="stable")
    ranks = np.where(targets[:, rarest] > 0, np.arange(len(rarest)), len(rarest)).min(axis=1)
    folds = np.zeros(len(targets), np.int64)
    folds[np.argsort(ranks, kind="stable")] = np.arange(len(targets)) % _FOLDS
    return folds


def _calibrated(heads: Heads, evidence: Floats, targets: Floats, judged: Floats) -> Heads:
    """Set scale, shift and bands of each theme from evidence that was kept out of training."""
    columns = zip(*(it.T.astype(np.float64) for it in (evidence.sum(axis=2), targets, judged)), strict=True)
    scale, shift = np.array([platt(*it) for it in columns], np.float32).T
    honest = scale * evidence[..., 0] + shift + evidence[..., 1]
    answers = Answers(1 / (1 + np.exp(-honest)), targets, judged)
    return replace(
        scaled(heads, scale, shift),
        suggest=suggest_limits(answers, heads.suggest),
        accept=accept_limits(answers, heads.accept),
    )


def scaled(heads: Heads, scale: Floats, shift: Floats) -> Heads:
    """Multiply the log-odds of each theme, but for strong phrases, by `scale` (T,) and add `shift` (T,)."""
    return replace(
        heads,
        theme_weight=heads.theme_weight * scale[:, None],
        theme_bias=heads.theme_bias * scale,
        words_weight=heads.words_weight * scale[:, None],
        words_bias=heads.words_bias * scale,
        group_prior=heads.group_prior * scale,
        offset=heads.offset * scale + shift,
    )
