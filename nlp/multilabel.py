"""The trainer for thousands of labelled comments of any codeframe, where nothing shipped need be kept.

Each view of a comment (words; encoder states; both with the question asked) is learned by ridge regression, which
gives at no cost what it would have answered to each comment had it not seen it. A second, small logistic regression
joins these answers of all views and of all labels, so that labels that go together help each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.encoder import EncodedComment
from nlp.fitting import Floats
from nlp.results import Comment
from nlp.text import clean
from nlp.tfidf import counts_of, idf_of, weigh
from nlp.thresholds import Answers, suggest_limits

#: What the same question adds to likeness, and the ridge penalties: chosen by left-out answers to comments trained on.
_QUESTION = 0.2
_PENALTIES = {"words": 0.4, "states": 0.3, "all": 0.3}
_CONSTANT = np.float32(0.3)
_JOINT_STRENGTH = 0.1

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike comments are: for each view an (n, n) matrix, of those trained on and of others."""

    views: dict[str, Floats]

    def between(self, name: str, rows: Numbers, columns: Numbers) -> Floats:
        """Return the likeness of some comments to others."""
        return self.views[name][np.ix_(rows, columns)]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a trained model says of other comments: `probabilities` and whether each label is `found`, both (m, T)."""

    probabilities: Floats
    found: NDArray[np.bool_]


def likeness_of(comments: Sequence[Comment], encoded: Sequence[EncodedComment], train: Numbers) -> Likeness:
    """Return the likeness of all comments; idf and the centre of states are those of the comments trained on."""
    counts = counts_of([clean(it.text).text for it in comments])
    words = weigh(counts, idf_of(counts[train]))
    wholes = _standard(np.stack([it.windows.mean(axis=0) for it in encoded]), train)
    strongest = _standard(np.stack([it.segments.max(axis=0) for it in encoded]), train)
    questions = np.array([it.question or "" for it in comments])
    asked = (questions[:, None] == np.unique(questions)[None, :]).astype(np.float32)
    by_words = _cosines((words @ words.T).toarray().astype(np.float32))
    by_states = np.asarray((_cosines(wholes @ wholes.T) + _cosines(strongest @ strongest.T)) / 2, np.float32)
    both = np.exp((by_words + by_states) / 2 - 1) * (1 + np.float32(_QUESTION) * (asked @ asked.T))
    return Likeness({"words": by_words, "states": by_states, "all": both.astype(np.float32)})


def train_and_answer(likeness: Likeness, targets: NDArray[np.bool_], train: Numbers, others: Numbers) -> Answered:
    """Learn the labels of some comments and answer for others; of `targets` (n, T) only the rows of `train` count."""
    truths = targets[train]
    views = [_ridge(likeness, name, truths, train, others) for name in likeness.views]
    kept_out, asked = (np.stack(it, axis=2) for it in zip(*views, strict=True))
    own = np.zeros((len(others), targets.shape[1]), np.float32)
    known = np.zeros((len(train), targets.shape[1]), np.float32)
    for label in range(targets.shape[1]):
        known[:, label], own[:, label] = _joined(label, kept_out, asked, truths[:, label])
    usual = np.full(targets.shape[1], 0.35, np.float32)
    limits = suggest_limits(Answers(known, truths.astype(np.float32), np.ones_like(known)), usual)
    return Answered(own, own >= limits)


def _ridge(
    likeness: Likeness, name: str, truths: NDArray[np.bool_], train: Numbers, others: Numbers
) -> tuple[Floats, Floats]:
    """Return (train, T) answers to comments trained on, each as if it had been left out, and (others, T) answers.

    Left-out answers of a linear smoother: Allen, 1974. They lie about -1 without the label and 1 with it.
    """
    from scipy.linalg import cho_factor, cho_solve

    inside = likeness.between(name, train, train) + _CONSTANT
    inside[np.diag_indices_from(inside)] += np.float32(_PENALTIES[name])
    inverse = cho_solve(cho_factor(inside, lower=True, overwrite_a=True), np.eye(len(train), dtype=np.float32))
    signs = truths.astype(np.float32) * 2 - 1
    middle = signs.mean(axis=0)
    shares = inverse @ (signs - middle)
    left_out = signs - shares / np.diag(inverse)[:, None]
    return left_out, (likeness.between(name, others, train) + _CONSTANT) @ shares + middle


def _joined(
    label: int, kept_out: Floats, asked: Floats, truth: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Join the answers of the views for a label with what the last view says of all labels."""
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.full(len(kept_out), float(truth.all())), np.full(len(asked), float(truth.all()))
    known, new = (np.concatenate([4 * it[:, label, :], it[:, :, -1]], axis=1) for it in (kept_out, asked))
    model = LogisticRegression(C=_JOINT_STRENGTH, max_iter=1000).fit(known, truth)
    return model.predict_proba(known)[:, 1], model.predict_proba(new)[:, 1]


def _cosines(products: Floats) -> Floats:
    """Turn scalar products (n, n) into cosines; a text without any feature is like no other."""
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-9))
    return np.asarray(products / lengths[:, None] / lengths, np.float32)


def _standard(states: Floats, train: Numbers) -> Floats:
    """Centre states, and bring them to a mean length of 1."""
    centred = states - states[train].mean(axis=0)
    length = np.sqrt((centred[train] ** 2).sum(axis=1).mean()) or 1.0
    standard: Floats = (centred / length).astype(np.float32)
    return standard
