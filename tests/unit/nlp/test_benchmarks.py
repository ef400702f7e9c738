import numpy as np
import pytest

from nlp import adoption, benchmarks
from nlp.benchmarks import LabelledComments, learning_curve, measure_trainer, split
from nlp.results import Comment
from tests.unit.nlp.small_models import SmallEncoder, small_heads

DRINKS, ROADS = ("tea", "coffee", "milk", "juice"), ("bus", "car", "taxi", "van")
FRAMES = ("They gave us {}", "No {} for me", "The {} was good", "I like a {}", "Where is the {}?", "My {} came late")
TEXTS = tuple(frame.format(word) for frame in FRAMES for word in (*DRINKS, *ROADS))
DATA = LabelledComments(
    tuple(Comment(text, question="How was it?") for text in TEXTS),
    ("drinks", "roads"),
    np.array([[any(it in text for it in words) for words in (DRINKS, ROADS)] for text in TEXTS]),
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adoption, "_background", lambda: ("They are late.", "Lovely girls"))
    monkeypatch.setattr(benchmarks, "LESSON_COUNTS", (10, 30))
    monkeypatch.setattr(benchmarks, "CURVE_SEEDS", (1, 2))


def test_the_split_is_four_to_one_and_always_the_same() -> None:
    train, test = split(100)
    assert (len(train), len(test), sorted([*train, *test])) == (80, 20, list(range(100)))
    assert test[:4].tolist() == [83, 53, 70, 45]


def test_the_trainer_learns_what_words_say() -> None:
    figures = measure_trainer(DATA, encoder=SmallEncoder())
    assert (figures.trained, figures.tested) == (38, 10)
    assert figures.micro.low <= figures.micro.value <= figures.micro.high
    assert figures.micro.value > 0.7


def test_the_learning_curve_measures_both_starts_on_the_same_comments() -> None:
    points = list(learning_curve(DATA, heads=small_heads(), encoder=SmallEncoder()))
    assert [it.lessons for it in points] == [10, 30]
    assert {figures.tested for it in points for figures in (it.shipped, it.words_only)} == {10}
    assert points[1].words_only.micro.value > 0.5
