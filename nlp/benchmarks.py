"""How well the trainer learns a codeframe it has never seen: many labels on thousands of comments, or a few hundred."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.accuracy import Interval, bootstrap
from nlp.adoption import USUAL_SHARE, adopt, only
from nlp.codeframe import Codeframe, ThemeDefinition
from nlp.encoder import EncodedComment, Encoder, Tokens, tokens_of
from nlp.examples import Label
from nlp.heads import Heads
from nlp.learning import learn
from nlp.lessons import Lesson, RememberingEncoder
from nlp.multilabel import likeness_of, train_and_answer
from nlp.results import Comment, Stance
from nlp.scoring import Prepared, Scorer
from nlp.segments import Segment, segments_of
from nlp.text import clean

TEST_SHARE = 0.2
SEED = 42
LESSON_COUNTS = (100, 200, 400)
CURVE_SEEDS = (1, 2, 3, 4, 5)
_ROUNDS = 300

Truths = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LabelledComments:
    """Comments with the labels they have: `targets` is (comments, labels)."""

    comments: tuple[Comment, ...]
    labels: tuple[str, ...]
    targets: Truths


@dataclass(frozen=True, slots=True)
class TrainerFigures:
    """Micro and macro F1 with 95 % intervals, on `tested` comments after learning from `trained`."""

    micro: Interval
    macro: Interval
    trained: int
    tested: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What was reached with so many labelled comments, with what was shipped and without it, over several draws."""

    lessons: int
    shipped: TrainerFigures
    words_only: TrainerFigures


def split(count: int) -> tuple[Numbers, Numbers]:
    """Split comments by their numbers at random: four fifths to learn from, one to test on."""
    from sklearn.model_selection import train_test_split

    train, test = train_test_split(np.arange(count), test_size=TEST_SHARE, random_state=SEED)
    return train, test


def measure_trainer(data: LabelledComments, *, encoder: Encoder) -> TrainerFigures:
    """Train on four fifths and measure on the rest; limits are chosen on what is trained on."""
    train, test = split(len(data.comments))
    likeness = likeness_of(data.comments, encode(data.comments, encoder), train)
    answered = train_and_answer(likeness, data.targets, train, test)
    return _figures([answered.found], data.targets[test], len(train))


def learning_curve(data: LabelledComments, *, heads: Heads, encoder: Encoder) -> Iterator[CurvePoint]:
    """Learn from a few hundred of the comments trained on, drawn several times, and measure on the same test comments.

    With the shipped knowledge, the labels' titles are adopted by `heads` and the encoder gives states; without it, the
    same learner starts from nothing and reads words.
    """
    train, test = split(len(data.comments))
    reader = RememberingEncoder(encoder)
    adopted = only(adopt(heads, [_frame(data.labels)], encoder=reader), data.labels)
    starts = ((adopted, reader), (_nothing_known(adopted), RememberingEncoder(_NoStates(encoder))))
    for count in LESSON_COUNTS:
        draws = [np.random.default_rng(seed).permutation(train)[:count] for seed in CURVE_SEEDS]
        reached = [
            _figures([_found(data, known, own, drawn, test) for drawn in draws], data.targets[test], count)
            for known, own in starts
        ]
        yield CurvePoint(count, *reached)


def encode(comments: Sequence[Comment], encoder: Encoder) -> list[EncodedComment]:
    """Encode comments, also those without a word."""
    prepared = [_prepared(it) for it in comments]
    return encoder.encode([tokens_of(it.comment, it.text, it.segments) for it in prepared])


class _NoStates(Encoder):
    """Stands for an encoder that says nothing: all states are 0."""

    def __init__(self, encoder: Encoder) -> None:
        """Give states as wide as this encoder's."""
        comment = _prepared(Comment("words"))
        (known,) = encoder.encode([tokens_of(comment.comment, comment.text, comment.segments)])
        self._width = known.windows.shape[1]

    def start(self, comments: Iterable[Tokens]) -> Iterator[EncodedComment]:
        """Give zeros for each window and segment."""
        for windows in comments:
            parts = sum(len(it.parts) for it in windows)
            yield EncodedComment(
                np.zeros((len(windows), self._width), np.float32), np.zeros((parts, self._width), np.float32)
            )


def _found(data: LabelledComments, known: Heads, encoder: Encoder, drawn: Numbers, test: Numbers) -> Truths:
    """Learn from the comments drawn and say which labels the test comments have."""
    lessons = [_lesson(data, int(it)) for it in drawn]
    learned = learn(known, lessons, encoder=encoder, codeframes=())
    scores = Scorer(learned, encoder).score([_prepared(data.comments[it]) for it in test])
    return np.stack([it.probabilities >= learned.suggest for it in scores])


def _lesson(data: LabelledComments, number: int) -> Lesson:
    """Return a comment with its labels, of which nobody knows in which part of it they are."""
    comment = data.comments[number]
    labels = [label for label, there in zip(data.labels, data.targets[number], strict=True) if there]
    return Lesson(comment, tuple(Label(it, Stance.MET, 0, len(comment.text)) for it in labels))


def _prepared(comment: Comment) -> Prepared:
    text = clean(comment.text).text
    return Prepared(comment, text, tuple(segments_of(text)) or (Segment(0, len(text), 0),))


def _frame(labels: Sequence[str]) -> Codeframe:
    """Return a codeframe of which nothing is known but titles."""
    themes = tuple(ThemeDefinition(it, title=it, statement=it, include=it, leave_out="") for it in labels)
    return Codeframe("bench", "1", "Benchmark", themes)


def _nothing_known(heads: Heads) -> Heads:
    """Return heads of the same themes in which nothing was ever learned."""
    empty = {
        name: np.zeros_like(getattr(heads, name))
        for name in ("theme_weight", "theme_bias", "words_idf", "words_weight", "words_bias", "group_prior")
    }
    offset = np.full_like(heads.offset, np.log(USUAL_SHARE / (1 - USUAL_SHARE)))
    return replace(heads, **empty, offset=offset)


def _figures(found: Sequence[Truths], there: Truths, trained: int) -> TrainerFigures:
    """Return the mean F1 over draws, with intervals from drawing test comments anew."""
    rows = range(len(there))

    def mean(figure: Callable[[Truths, Truths], float]) -> Interval:
        """Give a figure with its interval."""
        interval = bootstrap(
            rows,
            lambda drawn: float(np.mean([figure(it[list(drawn)], there[list(drawn)]) for it in found])),
            rounds=_ROUNDS,
        )
        if interval is None:
            raise ValueError("no comments to test on")
        return interval

    return TrainerFigures(mean(_micro), mean(_macro), trained, len(there))


def _micro(found: Truths, there: Truths) -> float:
    return float(2 * (found & there).sum() / max(1, found.sum() + there.sum()))


def _macro(found: Truths, there: Truths) -> float:
    """Return the mean F1 of the labels that are there."""
    counted = there.any(axis=0)
    hits, sizes = (found & there).sum(axis=0), found.sum(axis=0) + there.sum(axis=0)
    return float((2 * hits[counted] / sizes[counted]).mean())
