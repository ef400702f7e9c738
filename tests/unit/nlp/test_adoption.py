from dataclasses import replace

import numpy as np
import pytest

from nlp import adoption
from nlp.adoption import NEVER, adopt, expected
from nlp.codeframe import Codeframe, ThemeDefinition, ThemeExample
from tests.unit.nlp.small_models import SmallEncoder, chances, small_heads

PETS = ThemeDefinition(
    "x-1",
    "Pets",
    "My pets are fed.",
    'cats; dogs, "budgies" (not fish)',
    "fish",
    examples=(ThemeExample("Nobody feeds the cat"), ThemeExample("The dog gets his dinner")),
)
POST = ThemeDefinition("x-2", "Post", "My letters are read to me.", "letters; bills", "")
FRAME = Codeframe("x", "1", "Local", (PETS, POST))
TEXTS = ("Nobody feeds the cat", "The letters lie there", "They are late")


@pytest.fixture(autouse=True)
def background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adoption, "_background", lambda: ("They are late.", "Lovely girls", "She was in a rush"))


def test_known_themes_keep_their_answers() -> None:
    before, after = small_heads(), adopt(small_heads(), [FRAME], encoder=SmallEncoder())
    assert after.themes == ("t-1", "t-2", "x-1", "x-2")
    assert np.array_equal(chances(after, *TEXTS)[:, :2], chances(before, *TEXTS))


def test_a_codeframe_that_is_known_changes_nothing() -> None:
    heads = small_heads(("x-1", "x-2"))
    assert adopt(heads, [FRAME], encoder=SmallEncoder()) is heads


def test_each_theme_is_likeliest_where_its_own_words_are() -> None:
    found = chances(adopt(small_heads(), [FRAME], encoder=SmallEncoder()), *TEXTS)[:, 2:]
    assert found.argmax(axis=0).tolist() == [0, 1]


def test_adopted_themes_are_never_accepted() -> None:
    heads = adopt(small_heads(), [FRAME], encoder=SmallEncoder())
    assert heads.accept[2:].tolist() == [np.float32(NEVER)] * 2


def test_adopting_twice_is_adopting_once() -> None:
    heads = adopt(small_heads(), [FRAME], encoder=SmallEncoder())
    assert adopt(heads, [FRAME], encoder=SmallEncoder()) is heads


def test_a_mapping_gives_the_stance_and_not_the_theme() -> None:
    mapped = replace(PETS, mapped_to=("t-2", "unknown"))
    plain, heads = (
        adopt(small_heads(), [Codeframe("x", "1", "Local", (it,))], encoder=SmallEncoder()) for it in (PETS, mapped)
    )
    assert np.array_equal(chances(plain, *TEXTS), chances(heads, *TEXTS))
    assert np.array_equal(heads.stance_weight[6:], small_heads().stance_weight[3:])
    assert not np.array_equal(plain.stance_weight[6:], heads.stance_weight[6:])


def test_a_theme_does_not_depend_on_what_was_adopted_before_it() -> None:
    first = adopt(small_heads(), [Codeframe("x", "1", "Local", (POST,))], encoder=SmallEncoder())
    both = adopt(first, [Codeframe("x", "1", "Local", (PETS,))], encoder=SmallEncoder())
    alone = adopt(small_heads(), [Codeframe("x", "1", "Local", (PETS,))], encoder=SmallEncoder())
    assert np.array_equal(chances(both, *TEXTS)[:, 3], chances(alone, *TEXTS)[:, 2])


def test_more_examples_never_promise_less_than_was_measured_with_fewer() -> None:
    tried = [expected(count).examples for count in range(30)]
    assert tried == sorted(tried)
    assert tried[0] == 0


def test_definitions_are_split_into_what_they_list() -> None:
    assert adoption._phrases(PETS.include) == ["cats", "dogs", "budgies"]
