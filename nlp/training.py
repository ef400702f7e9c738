"""Learns the heads: word weights, group prior, fusion with calibration, stance, and the thresholds of the bands.

Everything here runs in seconds on scikit-learn and is deterministic. The encoder is fine-tuned elsewhere
(`nlp.finetuning`); its theme and stance heads come in as they are.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, identity, kron
from sklearn.linear_model import LogisticRegression

from nlp.encoder import Encoder, tokens_of
from nlp.examples import Example, Label
from nlp.heads import EVIDENCE, Heads
from nlp.nearest import WrittenExamples, spread_out
from nlp.rules import PhraseRules
from nlp.safeguarding import find_concern
from nlp.scoring import Prepared, Scorer
from nlp.segments import Segment, segments_of
from nlp.stance import STANCES, cue_names
from nlp.text import CleanText, clean
from nlp.tfidf import counts_of, idf_of, weigh

Floats = NDArray[np.float32]

#: An example with its cleaned text and what is scored.
Ready = tuple[Example, CleanText, Prepared]

_GROUPS = ("service_user", "family_carer", "care_worker", "provider", "professional")
_LEAST_PRECISION = 0.88
_LEAST_ACCEPTED = 0.7
#: F1 hardly changes over a wide range: of limits this close to the best, the one that leaves most untagged is taken.
_AS_GOOD = 0.005
#: A person reads each concern that is raised, and none may be lost for want of reading.
_LEAST_CONCERN_RECALL = 0.97
_PLAIN_SHARE = 0.2
_LONGEST_WRITTEN = 120
"""Characters of a written example that is shown to a reviewer."""


def prepare(examples: Sequence[Example], rules: PhraseRules) -> list[Ready]:
    """Make examples ready to be scored; those without a word in them are left out."""
    ready = []
    for example in examples:
        cleaned = clean(example.comment.text)
        segments = tuple(segments_of(cleaned.text))
        if segments:
            phrases = tuple(rules.find(cleaned.text))
            has_sign = find_concern(cleaned.text) is not None
            prepared = Prepared(example.comment, cleaned.text, segments, phrases, has_sign)
            ready.append((example, cleaned, prepared))
    return ready


def theme_matrix(examples: Sequence[Example], themes: Sequence[str]) -> NDArray[np.bool_]:
    """Return (examples, themes): which themes each example has."""
    return np.array([[theme in example.themes for theme in themes] for example in examples], bool)


def empty_heads(themes: Sequence[str], tensors: dict[str, Floats]) -> Heads:
    """Return heads with the encoder's own weights and nothing learned beside them."""
    count, width = len(themes), 3 + 3 + len(cue_names()) + 1
    stance = np.zeros((len(STANCES), width), np.float32)
    stance[:, :3] = np.eye(3, dtype=np.float32)
    return Heads(
        tuple(themes),
        _GROUPS,
        tensors["head.theme.weight"][:count],
        tensors["head.theme.bias"][:count],
        tensors["head.stance.weight"],
        tensors["head.stance.bias"],
        words_idf=np.zeros(1, np.float32),
        words_weight=np.zeros((count, 1), np.float32),
        words_bias=np.zeros(count, np.float32),
        group_prior=np.zeros((len(_GROUPS), count), np.float32),
        fusion=np.full(len(EVIDENCE), 0.25, np.float32),
        offset=np.zeros(count, np.float32),
        stance_words=np.zeros((len(STANCES), 2), np.float32),
        stance_fusion=stance,
        concern_weight=tensors["head.theme.weight"][-1],
        concern_bias=tensors["head.theme.bias"][-1:],
        concern_fusion=np.array([0.5, 0.5, 1.0, 0.0], np.float32),
        concern_limit=np.array([0.5], np.float32),
        suggest=np.full(count, 0.4, np.float32),
        accept=np.full(count, _LEAST_ACCEPTED, np.float32),
    )


def learn_words(heads: Heads, examples: Sequence[Example], *, strength: float = 8.0) -> Heads:
    """Learn the word view, one theme against the rest, from whole comments and from the evidence of each label."""
    texts, targets = _word_rows(examples, heads.themes)
    counts = counts_of(texts)
    idf = idf_of(counts)
    features = weigh(counts, idf)
    weights, biases = [], []
    for column in range(len(heads.themes)):
        model = LogisticRegression(C=strength, class_weight={0: 1.0, 1: 3.0}, solver="liblinear", random_state=0)
        model.fit(features, targets[:, column])
        weights.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return replace(
        heads,
        words_idf=idf,
        words_weight=np.array(weights, np.float32),
        words_bias=np.array(biases, np.float32),
        group_prior=_group_prior(examples, heads.themes),
    )


