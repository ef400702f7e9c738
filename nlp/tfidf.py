"""The word view: hashed TF-IDF features of words, word pairs and character runs. Stateless but for the idf weights.

The features are those of scikit-learn's `HashingVectorizer` (a test compares them). They are made here because loading
scikit-learn takes a second, which whoever only tags need not wait for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]

WORD_FEATURES = 2**15
CHARACTER_FEATURES = 2**15
_WORD = re.compile(r"[\w£']+|[!?]")
_RUNS = range(2, 6)
_REMEMBERED = 50_000


def counts_of(texts: Sequence[str]) -> "csr_matrix":
    """Return damped counts, (texts, features): words first, then character runs."""
    from scipy.sparse import csr_matrix

    rows = [Counter(_columns(text.lower())) for text in texts]
    columns = np.array([column for row in rows for column in row], np.int32)
    counts = 1 + np.log(np.array([count for row in rows for count in row.values()], np.float32))
    ends = np.cumsum([0, *map(len, rows)])
    found = csr_matrix((counts, columns, ends), shape=(len(rows), WORD_FEATURES + CHARACTER_FEATURES), dtype=np.float32)
    found.sort_indices()
    return found


def _columns(text: str) -> Iterator[int]:
    """Yield the feature number of each word, pair of words and run of characters in a lower-case text."""
    words = _WORD.findall(text)
    yield from map(word_column, words)
    for first, second in pairwise(words):
        yield word_column(f"{first} {second}")
    for word in text.split():
        yield from _run_columns(word)


@lru_cache(maxsize=_REMEMBERED)
def word_column(word: str) -> int:
    """Return the feature number of one lower-case word, or of two with a space between."""
    return _hash(word) % WORD_FEATURES


@lru_cache(maxsize=_REMEMBERED)
def _run_columns(word: str) -> tuple[int, ...]:
    """Return the feature numbers of the runs of 2 to 5 characters of a word with its blanks; a short word's once."""
    padded = f" {word} "
    runs: list[str] = []
    for size in _RUNS:
        runs += [padded[start : start + size] for start in range(max(1, len(padded) - size + 1))]
        if size >= len(padded):
            break
    return tuple(WORD_FEATURES + _hash(run) % CHARACTER_FEATURES for run in runs)


def _hash(feature: str) -> int:
    from murmurhash.mrmr import hash as murmurhash

    return abs(int(murmurhash(feature, 0)))


def idf_of(counts: "csr_matrix") -> Floats:
    """Return smoothed inverse document frequencies, one a feature; features never seen get 0."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf: Floats = np.where(seen > 0, np.log((1 + counts.shape[0]) / (1 + seen)) + 1, 0).astype(np.float32)
    return idf


def weigh(counts: "csr_matrix", idf: Floats) -> "csr_matrix":
    """Weigh counts by idf and bring the word part and the character part of each row to length 1."""
    weighed = counts.copy()
    weighed.data = weighed.data * idf[weighed.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    parts = 2 * rows + (weighed.indices >= WORD_FEATURES)
    lengths = np.sqrt(np.bincount(parts, weighed.data.astype(np.float64) ** 2, minlength=2 * counts.shape[0]))
    weighed.data = (weighed.data / np.maximum(lengths, 1e-12)[parts]).astype(np.float32)
    weighed.eliminate_zeros()
    return weighed
