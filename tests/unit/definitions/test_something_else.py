"""An option that stands for "something else" asks what, on the next page, of those who chose it."""

from typing import Any

import pytest

from surveys.definitions import Questionnaire, ShortText, find_path, parse_questionnaire, present
from surveys.values import Language
from tests.unit.definitions.making import OPTIONS, own_words, questionnaire, yes_or_no

OTHER = {"value": "other", "text": "Something else", "ask": "What is it?"}
EASY = {"text": "Is it so?", "picture": "idea", "options": {"other": "Else"}, "asks": {"other": "What?"}}
TEXTS = {"What is it?": "Beth yw e?", "What?": "Beth?"}


def survey(kind: str = "single") -> Questionnaire:
    asking = yes_or_no("first", type=kind, options=[*OPTIONS, OTHER], easy=EASY)
    return parse_questionnaire(questionnaire(asking, own_words("why"), translations={"cy": TEXTS}))


def keys(answers: dict[str, Any], *, kind: str = "single") -> list[str]:
    return [question.key for question in find_path(survey(kind), answers)]


def test_the_words_are_asked_right_after_the_choice() -> None:
    assert keys({"first": "other"}) == ["first", "first-other-words", "why"]


@pytest.mark.parametrize("answers", [{}, {"first": "yes"}])
def test_they_are_asked_only_of_those_who_chose_it(answers: dict[str, str]) -> None:
    assert keys(answers) == ["first", "why"]


def test_they_hang_on_checkboxes_too() -> None:
    assert keys({"first": ["no", "other"]}, kind="multiple") == ["first", "first-other-words", "why"]
    assert keys({"first": ["no"]}, kind="multiple") == ["first", "why"]


def test_they_stand_in_the_section_of_their_choice_and_may_be_left_out() -> None:
    words = survey().find_question("first-other-words")
    assert isinstance(words, ShortText)
    assert survey().section_of(words).key == "about"
    assert words.required is False


@pytest.mark.parametrize(
    ("language", "is_easy", "heading"),
    [
        (Language.ENGLISH, False, "What is it?"),
        (Language.ENGLISH, True, "What?"),
        (Language.WELSH, False, "Beth yw e?"),
        (Language.WELSH, True, "Beth?"),
    ],
)
def test_they_are_put_in_each_language_and_in_easy_read(language: Language, is_easy: bool, heading: str) -> None:
    words = present(survey(), language=language, is_easy=is_easy).find_question("first-other-words")
    assert words is not None
    assert words.heading() == heading
    assert words.easy is not None
    assert words.easy.picture == "idea"
