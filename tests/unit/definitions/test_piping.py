"""Earlier answers put into later words."""

from typing import Any

import pytest

from surveys.definitions import Questionnaire, parse_questionnaire, pipe, present
from surveys.definitions.presenting import check_places
from surveys.values import Language
from tests.unit.definitions.making import how_many, own_words, questionnaire, yes_or_no

TEXT = "You said {name|nothing}. Why, with {count|some visits}?"
WELSH = {
    TEXT: "Gyda {count|rhai ymweliadau}, a {name|dim}?",
    "visits": "ymweliad",
    "Yes": "Ydy",
    "Is it {first|so}?": "Ai {first|felly} yw e?",
}


def survey(**why: Any) -> Questionnaire:
    asked = [yes_or_no("first"), how_many("count"), own_words("name"), own_words("why", **{"text": TEXT, **why})]
    return parse_questionnaire(questionnaire(*asked, translations={"cy": WELSH}))


def heading(answers: dict[str, Any], *, language: Language = Language.ENGLISH, **why: Any) -> str:
    shown = present(survey(**why), language=language, is_easy=False)
    asked = shown.find_question("why")
    assert asked is not None
    return pipe(asked, answers, shown).heading()


def test_an_answer_is_put_in_words() -> None:
    assert heading({"count": 14, "name": "Kind"}) == "You said Kind. Why, with 14 visits?"


def test_without_an_answer_the_words_beside_it_are_put() -> None:
    assert heading({}) == "You said nothing. Why, with some visits?"


def test_without_words_beside_it_a_place_is_left_out() -> None:
    assert heading({}, text="Why{name}?") == "Why?"


def test_in_a_translation_the_answer_is_in_that_language_and_where_it_belongs() -> None:
    answers = {"count": 14, "name": "Kind"}
    assert heading(answers, language=Language.WELSH) == "Gyda 14 ymweliad, a Kind?"
    assert heading({}, language=Language.WELSH) == "Gyda rhai ymweliadau, a dim?"
    assert heading({"first": "yes"}, language=Language.WELSH, text="Is it {first|so}?") == "Ai Ydy yw e?"


@pytest.mark.parametrize("typed", ["{count}", "{count|x}", "{name}", "{", "}", "{why|{name}}", r"\1 \g<0>"])
def test_braces_that_somebody_typed_stay_as_typed(typed: str) -> None:
    assert heading({"name": typed, "count": 3}) == f"You said {typed}. Why, with 3 visits?"


def test_the_lines_of_an_answer_are_joined() -> None:
    assert heading({"name": "Kind\n\nand quick"}).startswith("You said Kind, and quick.")


def test_places_in_hints_and_options_are_filled_too() -> None:
    options = [{"value": "a", "text": "All {count|of them}"}, {"value": "b", "text": "None"}]
    asked = yes_or_no("why", hint="Of {count|them}", options=options)
    whole = parse_questionnaire(questionnaire(how_many("count"), asked))
    for hint in ("Of {count|them}", ""):
        question = whole.find_question("why")
        assert question is not None
        piped = pipe(question.model_copy(update={"hint": hint}), {"count": 3}, whole)
        assert piped.words("a") == "All 3 visits"


def test_a_question_without_places_is_given_back() -> None:
    asked = survey().find_question("first")
    assert asked is not None
    assert pipe(asked, {"count": 3}, survey()) is asked


@pytest.mark.parametrize("text", ["{name", "name}", "{Name}", "{ name }", "{}"])
def test_what_is_no_place_stays_as_it_is(text: str) -> None:
    assert heading({"name": "Kind"}, text=text) == text


def test_a_place_must_name_an_earlier_question() -> None:
    assert check_places(survey()) == {}
    assert check_places(survey(text="{later} {why} {name}")) == {"why": {"later", "why"}}
    assert check_places(survey(text="Why?", easy={"text": "Of {lost}?"})) == {"why": {"lost"}}
