from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.changes import pack, unpack
from nlp.fitting import Restraint, Rows, fit_change
from nlp.heads import Heads, ModelMismatch
from nlp.learning import learn
from nlp.lessons import Lesson
from nlp.tfidf import counts_of
from nlp.thresholds import Answers, accept_limits, platt, suggest_limits
from tests.unit.nlp.small_models import SmallEncoder, chances, lesson, small_heads

DRINKS = ["They bring the tea", "My tea is made", "Cold tea again", "Tea and toast, lovely", "Nobody made tea"]
OTHERS = ["The bus was full", "He parks outside", "Rain all day", "She has a new coat", "The gate is broken"]
DECIDED = [lesson(text, "t-1") for text in DRINKS] + [lesson(text) for text in OTHERS]


def taught(lessons: list[Lesson]) -> Heads:
    return learn(small_heads(), lessons, encoder=SmallEncoder(), codeframes=())


def same(one: Heads, other: Heads) -> bool:
    return all(np.array_equal(getattr(one, it.name), getattr(other, it.name)) for it in fields(Heads))


def test_without_lessons_nothing_changes() -> None:
    heads = small_heads()
    assert learn(heads, [], encoder=SmallEncoder(), codeframes=()) is heads


def test_lessons_without_a_word_teach_nothing() -> None:
    assert same(taught([lesson("…"), lesson("")]), small_heads())


@given(st.permutations(DECIDED))
@settings(max_examples=5)
def test_the_order_of_lessons_does_not_matter(lessons: list[Lesson]) -> None:
    assert same(taught(lessons), taught(DECIDED))


def test_what_was_decided_is_found_in_other_words() -> None:
    before, after = (chances(it, "A cup of tea", "A full bus")[:, 0] for it in (small_heads(), taught(DECIDED * 5)))
    assert after[0] > before[0]
    assert after[1] < before[1]


def test_many_decisions_change_more_than_few() -> None:
    few, many = (chances(taught(DECIDED * times), "Tea")[0, 0] for times in (1, 5))
    assert chances(small_heads(), "Tea")[0, 0] < few < many


def test_themes_that_nobody_judged_stay_as_they_were() -> None:
    before = small_heads()
    after = taught([lesson(text, "t-1", judged=frozenset({"t-1"})) for text in DRINKS])
    assert not np.array_equal(after.theme_weight[0], before.theme_weight[0])
    for name in ("theme_weight", "words_weight", "offset", "suggest", "accept"):
        assert np.array_equal(getattr(after, name)[1], getattr(before, name)[1])


def test_bands_stay_where_there_is_too_little_to_tell() -> None:
    before, after = small_heads(), taught(DECIDED[:4])
    assert np.array_equal(after.suggest, before.suggest)
    assert np.array_equal(after.accept, before.accept)


def test_learned_heads_come_back_from_bytes() -> None:
    base, heads = small_heads(), taught(DECIDED)
    back = unpack(pack(heads, base), base)
    others = [it.name for it in fields(Heads) if it.name != "words_weight"]
    assert all(np.array_equal(getattr(back, name), getattr(heads, name)) for name in others)
    half_a_step = np.abs(heads.words_weight - base.words_weight).max() / 127
    assert np.abs(back.words_weight - heads.words_weight).max() <= half_a_step
    assert np.allclose(unpack(pack(back, base), base).words_weight, back.words_weight, atol=1e-7)


def test_heads_without_changes_are_packed_in_little() -> None:
    base = small_heads()
    data = pack(base, base)
    assert same(unpack(data, base), base)
    assert len(data) < 500


def test_learned_heads_are_refused_on_another_base() -> None:
    data = pack(taught(DECIDED), small_heads())
    with pytest.raises(ModelMismatch, match="on top of others"):
        unpack(data, small_heads(("t-1", "t-3")))


def test_heads_of_other_themes_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="other themes"):
        pack(small_heads(("t-1", "t-3")), small_heads())


def test_rows_of_which_nobody_knows_anything_change_nothing() -> None:
    words = counts_of(DRINKS)
    ones = np.ones((5, 2), np.float32)
    states = np.eye(5, 3, dtype=np.float32)
    change = fit_change(Rows(states, words, ones, 0 * ones), 0 * ones, Restraint(1, 1, 1))
    assert (abs(change.states).max(), abs(change.words).max(), abs(change.constant).max()) == (0, 0, 0)


def test_a_change_says_what_was_fitted() -> None:
    words = counts_of(DRINKS)
    targets = np.array([[1], [1], [1], [0], [0]], np.float32)
    states = np.eye(5, 3, dtype=np.float32)
    change = fit_change(Rows(states, words, targets, 0 * targets + 1), 0 * targets, Restraint(0.01, 0.01, 0.01))
    assert ((change.of(states, words) > 0) == (targets > 0)).all()


def test_without_answers_scale_and_shift_change_nothing() -> None:
    nothing = np.zeros(0)
    assert platt(nothing, nothing, nothing) == (1.0, 0.0)


@given(st.integers(-4, 4))
def test_a_constant_error_is_taken_away(shift: int) -> None:
    logits = np.tile(np.linspace(-3, 3, 60), 50)
    truths = np.tile(np.linspace(-3, 3, 60) > 0, 50).astype(float)
    scale, found = platt(logits + shift, truths, np.ones(3000))
    assert -found / scale == pytest.approx(shift, abs=0.3)


def answers(probability: float, right: int, wrong: int) -> Answers:
    count = right + wrong
    targets = np.array([1] * right + [0] * wrong, np.float32)[:, None]
    return Answers(np.full((count, 1), probability, np.float32), targets, np.ones((count, 1), np.float32))


@pytest.mark.parametrize(
    ("right", "wrong", "limit"), [(40, 1, 0.8), (9, 0, 0.95), (10, 10, 1.01), (0, 0, 0.95), (10, 0, 0.8)]
)
def test_a_theme_is_accepted_when_nine_in_ten_are_sure_to_be_right(right: int, wrong: int, limit: float) -> None:
    known = np.array([0.95], np.float32)
    assert accept_limits(answers(0.99, right, wrong), known)[0] == pytest.approx(limit)


def test_a_theme_is_shown_from_where_it_is_found_best() -> None:
    limits = suggest_limits(answers(0.5, 200, 0), np.array([0.9], np.float32))
    assert limits[0] <= 0.5
    assert suggest_limits(answers(0.5, 4, 0), np.array([0.9], np.float32))[0] == np.float32(0.9)
