"""Conditions on numbers, and on whether something was answered."""

from typing import Any

import pytest

from surveys.definitions import find_path, parse_questionnaire
from surveys.errors import InvalidDefinition
from tests.unit.definitions.making import how_many, own_words, questionnaire, yes_or_no


def is_asked(condition: dict[str, Any], **answers: Any) -> bool:
    """Tell whether a question with this condition is met by somebody with these answers."""
    labels = ["Never", "Sometimes", "Always"]
    rating = {"type": "rating", "key": "rated", "text": "t", "statement": "s", "theme": "i-02", "labels": labels}
    rating["not_applicable"] = "Not for me"
    scale = {"type": "scale", "key": "scale", "text": "t", "low": "l", "high": "h"}
    survey = parse_questionnaire(
        questionnaire(how_many("count"), rating, scale, own_words("why"), yes_or_no("last", show_when=condition))
    )
    return "last" in {question.key for question in find_path(survey, answers)}


@pytest.mark.parametrize(
    ("limits", "count", "asked"),
    [
        ({"at_least": 14}, 13, False),
        ({"at_least": 14}, 14, True),
        ({"at_most": 14}, 14, True),
        ({"at_most": 14}, 15, False),
        ({"at_most": 0}, 0, True),
        ({"at_least": 3, "at_most": 5}, 2, False),
        ({"at_least": 3, "at_most": 5}, 4, True),
        ({"at_least": 3, "at_most": 5}, 6, False),
    ],
)
def test_limits_of_a_number_are_included(limits: dict[str, int], count: int, *, asked: bool) -> None:
    assert is_asked({"question": "count", **limits}, count=count) is asked


@pytest.mark.parametrize("limits", [{"at_least": 0}, {"at_most": 56}])
def test_no_number_lies_between_no_limits(limits: dict[str, int]) -> None:
    assert is_asked({"question": "count", **limits}) is False


def test_a_rating_and_a_scale_are_numbers_but_not_applicable_is_none() -> None:
    low = {"question": "rated", "at_most": 2}
    assert is_asked(low, rated=1) is True
    assert is_asked(low, rated="not-applicable") is False
    assert is_asked({"question": "scale", "at_most": 3}, scale=0) is True


def test_zero_is_an_answer() -> None:
    assert is_asked({"question": "count", "answered": True}, count=0) is True
    assert is_asked({"question": "count", "answered": False}, count=0) is False


def test_a_question_may_hang_on_one_that_was_left_blank() -> None:
    assert is_asked({"question": "why", "answered": False}) is True
    assert is_asked({"question": "why", "answered": True}) is False
    assert is_asked({"question": "why", "answered": True}, why="Because") is True


def test_conditions_of_every_sort_can_be_joined() -> None:
    joined = {"all": [{"question": "count", "at_least": 1}, {"not": {"question": "why", "answered": True}}]}
    assert is_asked(joined, count=1) is True
    assert is_asked(joined, count=1, why="Because") is False


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"question": "count", "at_least": None}, "a condition on count needs at_least or at_most"),
        ({"question": "why", "at_least": 3}, "question last: show_when asks for 3, which why never has"),
        ({"question": "scale", "at_most": 11}, "question last: show_when asks for 11, which scale never has"),
        (
            {"question": "lost", "answered": True},
            "question last: show_when names lost, which is not an earlier question",
        ),
    ],
)
def test_a_condition_that_could_never_hold_is_refused(condition: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        is_asked(condition)
    assert str(caught.value).endswith(message)
