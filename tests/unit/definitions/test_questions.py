"""Every type of question: what it makes of raw values."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions import Number, Question, Value
from surveys.errors import InvalidAnswer
from surveys.values import Problem
from tests.unit.definitions.asked import (
    EACH,
    LONG,
    MULTIPLE,
    NUMBER,
    RANKING,
    RATING,
    SCALE,
    SHORT,
    SINGLE,
    problem_of,
    values_of,
)

NUMBERS = {"lowest": 1, "highest": 5000}
types = pytest.mark.parametrize("question", EACH, ids=lambda it: it.key)


def test_there_is_a_question_of_each_type() -> None:
    union, _discriminator = get_args(Question)
    assert {type(question) for question in EACH} == set(get_args(union))


@pytest.mark.parametrize(
    ("question", "raw", "value", "words"),
    [
        (SINGLE, ["a"], "a", "Apples"),
        (MULTIPLE, ["b", "a"], ["a", "b"], "Apples\nBread"),
        (MULTIPLE, ["none"], ["none"], "Neither"),
        (RATING, ["3"], 3, "Always"),
        (RATING, ["not-applicable"], "not-applicable", "Not for me"),
        (SCALE, ["0"], 0, "0 – Not at all"),
        (SCALE, ["4"], 4, "4"),
        (SCALE, ["10"], 10, "10 – Very well"),
        (NUMBER, [" 14 "], 14, "14 visits a week"),
        (NUMBER, ["1,400 visits"], 1400, "1400 visits a week"),
        (SHORT, ["  weekends "], "weekends", "weekends"),
        (LONG, ["one\r\ntwo\rthree"], "one\ntwo\nthree", "one\ntwo\nthree"),
        (LONG, ["שלום 👵🏽"], "שלום 👵🏽", "שלום 👵🏽"),
        (LONG, ["a\x00b\ud800c\x1b"], "abc", "abc"),
    ],
)
def test_reads_what_fits_and_puts_it_into_words(question: Question, raw: list[str], value: Value, words: str) -> None:
    assert question.parse(raw) == value
    assert question.words(value) == words


@types
@pytest.mark.parametrize("raw", [[], [""], [" \n\t", "\x00"], ["", "", ""]])
def test_nothing_given_is_no_value(question: Question, raw: list[str]) -> None:
    assert question.parse(raw) is None


@types
def test_nothing_given_to_a_required_question_says_what_to_do(question: Question) -> None:
    required, missing = question.model_copy(update={"required": True}), question.missing()
    assert problem_of(required, [""]) == (missing.problem, missing.facts)


@pytest.mark.parametrize(
    ("question", "raw", "problem", "facts"),
    [
        (SINGLE, ["c"], Problem.NOT_LISTED, {}),
        (MULTIPLE, ["a", "z"], Problem.NOT_LISTED, {}),
        (MULTIPLE, ["a", "none"], Problem.NONE_AND_OTHERS, {"none": "Neither"}),
        (RATING, ["4"], Problem.NOT_LISTED, {}),
        (RATING, ["0"], Problem.NOT_LISTED, {}),
        (RATING, ["Always"], Problem.NOT_LISTED, {}),
        (SCALE, ["11"], Problem.NOT_LISTED, {}),
        (SCALE, ["-1"], Problem.NOT_LISTED, {}),
        (SCALE, ["٣"], Problem.NOT_LISTED, {}),
        (NUMBER, ["lots"], Problem.NOT_WHOLE, {**NUMBERS, "example": 8}),
        (NUMBER, ["1,5"], Problem.NOT_WHOLE, {**NUMBERS, "example": 8}),
        (NUMBER, ["3.5"], Problem.NOT_WHOLE, {**NUMBERS, "example": 8}),
        (NUMBER, ["5 hours"], Problem.NOT_WHOLE, {**NUMBERS, "example": 8}),
        (NUMBER, ["٣"], Problem.NOT_WHOLE, {**NUMBERS, "example": 8}),
        (NUMBER, ["0"], Problem.NUMBER_MISSING, NUMBERS),
        (NUMBER, ["-3"], Problem.NUMBER_MISSING, NUMBERS),
        (NUMBER, ["9" * 6000], Problem.NUMBER_MISSING, NUMBERS),
        (SHORT, ["far too long"], Problem.TEXT_TOO_LONG, {"length": 12, "room": 10, "over": 2}),
    ],
)
def test_says_what_is_wrong_when_it_does_not_fit(
    question: Question, raw: list[str], problem: Problem, facts: dict[str, Any]
) -> None:
    assert problem_of(question, raw) == (problem, facts)


def test_not_applicable_can_be_chosen_only_where_it_is_offered() -> None:
    without = RATING.model_copy(update={"not_applicable": ""})
    assert problem_of(without, ["not-applicable"])[0] is Problem.NOT_LISTED


def test_an_example_is_never_above_the_highest_number() -> None:
    assert problem_of(Number(key="few", text="How many?", highest=5), ["few"])[1]["example"] == 5


def test_the_heading_of_a_rating_is_its_statement() -> None:
    assert (RATING.heading(), RATING.guidance()) == ("Visits come on time.", "How often?")
    assert (MULTIPLE.heading(), MULTIPLE.guidance()) == ("Which?", "")


def test_things_put_in_order_are_numbered_in_words() -> None:
    assert RANKING.parse(["b", "a"]) == ["b", "a"]
    assert RANKING.words(["b", "a"]) == "1. Bread\n2. Apples"


@pytest.mark.parametrize("raw", [["", "b", "a"], ["b", "", "a"], ["b", "a", ""]])
def test_a_place_left_empty_moves_the_later_ones_up(raw: list[str]) -> None:
    assert RANKING.parse(raw) == ["b", "a"]


def test_the_same_thing_cannot_be_put_in_two_places() -> None:
    assert problem_of(RANKING, ["b", "", "b"]) == (Problem.RANKED_TWICE, {"option": "Bread"})


def test_there_are_as_many_places_as_the_question_says() -> None:
    assert RANKING.model_copy(update={"places": 2}).parse(["b", "a", "none"]) == ["b", "a"]


@given(st.sampled_from(EACH).flatmap(lambda it: st.tuples(st.just(it), values_of(it))))
def test_every_value_is_read_from_what_a_form_shows_of_it(case: tuple[Question, Value]) -> None:
    question, value = case
    assert question.parse(question.raw(value)) == value
    assert question.words(value)


@given(st.lists(st.text() | st.sampled_from(["a", "b", "3", "12", "2026", "BA1 1AA"]), max_size=4))
def test_any_raw_text_is_a_value_that_reads_as_itself_or_an_invalid_answer(raw: list[str]) -> None:
    for question in EACH:
        try:
            value = question.parse(raw)
        except InvalidAnswer:
            continue
        assert value is None or question.parse(question.raw(value)) == value


@given(st.integers(1, 5000))
def test_every_number_in_range_is_read_as_typed(number: int) -> None:
    assert NUMBER.parse([str(number)]) == number
    assert NUMBER.parse([f"{number:,} visits a week"]) == number


@types
def test_no_answer_shows_nothing(question: Question) -> None:
    assert question.raw(None) == []
