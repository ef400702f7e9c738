"""The generic trainer: logistic regression on top of what is already known, for many themes at once.

A fit starts from given log-odds and learns a change to them, held back by ridge penalties: few rows change little,
many rows a lot, and no rows nothing. Deterministic. What is learned is linear in two views of a text, the encoder's
state and the words, so that it can be added to the weights of `nlp.heads.Heads`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_ITERATIONS = 100
#: Added to the diagonal of the rows' likenesses, as a share of its mean, so that equal rows do no harm.
_JITTER = 1e-6


@dataclass(frozen=True, slots=True)
class Rows:
    """R texts to learn from: `states` (R, 384), `words` (R, F) TF-IDF; `targets` 0 to 1 and `weights` are (R, T).

    A weight of 0 says that nobody knows whether the theme is there.
    """

    states: Floats
    words: "csr_matrix"
    targets: Floats
    weights: Floats

    def chosen(self, which: NDArray[np.bool_]) -> "Rows":
        """Return some of the rows."""
        return Rows(self.states[which], self.words[which], self.targets[which], self.weights[which])


@dataclass(frozen=True, slots=True)
class Restraint:
    """How strongly each view is held to what was known: ridge penalties on states, words and the constant."""

    states: float
    words: float
    constant: float


@dataclass(frozen=True, slots=True)
class LinearChange:
    """What is to be added to log-odds: `states` (T, 384), `words` (T, F), `constant` (T,)."""

    states: Floats
    words: Floats
    constant: Floats

    def of(self, states: Floats, words: "csr_matrix") -> Floats:
        """Return the change (R, T) of the log-odds of R texts."""
        changed: Floats = states @ self.states.T + np.asarray(words @ self.words.T, np.float32) + self.constant
        return changed


def fit_change(rows: Rows, base: Floats, restraint: Restraint) -> LinearChange:
    """Return what `rows` change in the log-odds `base` (R, T).

    States are centred and brought to a mean length of 1, so that penalties mean the same for any encoder. There are
    fewer rows than features: the fit runs in the space that the rows span, which gives the same answer.
    """
    from scipy.linalg import cholesky, solve_triangular

    middle = rows.states.mean(axis=0)
    length = float(np.sqrt(((rows.states - middle) ** 2).sum(axis=1).mean())) or 1.0
    states = (rows.states - middle) / length
    likeness = states @ states.T / restraint.states + (rows.words @ rows.words.T).toarray() / restraint.words
    likeness = likeness.astype(np.float64) + 1 / restraint.constant
    likeness[np.diag_indices_from(likeness)] += _JITTER * likeness.diagonal().mean()
    root: Doubles = cholesky(likeness, lower=True, overwrite_a=True)
    change = _minimise(root.astype(np.float32), rows, base)
    shares = solve_triangular(root, change, lower=True, trans="T").astype(np.float32)
    on_states = (states.T @ shares).T / np.float32(restraint.states * length)
    on_words = np.asarray((rows.words.T @ shares).T, np.float32) / np.float32(restraint.words)
    constant = shares.sum(axis=0) / np.float32(restraint.constant) - on_states @ middle
    return LinearChange(on_states, on_words, constant)


def _minimise(root: Floats, rows: Rows, base: Floats) -> Doubles:
    """Return the change (R, T), in coordinates of `root`, with the least penalised logistic loss."""
    from scipy.optimize import minimize

    targets, weights = rows.targets, rows.weights

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        """Give the penalised loss and its slope."""
        change = flat.reshape(base.shape).astype(np.float32)
        logits = base + root @ change
        losses = np.logaddexp(0, logits) - targets * logits
        slopes = weights * (1 / (1 + np.exp(-logits)) - targets)
        value = (weights * losses).sum(dtype=np.float64) + 0.5 * (flat @ flat)
        return float(value), (root.T @ slopes + change).ravel().astype(np.float64)

    options = {"maxiter": _ITERATIONS, "maxcor": 8, "ftol": 1e-7, "gtol": 1e-4}
    found = minimize(loss, np.zeros(base.size), jac=True, method="L-BFGS-B", options=options)
    change: Doubles = found.x.reshape(base.shape)
    return change