def _word_rows(examples: Sequence[Example], themes: Sequence[str]) -> tuple[list[str], NDArray[np.bool_]]:
    texts: list[str] = []
    rows: list[list[bool]] = []
    for example in examples:
        texts.append(clean(example.comment.text).text)
        rows.append([theme in example.themes for theme in themes])
        for start, end in sorted({(label.start, label.end) for label in example.labels}):
            if end - start < 0.8 * len(example.comment.text):
                here = {it.theme for it in example.labels if it.start < end and start < it.end}
                texts.append(clean(example.comment.text[start:end]).text)
                rows.append([theme in here for theme in themes])
    return texts, np.array(rows, bool)


def _group_prior(examples: Sequence[Example], themes: Sequence[str]) -> Floats:
    """Return how much likelier, as a difference of smoothed log-odds, a group is to speak of a theme."""
    targets = theme_matrix(examples, themes)
    prior = np.zeros((len(_GROUPS), len(themes)), np.float32)
    known = np.array([example.comment.group in _GROUPS for example in examples])
    overall = (targets[known].sum(0) + 1) / (known.sum() + 30)
    for row, group in enumerate(_GROUPS):
        own = np.array([example.comment.group == group for example in examples])
        share = (targets[own].sum(0) + 10 * overall) / (own.sum() + 10)
        prior[row] = np.log(share / (1 - share)) - np.log(overall / (1 - overall))
    return prior


def learn_fusion(heads: Heads, evidence: Floats, targets: NDArray[np.bool_], weights: Floats) -> Heads:
    """Join the evidence by one logistic regression: weights shared by all themes, an offset for each (Platt scaling).

    The evidence (comments, E, T) must be of comments that none of the views was trained on.
    """
    count = len(heads.themes)
    rows = evidence.transpose(0, 2, 1).reshape(-1, len(EVIDENCE))
    offsets = kron(np.ones((len(evidence), 1)), identity(count))
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(csr_matrix(hstack([csr_matrix(rows), offsets])), targets.reshape(-1), np.repeat(weights, count))
    learned = model.coef_[0].astype(np.float32)
    fusion, offset = learned[: len(EVIDENCE)], learned[len(EVIDENCE) :] + np.float32(model.intercept_[0])
    return replace(heads, fusion=fusion, offset=offset.astype(np.float32))


def learn_stance_words(heads: Heads, examples: Sequence[Example], *, strength: float = 4.0) -> Heads:
    """Learn what the words of the evidence, and of the question asked, say of the stance, whatever the theme."""
    rows = sorted(
        {
            (
                clean(it.comment.text[label.start : label.end]).text,
                it.comment.question or "",
                STANCES.index(label.stance),
            )
            for it in examples
            for label in it.labels
        }
    )
    clauses, questions, answers = zip(*rows, strict=True)
    views = [weigh(counts_of(texts), heads.words_idf) for texts in (clauses, questions)]
    model = LogisticRegression(C=strength, max_iter=500).fit(hstack(views, format="csr"), answers)
    return replace(heads, stance_words=model.coef_.astype(np.float32))


def learn_stance(heads: Heads, scorer: Scorer, ready: Sequence[Ready]) -> Heads:
    """Learn how the stances of encoder and words and the cues of the clause go together, on the labelled evidence."""
    encoded = scorer.encoder.encode([tokens_of(it.comment, it.text, it.segments) for _, _, it in ready])
    features, answers = [], []
    views = scorer.word_views([prepared for _, _, prepared in ready])
    for (example, cleaned, prepared), states, view in zip(ready, encoded, views, strict=True):
        table = scorer.stance_features(prepared, states.segments, view.stances)
        for label in example.labels:
            row = best_segment(cleaned, prepared.segments, label.start, label.end)
            features.append(table[row, heads.themes.index(label.theme)])
            answers.append(STANCES.index(label.stance))
    model = LogisticRegression(C=0.5, max_iter=2000, fit_intercept=False)
    model.fit(np.stack(features), answers)
    return replace(heads, stance_fusion=model.coef_.astype(np.float32))


