"""The written examples that stand nearest to a clause: what a tag is like, in words a reviewer can check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.codeframe import ThemeDefinition
from nlp.encoder import Encoder, tokens_of
from nlp.results import Comment
from nlp.segments import Segment, segments_of
from nlp.stance import STANCES
from nlp.text import clean

Floats = NDArray[np.float32]
Numbers = NDArray[np.int16]

_STEPS = 127
#: Below this cosine an example is too far away to explain anything.
_LIKE = 0.55


@dataclass(frozen=True, slots=True)
class WrittenExamples:
    """N clauses written for training: unit `vectors` (N, 384), `themes` (N,) and `stances` (N,) as numbers, `texts`."""

    vectors: Floats
    themes: Numbers
    stances: Numbers
    texts: tuple[str, ...]

    def find(self, state: Floats, *, theme: int, stance: int) -> str | None:
        """Find the example of a theme and stance that is nearest to an encoder state (384,), if any is near."""
        rows = np.flatnonzero((self.themes == theme) & (self.stances == stance))
        if not len(rows):
            return None
        cosines = self.vectors[rows] @ (state / (np.linalg.norm(state) + 1e-9))
        best = int(cosines.argmax())
        return self.texts[rows[best]] if cosines[best] >= _LIKE else None


def states_of(texts: Sequence[str], encoder: Encoder) -> Floats:
    """Return the encoder's states (N, 384) of cleaned texts, at least one, each as a whole."""
    segments = [segments_of(text) or [Segment(0, len(text), 0)] for text in texts]
    encoded = encoder.encode(
        [tokens_of(Comment(text), text, parts) for text, parts in zip(texts, segments, strict=True)]
    )
    return np.stack([it.windows.mean(axis=0) for it in encoded])


def with_examples(
    written: WrittenExamples, definitions: Iterable[ThemeDefinition], *, themes: Sequence[str], encoder: Encoder
) -> WrittenExamples:
    """Return the written examples with those that stand in the definitions; `themes` gives the number of a theme.

    An example without a stance shows what its theme is like in each.
    """
    added = [
        (themes.index(it.key), number, clean(example.text).text)
        for it in definitions
        for example in it.examples
        for number, stance in enumerate(STANCES)
        if example.stance in (None, stance)
    ]
    if not added:
        return written
    keys, stances, texts = zip(*added, strict=True)
    distinct = list(dict.fromkeys(texts))
    states = states_of(distinct, encoder)
    vectors = states / (np.linalg.norm(states, axis=1, keepdims=True) + 1e-9)
    return WrittenExamples(
        np.concatenate([written.vectors, vectors[[distinct.index(it) for it in texts]]]),
        np.concatenate([written.themes, np.array(keys, np.int16)]),
        np.concatenate([written.stances, np.array(stances, np.int16)]),
        (*written.texts, *texts),
    )


def save_written(examples: WrittenExamples, path: Path) -> None:
    """Write the examples, the vectors in 8-bit steps of each one's largest."""
    steps = np.abs(examples.vectors).max(axis=1, keepdims=True) / _STEPS + 1e-12
    np.savez_compressed(
        path,
        allow_pickle=False,
        vectors=np.round(examples.vectors / steps).astype(np.int8),
        themes=examples.themes,
        stances=examples.stances,
        texts=np.array(examples.texts, dtype=np.str_),
    )


def load_written(path: Path) -> WrittenExamples:
    """Read examples written by `save_written`."""
    with np.load(path, allow_pickle=False) as arrays:
        vectors = arrays["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        return WrittenExamples(vectors, arrays["themes"], arrays["stances"], tuple(map(str, arrays["texts"])))


def spread_out(vectors: Floats, most: int) -> Sequence[int]:
    """Choose at most `most` rows that lie far from each other, starting at the one nearest to the middle.

    Each next one is the farthest from those chosen (Gonzalez, 1985).
    """
    if len(vectors) <= most:
        return range(len(vectors))
    chosen = [int((vectors @ vectors.mean(axis=0)).argmax())]
    nearest = vectors @ vectors[chosen[0]]
    while len(chosen) < most:
        chosen.append(int(nearest.argmin()))
        nearest = np.maximum(nearest, vectors @ vectors[chosen[-1]])
    return chosen
