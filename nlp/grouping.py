"""What texts that no theme fits are about: subjects, found by likeness; whatever is like nothing else is left out.

Two views of a text count, side by side: the encoder's state, which knows what words mean but was trained on home care,
and the text's own rarer words (TF-IDF, brought to few dimensions by latent semantic analysis).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from nlp.encoder import Encoder, tokens_of
from nlp.key_phrases import candidates_of, choose_phrases
from nlp.names import find_names
from nlp.results import Comment
from nlp.segments import Segment, segments_of
from nlp.text import clean

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

ENCODER_SHARE = 0.65
"""How much of the likeness of two texts is the encoder's; the rest is that of their words."""
WORD_DIMENSIONS = 60
FEWEST = 3
"""Fewest texts that make a subject; among many texts it takes more, see `fewest_of`."""
SAME = 0.4
"""Cosine of their middles from which two subjects are one."""
NEAR = 0.4
"""Cosine to a subject's middle from which a text that is left over belongs to it."""
TOGETHER = 0.22
"""Mean cosine of two texts of a group below which it is no subject, but what was left between the others."""
_SEED = 0
_HIDDEN = re.compile(r"\[[^\[\]\n]{1,40}\]")

PARAMETERS: dict[str, float] = {
    "encoder_share": ENCODER_SHARE,
    "word_dimensions": WORD_DIMENSIONS,
    "fewest": FEWEST,
    "same": SAME,
    "near": NEAR,
    "together": TOGETHER,
}
"""What a result depends on beside the texts and the pipeline's version."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What several texts are about: their places in the list given, nearest to the middle first, and key phrases."""

    members: tuple[int, ...]
    phrases: tuple[str, ...]


def find_subjects(texts: Sequence[str], *, encoder: Encoder) -> list[Subject]:
    """Find what texts are about, the largest subject first; the order of the texts makes no difference.

    Personal data must be hidden behind words in brackets beforehand: these are passed over, and so are names that
    still stand there. No text is in two subjects, most are in none. Texts are few thousands at most: time grows with
    their square.
    """
    readable = [_without_names(clean(_HIDDEN.sub(" , ", text)).text) for text in texts]
    order = sorted(range(len(texts)), key=lambda place: (readable[place], place))
    ordered = [readable[place] for place in order]
    groups = gather(ordered, encode(ordered, encoder=encoder))
    phrases = choose_phrases(candidates_of(ordered), groups)
    return [
        Subject(tuple(order[place] for place in group), words) for group, words in zip(groups, phrases, strict=True)
    ]


def encode(texts: Sequence[str], *, encoder: Encoder) -> Floats:
    """Return the mean encoder state of each text, (texts, 384)."""
    tokens = [tokens_of(Comment(text), text, segments_of(text) or [Segment(0, len(text), 0)]) for text in texts]
    states = [found.windows.mean(axis=0) for found in encoder.encode(tokens)]
    return np.stack(states) if states else np.zeros((0, 1), np.float32)


def gather(texts: Sequence[str], states: Floats) -> list[tuple[int, ...]]:
    """Gather texts that are alike, the largest group first; members are places, nearest to the middle first.

    Dense regions are found by HDBSCAN (Campello et al., 2013), those with the same middle are joined, and texts left
    over go to a middle that is near. The texts must be sorted: sums depend on the order in their last digits.
    """
    fewest = fewest_of(len(texts))
    if len(texts) < 2 * fewest:
        return []
    points = _points(texts, states)
    labels = _attach(points, _join(points, _dense(points, fewest)))
    _treat_alike(texts, labels)
    groups = [np.flatnonzero(labels == label) for label in _kinds(labels)]
    kept = [_nearest_first(points, group) for group in groups if _likeness(points[group]) >= TOGETHER]
    return sorted(kept, key=lambda group: (-len(group), min(group)))


def fewest_of(count: int) -> int:
    """Return how many texts it takes to make a subject among so many."""
    return max(FEWEST, round(sqrt(count) / 4))


