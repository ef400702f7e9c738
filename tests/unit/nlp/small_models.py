"""Heads of two themes and an encoder without a model, for laws that hold whatever has been trained."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from nlp.encoder import EncodedComment, Encoder, Tokens
from nlp.examples import Label
from nlp.heads import EVIDENCE, Heads
from nlp.lessons import Lesson
from nlp.results import Comment, Stance
from nlp.rules import PhraseRules
from nlp.scoring import Prepared, Scorer
from nlp.stance import cue_names
from nlp.tfidf import CHARACTER_FEATURES, WORD_FEATURES
from nlp.training import prepare

WIDTH = 6
_VECTORS = np.random.default_rng(5).normal(size=(30_522, WIDTH)).astype(np.float32)


class SmallEncoder(Encoder):
    """Gives each word piece a vector drawn by lot, and texts the mean of theirs."""

    def __init__(self) -> None: ...

    def start(self, comments: Iterable[Tokens]) -> Iterator[EncodedComment]:
        return map(self._encode, comments)

    def _encode(self, windows: Tokens) -> EncodedComment:
        states = [(_VECTORS[list(it.ids)], it.parts) for it in windows]
        return EncodedComment(
            np.stack([vectors[parts[0][0] : parts[-1][1]].mean(axis=0) for vectors, parts in states]),
            np.stack([vectors[start:end].mean(axis=0) for vectors, parts in states for start, end in parts]),
        )


@cache
def small_heads(themes: tuple[str, ...] = ("t-1", "t-2")) -> Heads:
    """Heads with weights drawn by lot, which know every word."""
    chance, count, words = np.random.default_rng(3), len(themes), WORD_FEATURES + CHARACTER_FEATURES
    stance_width = 3 + 3 + len(cue_names()) + 1

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return (chance.normal(size=shape) / 10).astype(np.float32)

    return Heads(
        themes=themes,
        groups=("care_worker",),
        theme_weight=drawn(count, WIDTH),
        theme_bias=drawn(count),
        stance_weight=drawn(3 * count, WIDTH),
        stance_bias=drawn(3 * count),
        words_idf=np.ones(words, np.float32),
        words_weight=drawn(count, words),
        words_bias=drawn(count),
        group_prior=drawn(1, count),
        fusion=np.full(len(EVIDENCE), 0.25, np.float32),
        offset=np.full(count, -1, np.float32),
        stance_words=drawn(3, 2 * words),
        stance_fusion=drawn(3, stance_width),
        concern_weight=drawn(WIDTH),
        concern_bias=drawn(1),
        concern_fusion=drawn(4),
        concern_limit=np.array([0.5], np.float32),
        suggest=np.full(count, 0.4, np.float32),
        accept=np.full(count, 0.9, np.float32),
    )


def lesson(text: str, *themes: str, judged: frozenset[str] | None = None) -> Lesson:
    labels = tuple(Label(theme, Stance.MET, 0, len(text)) for theme in themes)
    return Lesson(Comment(text), labels, judged)


def prepared(*texts: str) -> list[Prepared]:
    from nlp.examples import Example

    return [it for _, _, it in prepare([Example(Comment(text), ()) for text in texts], PhraseRules(()))]


def chances(heads: Heads, *texts: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(texts, themes)."""
    return np.stack([it.probabilities for it in Scorer(heads, SmallEncoder()).score(prepared(*texts))])
