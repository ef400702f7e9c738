"""The generic trainer on a public set of patients' comments with labels, beside published figures."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.accuracy import Interval
from nlp.benchmarks import LabelledComments, TrainerFigures, learning_curve, measure_trainer
from nlp.results import Comment
from nlp.shipped import shipped_encoder, shipped_heads
from surveys.errors import UnreadableFile

TEXT, QUESTION = "FFT answer", "FFT question"
_BEFORE_LABELS = "Comment sentiment"
_NO_ANSWER = "Did not answer"
LABEL_COUNT = 30


@dataclass(frozen=True)
class Published:
    """A figure that others reached or that was reached before, and on what."""

    model: str
    micro: float
    macro: float
    on: str


_HIDDEN = "32 labels, hidden data of six trusts, duplicates left in"
_SAME = "this file, deduplicated, 80/20 split with seed 42"

#: Of the pxtextmining project (MIT licence), and first tries on the public file.
PUBLISHED = (
    Published("TF-IDF + SVC", 0.71, 0.64, _HIDDEN),
    Published("XGBoost", 0.73, 0.61, _HIDDEN),
    Published("DistilBERT", 0.75, 0.67, _HIDDEN),
    Published("their ensemble", 0.77, 0.71, _HIDDEN),
    Published("TF-IDF + SVC", 0.653, 0.396, _SAME),
    Published("TF-IDF word + character logistic regression", 0.689, 0.543, _SAME),
    Published("MiniLM int8 + logistic regression", 0.636, 0.516, _SAME),
    Published("the two fused after Platt scaling", 0.716, 0.594, _SAME),
)


def read_labelled(lines: Iterable[str]) -> LabelledComments:
    """Read comments with one-hot labels from CSV: each text once, none that did not answer, the most frequent labels.

    Raises:
        UnreadableFile: a column is missing, or there is no comment.
    """
    reader = csv.DictReader(lines)
    names = list(reader.fieldnames or ())
    if not {TEXT, QUESTION, _BEFORE_LABELS} <= set(names):
        raise UnreadableFile(f"expected the columns {TEXT}, {QUESTION} and {_BEFORE_LABELS}")
    rows = list(_first_of_each(reader))
    if not rows:
        raise UnreadableFile("there is no comment in the file")
    labels = names[names.index(_BEFORE_LABELS) + 1 :]
    targets = np.array([[row[label] == "1" for label in labels] for row in rows])
    frequent = sorted(np.argsort(-targets.sum(axis=0), kind="stable")[:LABEL_COUNT])
    comments = tuple(Comment(row[TEXT], question=row[QUESTION] or None) for row in rows)
    return LabelledComments(comments, tuple(labels[it] for it in frequent), targets[:, frequent])


def bench_trainer(data: LabelledComments) -> dict[str, Any]:
    """Measure the generic trainer, side by side with what is published."""
    figures = measure_trainer(data, encoder=shipped_encoder())
    least = int(data.targets.sum(axis=0).min())
    return {
        "labels": len(data.labels),
        "least_comments_of_a_label": least,
        **_shown(figures),
        "published": [vars(it) for it in PUBLISHED],
    }


def bench_learning(data: LabelledComments) -> Iterator[dict[str, Any]]:
    """Measure learning from a few hundred comments, with and without what is shipped."""
    for point in learning_curve(data, heads=shipped_heads(), encoder=shipped_encoder()):
        yield {
            "lessons": point.lessons,
            "on_shipped_knowledge": _shown(point.shipped),
            "words_alone": _shown(point.words_only),
        }


def _first_of_each(rows: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """Give each text the first time it comes, whatever its case; texts that say that nothing was said are left out."""
    seen = {"", _NO_ANSWER.lower()}
    for row in rows:
        text = row[TEXT].strip().lower()
        if text not in seen:
            seen.add(text)
            yield row


def _shown(figures: TrainerFigures) -> dict[str, Any]:
    return {
        "trained_on": figures.trained,
        "tested_on": figures.tested,
        "micro_f1": _interval(figures.micro),
        "macro_f1": _interval(figures.macro),
    }


def _interval(interval: Interval) -> dict[str, float]:
    return {"value": round(interval.value, 3), "low": round(interval.low, 3), "high": round(interval.high, 3)}
