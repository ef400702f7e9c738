"""When a question is shown: in words, in rows, and whether anybody can ever get there."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.authoring.reach import list_unreachable
from surveys.authoring.routes import Route, Row, condition_words, read_route, relations_for, write_route
from surveys.definitions import Questionnaire, find_path, list_library_questionnaires, parse_questionnaire
from surveys.values import Joining, Relation
from tests.authored import YES_NO, single, survey, words

LIBRARY = list_library_questionnaires("home_care")
ASKED = (
    single("a", required=True),
    {"type": "multiple", "key": "b", "text": "Which?", "options": YES_NO},
    {"type": "number", "key": "n", "text": "How many?", "highest": 9, "unit": "visits"},
    {
        "type": "rating",
        "key": "r",
        "text": "How often?",
        "statement": "It is.",
        "theme": "i-01",
        "labels": ["No", "Yes"],
    },
    words("w"),
)
IS_A = {"question": "a", "is": ["yes"]}


def shown_when(condition: Any) -> Questionnaire:
    return parse_questionnaire(survey(*ASKED, words("last", show_when=condition)))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (IS_A, "“Is it a?” is “Yes”"),
        ({"not": IS_A}, "“Is it a?” is not “Yes”"),
        ({"question": "b", "is": ["yes", "no"]}, "“Which?” includes “Yes” or “No”"),
        ({"question": "n", "at_least": 2}, "“How many?” is 2 visits or more"),
        ({"question": "n", "at_most": 2}, "“How many?” is 2 visits or less"),
        ({"question": "n", "at_least": 2, "at_most": 4}, "“How many?” is from 2 visits to 4 visits"),
        ({"question": "r", "is": [2]}, "“It is.” is “Yes”"),
        ({"question": "w", "answered": False}, "“What about w?” was not answered"),
        (
            {"all": [IS_A, {"any": [{"question": "w", "answered": True}, {"not": {"all": [IS_A]}}]}]},
            "“Is it a?” is “Yes” and (“What about w?” was answered or it is not true that (“Is it a?” is “Yes”))",
        ),
        ({"not": {"any": [IS_A]}}, "none of these is true: “Is it a?” is “Yes”"),
    ],
)
def test_a_condition_is_said_in_words(condition: Any, said: str) -> None:
    questionnaire = shown_when(condition)
    last = questionnaire.find_question("last")
    assert last is not None
    assert condition_words(last.show_when, questionnaire) == said
    assert condition_words(None, questionnaire) == ""


ROWS = [
    Row("a", Relation.IS, ("yes",)),
    Row("b", Relation.IS_NOT, ("yes", "no")),
    Row("n", Relation.AT_LEAST, (3,)),
    Row("n", Relation.AT_MOST, (5,)),
    Row("w", Relation.ANSWERED),
    Row("w", Relation.NOT_ANSWERED),
]


@given(st.sampled_from(Joining), st.lists(st.sampled_from(ROWS), min_size=1, max_size=4))
def test_rows_come_back_as_they_were_written(joining: Joining, rows: list[Row]) -> None:
    last = shown_when(write_route(Route(joining, tuple(rows)))).find_question("last")
    assert last is not None
    is_plain = len(rows) == 1 and joining is not Joining.NONE
    assert read_route(last.show_when) == Route(Joining.ALL if is_plain else joining, tuple(rows))


def test_nesting_cannot_be_shown_in_rows_and_no_rows_mean_always() -> None:
    last = shown_when({"all": [IS_A, {"any": [IS_A, {"question": "w", "answered": True}]}]}).find_question("last")
    assert last is not None
    assert read_route(last.show_when) is None
    assert write_route(Route(Joining.ANY, ())) is None
    assert read_route(None) == Route(Joining.ALL, ())


def test_each_type_is_compared_as_makes_sense() -> None:
    kinds = {question.key: relations_for(question)[0] for question in shown_when(IS_A).questions()}
    assert kinds == {
        "a": Relation.IS,
        "b": Relation.IS,
        "n": Relation.AT_LEAST,
        "r": Relation.IS,
        "w": Relation.ANSWERED,
        "last": Relation.ANSWERED,
    }


@pytest.mark.parametrize("questionnaire", LIBRARY, ids=lambda it: it.key)
def test_every_question_of_the_library_can_be_reached(questionnaire: Questionnaire) -> None:
    assert list_unreachable(questionnaire) == []


def leaf() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(lambda values: {"question": "a", "is": values}, st.lists(st.sampled_from(["yes", "no"]), min_size=1)),
        st.builds(lambda values: {"question": "b", "is": values}, st.lists(st.sampled_from(["yes", "no"]), min_size=1)),
        st.builds(lambda low: {"question": "n", "at_least": low}, st.integers(0, 9)),
        st.builds(lambda high: {"question": "n", "at_most": high}, st.integers(0, 9)),
        st.builds(lambda value: {"question": "r", "is": [value]}, st.integers(1, 2)),
        st.builds(lambda key, yes: {"question": key, "answered": yes}, st.sampled_from("abnrw"), st.booleans()),
    )


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        leaf(),
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=6,
    )


ANSWERS = {
    "a": ["yes", "no"],
    "b": [None, ["yes"], ["no"], ["yes", "no"]],
    "n": [None, *range(10)],
    "r": [None, 1, 2],
    "w": [None, "words"],
    "mid": [None, "yes", "no"],
}


@given(conditions(), conditions(), st.booleans())
def test_what_is_found_unreachable_is_what_no_answers_reach(first: Any, second: Any, joins: bool) -> None:
    last = {"all": [second, {"question": "mid", "is": ["yes"]}]} if joins else second
    questionnaire = parse_questionnaire(survey(*ASKED, single("mid", show_when=first), words("last", show_when=last)))
    reached = set()
    for given_answers in product(*ANSWERS.values()):
        answers = {key: value for key, value in zip(ANSWERS, given_answers, strict=True) if value is not None}
        reached |= {question.key for question in find_path(questionnaire, answers)}  # type: ignore[arg-type]
        if {"mid", "last"} <= reached:
            break
    assert {question.key for question in list_unreachable(questionnaire)} == {"mid", "last"} - reached
