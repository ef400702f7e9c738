"""Moving, adding and taking out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.authoring.edits import (
    DOWN,
    UP,
    add_question,
    add_section,
    change_question,
    change_settings,
    move_question,
    move_section,
    remove_question,
    remove_section,
    split_section,
)
from surveys.errors import EditRefused
from tests.authored import keys, single, survey, words

RAW = survey() | {
    "sections": [
        {"key": "one", "title": "One", "questions": [single("a"), words("b")]},
        {"key": "two", "title": "Two", "questions": [words("c")]},
    ]
}


def test_a_question_moves_over_the_edge_of_its_section() -> None:
    assert keys(move_question(RAW, "b", UP)) == [["b", "a"], ["c"]]
    assert keys(move_question(RAW, "b", DOWN)) == [["a"], ["b", "c"]]
    assert keys(move_question(move_question(RAW, "b", DOWN), "b", UP)) == keys(RAW)
    assert keys(move_question(RAW, "a", UP)) == keys(RAW)
    with pytest.raises(EditRefused, match="the only question of its section"):
        move_question(RAW, "c", UP)
    assert keys(move_section(RAW, "two", UP)) == [["c"], ["a", "b"]]
    assert keys(move_section(RAW, "two", DOWN)) == keys(RAW)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([UP, DOWN]))))
def test_no_move_loses_a_question_or_empties_a_section(moves: list[tuple[str, int]]) -> None:
    raw = RAW
    for key, step in moves:
        try:
            raw = move_question(raw, key, step)
        except EditRefused:
            continue
    assert sorted(key for section in keys(raw) for key in section) == ["a", "b", "c"]
    assert all(keys(raw))


def test_taking_out_the_last_of_a_section_takes_the_section_but_never_the_last_of_all() -> None:
    assert keys(remove_question(RAW, "c")) == [["a", "b"]]
    assert keys(remove_section(RAW, "one")) == [["c"]]
    with pytest.raises(EditRefused, match="the only question"):
        remove_question(survey(), "first")
    with pytest.raises(EditRefused, match="the only section"):
        remove_section(survey(), "all")
    assert "group_from" not in remove_question(RAW | {"group_from": "a"}, "a")
    assert "group_from" not in remove_section(RAW | {"group_from": "a"}, "one")


def test_sections_are_added_at_the_end_or_cut_off_another() -> None:
    section = {"key": "new", "title": "New", "intro": ""}
    assert keys(split_section(RAW, section, first="b")) == [["a"], ["b"], ["c"]]
    assert keys(add_section(RAW, section, first=words("d"))) == [["a", "b"], ["c"], ["d"]]
    with pytest.raises(EditRefused, match="begins with this question already"):
        split_section(RAW, section, first="c")
    assert keys(add_question(RAW, words("d"), section="one")) == [["a", "b", "d"], ["c"]]


def test_a_field_that_becomes_empty_is_left_out_and_zero_is_kept() -> None:
    raw = change_question(RAW, "a", hint="Think", required=True)
    raw = change_question(raw, "a", hint="", required=False, lowest=0)
    assert raw["sections"][0]["questions"][0] == {**single("a"), "lowest": 0}
    assert "easy" not in change_settings(RAW | {"easy": {"title": "t", "purpose": "p"}}, easy=None)
    assert RAW["sections"][0]["questions"][0] == single("a")
