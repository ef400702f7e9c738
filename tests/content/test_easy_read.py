"""The library in Easy Read: a picture beside every question, and short sentences."""

import re
from pathlib import Path

import pytest

import webapp
from surveys.definitions import Questionnaire, has_easy_read, list_library_questionnaires, present
from surveys.definitions.pictures import load_pictures
from surveys.definitions.presenting import list_texts, list_without_easy_read
from surveys.values import Language

QUESTIONNAIRES = list_library_questionnaires("home_care")
MOST_WORDS = 15
PICTURES = Path(webapp.__file__).parent / "static/pictures"
each = pytest.mark.parametrize("questionnaire", QUESTIONNAIRES, ids=lambda it: it.key)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+|\n", text) if sentence]


@each
def test_every_page_is_there_in_easy_read(questionnaire: Questionnaire) -> None:
    assert [question.key for question in list_without_easy_read(questionnaire)] == []
    assert has_easy_read(questionnaire)


@each
def test_no_sentence_has_more_than_15_words(questionnaire: Questionnaire) -> None:
    easy = present(questionnaire, language=Language.ENGLISH, is_easy=True)
    shown = [sentence for text in list_texts(easy) for sentence in sentences(text)]
    assert [sentence for sentence in shown if len(sentence.split()) > MOST_WORDS] == []


@each
def test_every_question_has_a_picture_that_is_there(questionnaire: Questionnaire) -> None:
    named = {question.easy.picture for question in questionnaire.questions() if question.easy}
    assert named <= set(load_pictures().pictures)


def test_every_picture_of_the_library_was_built_and_says_what_it_shows() -> None:
    pictures = load_pictures().pictures
    assert [key for key, each in pictures.items() if not (PICTURES / f"{each.code}.svg").is_file()] == []
    assert all(each.alt for each in pictures.values())