def _without_names(text: str) -> str:
    for name in sorted(find_names(text), key=lambda it: it.start, reverse=True):
        text = f"{text[: name.start]} , {text[name.end :]}"
    return text


def _points(texts: Sequence[str], states: Floats) -> Floats:
    """Return one vector of length 1 a text; the cosine of two is the mixed likeness of their texts."""
    from sklearn.preprocessing import normalize

    meaning = normalize(states - states.mean(axis=0))
    joined = np.hstack([ENCODER_SHARE**0.5 * meaning, (1 - ENCODER_SHARE) ** 0.5 * _words(texts)])
    points: Floats = normalize(joined).astype(np.float32)
    return points


def _words(texts: Sequence[str]) -> Floats:
    """Return the place of each text in the space of its words."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    letters = r"(?u)\b[^\W\d_]{2,}\b"
    weights = TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True, token_pattern=letters)
    try:
        weighed = weights.fit_transform(texts)
    except ValueError:  # nothing but stop words
        return np.zeros((len(texts), 1), np.float32)
    most = min(WORD_DIMENSIONS, weighed.shape[0] - 1, weighed.shape[1] - 1)
    if most < 1:
        return np.zeros((len(texts), 1), np.float32)
    found: Floats = normalize(TruncatedSVD(most, random_state=_SEED).fit_transform(weighed))
    return found


def _dense(points: Floats, fewest: int) -> Numbers:
    """Label the texts of each dense region from 0, all others -1."""
    from sklearn.cluster import HDBSCAN

    method = HDBSCAN(min_cluster_size=fewest, min_samples=2, cluster_selection_method="leaf", copy=True)
    labels: Numbers = method.fit_predict(points.astype(np.float64)).astype(np.int64)
    return labels


def _kinds(labels: Numbers) -> list[int]:
    return [int(label) for label in np.unique(labels) if label >= 0]


def _middles(points: Floats, labels: Numbers) -> Floats:
    """Return the middle of each label's points, brought to length 1, in the order of the labels."""
    middles = np.stack([points[labels == label].mean(axis=0) for label in _kinds(labels)])
    scaled: Floats = middles / (np.linalg.norm(middles, axis=1, keepdims=True) + 1e-9)
    return scaled


def _join(points: Floats, labels: Numbers) -> Numbers:
    """Make one of the two groups whose middles are most alike, until none are alike enough."""
    while len(kinds := _kinds(labels)) > 1:
        middles = _middles(points, labels)
        cosines = middles @ middles.T
        np.fill_diagonal(cosines, -1)
        first, second = divmod(int(cosines.argmax()), len(kinds))
        if cosines[first, second] < SAME:
            break
        labels = np.where(labels == kinds[max(first, second)], kinds[min(first, second)], labels)
    return labels


def _attach(points: Floats, labels: Numbers) -> Numbers:
    """Put texts that are left over to the nearest middle, where it is near enough."""
    kinds = _kinds(labels)
    if not kinds:
        return labels
    cosines = points @ _middles(points, labels).T
    is_near = (labels < 0) & (cosines.max(axis=1) >= NEAR)
    attached: Numbers = np.where(is_near, np.array(kinds)[cosines.argmax(axis=1)], labels)
    return attached


def _treat_alike(texts: Sequence[str], labels: Numbers) -> None:
    """Give the same words the same label."""
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        labels[place] = labels[first.setdefault(text, place)]


def _likeness(points: Floats) -> float:
    """Return the mean cosine of two different points."""
    count = len(points)
    return (float(np.square(points.sum(axis=0)).sum()) - count) / (count * (count - 1))


def _nearest_first(points: Floats, members: Numbers) -> tuple[int, ...]:
    middle = points[members].mean(axis=0)
    nearness = np.round(points[members] @ middle, 5)
    return tuple(int(place) for place in members[np.lexsort((members, -nearness))])
