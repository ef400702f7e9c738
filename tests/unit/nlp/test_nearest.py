from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.codeframe import ThemeDefinition, ThemeExample
from nlp.nearest import WrittenExamples, load_written, save_written, spread_out, states_of, with_examples
from nlp.results import Stance
from nlp.stance import STANCES
from nlp.tagger import Tagger
from tests.unit.nlp.small_models import WIDTH, SmallEncoder

EAST, NORTH, UP = np.eye(3, dtype=np.float32)


def written(*rows: tuple[np.ndarray, int, int, str]) -> WrittenExamples:
    vectors, themes, stances, texts = zip(*rows, strict=True)
    return WrittenExamples(np.stack(vectors), np.array(themes, np.int16), np.array(stances, np.int16), texts)


@pytest.fixture
def examples() -> WrittenExamples:
    return written((EAST, 0, 0, "on time"), (NORTH, 0, 0, "to the minute"), (EAST, 0, 1, "late"), (UP, 1, 0, "kind"))


def test_the_nearest_of_the_same_theme_and_stance_is_found(examples: WrittenExamples) -> None:
    assert examples.find(np.array([1, 9, 0], np.float32), theme=0, stance=0) == "to the minute"
    assert examples.find(np.array([9, 1, 0], np.float32), theme=0, stance=1) == "late"


def test_what_is_far_away_explains_nothing(examples: WrittenExamples) -> None:
    assert examples.find(UP, theme=0, stance=0) is None
    assert examples.find(EAST, theme=1, stance=2) is None


def test_examples_are_kept(examples: WrittenExamples, tmp_path: Path) -> None:
    save_written(examples, tmp_path / "written.npz")
    kept = load_written(tmp_path / "written.npz")
    assert kept.texts == examples.texts
    assert np.array_equal(kept.themes, examples.themes)
    assert np.array_equal(kept.stances, examples.stances)
    assert np.allclose(kept.vectors, examples.vectors, atol=0.01)


@given(st.integers(1, 30), st.integers(1, 12), st.integers(0, 99))
def test_what_is_chosen_is_as_much_as_asked_for_and_no_row_twice(rows: int, most: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(rows, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chosen = spread_out(vectors, most)
    assert len(set(chosen)) == len(chosen) == min(rows, most)


def test_what_is_chosen_lies_apart() -> None:
    near = np.array([[1, 0.01, 0], [1, 0, 0], [1, -0.01, 0], [0, 1, 0], [0, 0, 1]], np.float32)
    assert {3, 4} <= set(spread_out(near, 3))


def test_a_tag_says_what_spoke_for_it(tagger: Tagger) -> None:
    (result,) = tagger.tag(["The lass who does my tea sits and has a natter even when she is run off her feet."])
    assert result.tags
    for tag in result.tags:
        assert tag.why.startswith(("phrase: ", "like “", "words: ", "sense of the clause"))
        assert tag.stance in STANCES


def test_examples_of_a_definition_stand_beside_the_written_ones() -> None:
    encoder = SmallEncoder()
    known = written((np.ones(WIDTH, np.float32), 0, 0, "on time"))
    examples = (ThemeExample("The dog is fed", Stance.MET), ThemeExample("My cat comes first"))
    pets = ThemeDefinition("x-1", "Pets", "My pets are fed.", "cats", "", examples=examples)
    found = with_examples(known, [pets], themes=("t-1", "x-1"), encoder=encoder)
    dog, cat = states_of([it.text for it in examples], encoder)
    assert [found.find(dog, theme=1, stance=it) for it in range(3)] == ["The dog is fed", None, None]
    assert [found.find(cat, theme=1, stance=it) for it in range(3)] == ["My cat comes first"] * 3
    assert found.find(np.ones(WIDTH, np.float32), theme=0, stance=0) == "on time"


def test_definitions_without_examples_add_nothing(examples: WrittenExamples) -> None:
    pets = ThemeDefinition("x-1", "Pets", "My pets are fed.", "cats", "")
    assert with_examples(examples, [pets], themes=("x-1",), encoder=SmallEncoder()) is examples