def choose_written(heads: Heads, encoder: Encoder, ready: Sequence[Ready], *, most: int = 40) -> WrittenExamples:
    """Choose clauses that show what a theme and stance is like: read rightly by the encoder, unlike each other."""
    rows: dict[tuple[int, int], list[tuple[Floats, str]]] = {}
    encoded = encoder.start([tokens_of(it.comment, it.text, it.segments) for _, _, it in ready])
    for (example, cleaned, prepared), states in zip(ready, encoded, strict=True):
        for label in example.labels:
            number = best_segment(cleaned, prepared.segments, label.start, label.end)
            segment, theme, state = prepared.segments[number], heads.themes.index(label.theme), states.segments[number]
            text = prepared.text[segment.start : segment.end]
            is_clear = state @ heads.theme_weight[theme] + heads.theme_bias[theme] > 0
            if is_clear and len(text) <= _LONGEST_WRITTEN and not _is_shared(example, label):
                rows.setdefault((theme, STANCES.index(label.stance)), []).append((state / np.linalg.norm(state), text))
    chosen = [
        (key, *clauses[number])
        for key, clauses in sorted(rows.items())
        for number in spread_out(np.stack([vector for vector, _ in clauses]), most)
    ]
    themes, stances = (np.array([key[part] for key, _, _ in chosen], np.int16) for part in (0, 1))
    return WrittenExamples(np.stack([it[1] for it in chosen]), themes, stances, tuple(it[2] for it in chosen))


def _is_shared(example: Example, label: Label) -> bool:
    """Tell whether the evidence speaks for another theme of the same codeframe too, and so shows neither clearly."""
    frame = label.theme.rpartition("-")[0]
    return any(
        it.theme != label.theme and it.theme.startswith(frame) and it.start < label.end and label.start < it.end
        for it in example.labels
    )


def best_segment(cleaned: CleanText, segments: Sequence[Segment], start: int, end: int) -> int:
    """Return the number of the segment that shares most characters with an original range."""
    shared = [min(end, cleaned.ends[it.end - 1]) - max(start, cleaned.starts[it.start]) for it in segments]
    return int(np.argmax(shared))


def learn_concern_weight(heads: Heads, encoder: Encoder, ready: Sequence[Ready]) -> Heads:
    """Learn what the encoder's states say of harm, from written concerns, look-alikes, and plain comments as others.

    Plain comments, of which nobody has said whether they are concerns, count a fifth.
    """
    encoded = encoder.encode([tokens_of(it.comment, it.text, it.segments) for _, _, it in ready])
    states = np.stack([it.windows.mean(axis=0) for it in encoded])
    answers = [bool(example.concern) for example, _, _ in ready]
    shares = [_PLAIN_SHARE if example.concern is None else 1.0 for example, _, _ in ready]
    model = LogisticRegression(C=0.1, max_iter=3000).fit(states, answers, shares)
    weight, bias = model.coef_[0].astype(np.float32), model.intercept_.astype(np.float32)
    return replace(heads, concern_weight=weight, concern_bias=bias)


def learn_concern_limit(heads: Heads, scorer: Scorer, ready: Sequence[Ready]) -> Heads:
    """Join the encoder's view with the signs, and set the limit where nearly no concern is lost.

    The comments must be ones that nothing was trained on.
    """
    encoded = scorer.encoder.encode([tokens_of(it.comment, it.text, it.segments) for _, _, it in ready])
    evidence = np.stack(
        [scorer.concern_evidence(prepared, states) for (_, _, prepared), states in zip(ready, encoded, strict=True)]
    )
    answers = np.array([bool(example.concern) for example, _, _ in ready])
    model = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False).fit(evidence, answers)
    fusion = model.coef_[0].astype(np.float32)
    chances = np.sort(model.predict_proba(evidence)[answers, 1])
    limit = chances[int((1 - _LEAST_CONCERN_RECALL) * len(chances))] - 0.01
    return replace(heads, concern_fusion=fusion, concern_limit=np.array([limit], np.float32))


def learn_thresholds(heads: Heads, probabilities: Floats, targets: NDArray[np.bool_], weights: Floats) -> Heads:
    """Set the two bands: suggest from where micro F1 is highest, accept from where precision is sure.

    One threshold for all themes: the calibration has levelled them, and there are too few examples for more.
    """
    steps = np.arange(0.2, 0.6, 0.01)
    row = weights[:, None]

    def f1(limit: float) -> float:
        """Give the weighted micro F1 at a limit."""
        chosen = probabilities >= limit
        return float(2 * (row * (chosen & targets)).sum() / ((row * chosen).sum() + (row * targets).sum()))

    def precision(limit: float) -> float:
        """Give the weighted precision at a limit."""
        chosen = probabilities >= limit
        return float((row * (chosen & targets)).sum() / max(1e-9, (row * chosen).sum()))

    figures = [f1(limit) for limit in steps]
    suggest = max(limit for limit, figure in zip(steps, figures, strict=True) if figure >= max(figures) - _AS_GOOD)
    sure = [limit for limit in np.arange(_LEAST_ACCEPTED, 0.96, 0.01) if precision(limit) >= _LEAST_PRECISION]
    accept = min(sure, default=0.95)
    count = len(heads.themes)
    return replace(heads, suggest=np.full(count, suggest, np.float32), accept=np.full(count, accept, np.float32))
