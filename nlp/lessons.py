"""Lessons: comments with what people decided about them, and what a trainer reads in them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.encoder import EncodedComment, Encoder, Tokens, tokens_of
from nlp.examples import Example, Label
from nlp.fitting import Floats, Rows
from nlp.heads import Heads
from nlp.results import Comment
from nlp.rules import PhraseRules
from nlp.scoring import Prepared, Scores
from nlp.text import CleanText
from nlp.tfidf import counts_of, weigh
from nlp.training import prepare

#: A label on more than this share of a comment does not say in which segment its theme is.
_WHOLE = 0.8
_LEAST = 1e-6

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A comment with the labels people gave it; `judged` are the themes they have decided about, None is all.

    A theme among the labels counts as judged.
    """

    comment: Comment
    labels: tuple[Label, ...]
    judged: frozenset[str] | None = None

    @property
    def themes(self) -> frozenset[str]:
        """The themes of the labels."""
        return frozenset(label.theme for label in self.labels)

    def knows(self, theme: str) -> bool:
        """Tell whether people have decided about a theme."""
        return self.judged is None or theme in self.judged or theme in self.themes


@dataclass(frozen=True, slots=True)
class Studied:
    """A lesson with its text made ready and encoded; `marked` gives, for each label, the segments that bear it."""

    lesson: Lesson
    prepared: Prepared
    encoded: EncodedComment
    marked: tuple[frozenset[int], ...]

    @property
    def is_marked(self) -> bool:
        """Whether people marked which of several segments bear a theme."""
        return any(self.marked) and len(self.prepared.segments) > 1


class RememberingEncoder(Encoder):
    """An encoder that keeps what it has encoded: the same comments are scored by many heads."""

    def __init__(self, encoder: Encoder) -> None:
        """Ask this encoder for what is new."""
        self._encoder = encoder
        self._kept: dict[Tokens, EncodedComment] = {}

    def start(self, comments: Iterable[Tokens]) -> Iterator[EncodedComment]:
        """Give encoded comments, in order."""
        tokens = list(comments)
        new = [it for it in dict.fromkeys(tokens) if it not in self._kept]
        self._kept.update(zip(new, self._encoder.encode(new), strict=True))
        return iter([self._kept[it] for it in tokens])


def lesson_of(example: Example) -> Lesson:
    """Return a labelled example as a lesson in which everything is judged."""
    return Lesson(example.comment, example.labels)


def study(lessons: Iterable[Lesson], *, encoder: Encoder, rules: PhraseRules) -> list[Studied]:
    """Make lessons ready, in an order that does not depend on theirs; those without a word in them are left out."""
    ordered = sorted(lessons, key=_place)
    examples = [Example(lesson.comment, lesson.labels) for lesson in ordered]
    lesson_by_example = {id(example): lesson for example, lesson in zip(examples, ordered, strict=True)}
    ready = prepare(examples, rules)
    encoded = encoder.encode([tokens_of(it.comment, it.text, it.segments) for _, _, it in ready])
    return [
        Studied(
            lesson_by_example[id(example)],
            prepared,
            states,
            tuple(_segments_of(label, cleaned, prepared) for label in example.labels),
        )
        for (example, cleaned, prepared), states in zip(ready, encoded, strict=True)
    ]


def _place(lesson: Lesson) -> tuple[str, str]:
    """Return what lessons are ordered by: as good as drawn by lot, but always the same."""
    return hashlib.sha256(lesson.comment.text.encode()).hexdigest(), repr((lesson.comment, lesson.labels))


def _segments_of(label: Label, cleaned: CleanText, prepared: Prepared) -> frozenset[int]:
    """Return the numbers of the segments that share characters with a label; none if it marks the whole comment."""
    if label.end - label.start >= _WHOLE * len(prepared.comment.text):
        return frozenset()
    ranges = [(cleaned.starts[it.start], cleaned.ends[it.end - 1]) for it in prepared.segments]
    return frozenset(n for n, (start, end) in enumerate(ranges) if label.start < end and start < label.end)


def target_matrix(studied: Sequence[Studied], themes: Sequence[str]) -> tuple[Floats, Floats]:
    """Return two (lessons, themes) matrices: 1 where the theme is there, and 1 where people have decided."""
    targets = [[theme in it.lesson.themes for theme in themes] for it in studied]
    judged = [[it.lesson.knows(theme) for theme in themes] for it in studied]
    return np.array(targets, np.float32), np.array(judged, np.float32)


def rows_of(studied: Sequence[Studied], heads: Heads) -> tuple[Rows, Numbers]:
    """Return a row for each lesson as a whole and for each segment where people marked some, with whose rows they are.

    The segments of a comment count as much as the comment together; a segment counts for a theme of the comment only
    where people marked which segments bear it.
    """
    texts, states, targets, weights, owners = [], [], [], [], []
    for owner, (it, target, judged) in enumerate(zip(studied, *target_matrix(studied, heads.themes), strict=True)):
        texts.append(it.prepared.text)
        states.append(it.encoded.windows.mean(axis=0))
        targets.append(target)
        weights.append(judged)
        owners.append(owner)
        if it.is_marked:
            texts += [it.prepared.text[part.start : part.end] for part in it.prepared.segments]
            states += list(it.encoded.segments)
            bears = _bearing(it, heads.themes)
            is_known = np.where(target > 0, bears.max(axis=0) > 0, judged > 0)
            targets += list(bears)
            weights += list(np.tile(is_known / len(bears), (len(bears), 1)).astype(np.float32))
            owners += [owner] * len(bears)
    words = weigh(counts_of(texts), heads.words_idf)
    return Rows(np.stack(states), words, np.stack(targets), np.stack(weights)), np.array(owners)


def log_odds_of(studied: Sequence[Studied], scores: Sequence[Scores], heads: Heads) -> Floats:
    """Return the log-odds that heads give, in the order of `rows_of`."""
    found = []
    for it, score in zip(studied, scores, strict=True):
        found.append((heads.fusion @ score.evidence + heads.offset)[None])
        if it.is_marked:
            inside = np.clip(score.segments, _LEAST, 1 - _LEAST)
            found.append(np.log(inside / (1 - inside)))
    return np.concatenate(found)


def _bearing(studied: Studied, themes: Sequence[str]) -> Floats:
    """Return (segments, themes): 1 where a label marks the segment."""
    bears = np.zeros((len(studied.prepared.segments), len(themes)), np.float32)
    for label, marked in zip(studied.lesson.labels, studied.marked, strict=True):
        if label.theme in themes:
            bears[sorted(marked), themes.index(label.theme)] = 1
    return bears
