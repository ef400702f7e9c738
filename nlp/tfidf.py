"""The word view: hashed TF-IDF features of words, word pairs and character runs. Stateless but for the idf weights."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]

WORD_FEATURES = 2**15
CHARACTER_FEATURES = 2**15
_WORD = r"(?u)[\w£']+|[!?]"


@cache
def _hashers() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer

    words = HashingVectorizer(
        analyzer="word",
        ngram_range=(1, 2),
        n_features=WORD_FEATURES,
        alternate_sign=False,
        norm=None,
        token_pattern=_WORD,
    )
    characters = HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), n_features=CHARACTER_FEATURES, alternate_sign=False, norm=None
    )
    return words, characters


def counts_of(texts: Sequence[str]) -> "csr_matrix":
    """Return damped counts, (texts, features): words first, then character runs."""
    from scipy.sparse import csr_matrix, hstack

    words, characters = (hasher.transform([text.lower() for text in texts]) for hasher in _hashers())
    counts = csr_matrix(hstack([words, characters], format="csr"), dtype=np.float32)
    counts.data = 1 + np.log(counts.data)
    return counts


def idf_of(counts: "csr_matrix") -> Floats:
    """Return smoothed inverse document frequencies, one a feature; features never seen get 0."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf: Floats = np.where(seen > 0, np.log((1 + counts.shape[0]) / (1 + seen)) + 1, 0).astype(np.float32)
    return idf


def weigh(counts: "csr_matrix", idf: Floats) -> "csr_matrix":
    """Weigh counts by idf and bring the word part and the character part of each row to length 1."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.preprocessing import normalize

    weighed = csr_matrix(counts.multiply(idf[None, :]))
    parts = (weighed[:, :WORD_FEATURES], weighed[:, WORD_FEATURES:])
    return csr_matrix(hstack([normalize(part) for part in parts], format="csr"))


@cache
def word_column(word: str) -> int:
    """Return the feature number of one lower-case word."""
    from sklearn.utils import murmurhash3_32

    return abs(int(murmurhash3_32(word, seed=0))) % WORD_FEATURES
