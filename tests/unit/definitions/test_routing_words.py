"""Routing in words: what “only if” is followed by, on paper and on the author's desk."""

from dataclasses import replace
from typing import Any

import pytest

from surveys.definitions import Questionnaire, list_library_questionnaires, parse_questionnaire
from surveys.definitions.routing_words import ENGLISH, condition_words, place_words
from surveys.definitions.sheets import lay_out

NUMBERS = {"help": 1, "week": 2, "often": 3, "why": 4, "sure": 5}


def asking(condition: dict[str, Any], text: str = "Last?") -> Questionnaire:
    questions = [
        {"type": "single", "key": "help", "text": "Help?", "options": options("Yes", "No", "Both")},
        {"type": "number", "key": "week", "text": "Visits?", "highest": 50},
        {
            "type": "rating",
            "key": "often",
            "text": "How often?",
            "statement": "They come on time.",
            "theme": "i-02",
            "labels": ["Never", "Sometimes", "Always"],
        },
        {"type": "long_text", "key": "why", "text": "Why?"},
        {"type": "scale", "key": "sure", "text": "How sure?", "low": "Not", "high": "Very"},
        {"type": "short_text", "key": "last", "text": text, "show_when": condition},
    ]
    sections = [{"key": "all", "title": "All", "questions": questions}]
    about = {"key": "q", "version": 1, "title": "Q", "group": "provider", "minutes": 1, "purpose": "P"}
    return parse_questionnaire({**about, "sections": sections})


def options(*texts: str) -> list[dict[str, str]]:
    return [{"value": text.lower(), "text": text} for text in texts]


HELP = {"question": "help", "is": ["yes"]}
NOT_HELP = "you did not say “Yes” to question 1"
WEEK = {"question": "week", "at_least": 5}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (HELP, "you said “Yes” to question 1"),
        ({"question": "help", "is": ["yes", "both"]}, "you said “Yes” or “Both” to question 1"),
        (WEEK, "your answer to question 2 is 5 or more"),
        ({"question": "week", "at_most": 5}, "your answer to question 2 is 5 or less"),
        ({"question": "sure", "at_least": 5, "at_most": 9}, "your answer to question 5 is from 5 to 9"),
        ({"question": "often", "at_least": 2}, "you said “Sometimes” or “Always” to question 3"),
        ({"question": "why", "answered": True}, "you answered question 4"),
        ({"question": "why", "answered": False}, "you did not answer question 4"),
        ({"not": HELP}, "you did not say “Yes” to question 1"),
        ({"not": {"not": HELP}}, "you said “Yes” to question 1"),
        ({"not": WEEK}, "your answer to question 2 is not 5 or more"),
        ({"not": {"question": "why", "answered": False}}, "you answered question 4"),
        ({"all": [HELP, WEEK]}, "you said “Yes” to question 1, and your answer to question 2 is 5 or more"),
        ({"any": [HELP, HELP]}, "you said “Yes” to question 1"),
        ({"not": {"any": [HELP, WEEK]}}, f"{NOT_HELP}, and your answer to question 2 is not 5 or more"),
        ({"not": {"all": [HELP, WEEK]}}, f"{NOT_HELP}, or your answer to question 2 is not 5 or more"),
    ],
)
def test_a_condition_is_a_clause(condition: dict[str, Any], words: str) -> None:
    questionnaire = asking(condition)
    last = questionnaire.find_question("last")
    assert last is not None
    assert last.show_when is not None
    assert condition_words(last.show_when, questionnaire, NUMBERS) == words


def test_a_question_without_a_number_is_named_by_its_words() -> None:
    questionnaire = asking(HELP)
    condition = questionnaire.sections[0].questions[-1].show_when
    assert condition is not None
    assert condition_words(condition, questionnaire, {}) == "you said “Yes” to the question “Help?”"


def test_another_language_has_other_phrases() -> None:
    questionnaire = asking(HELP)
    condition = questionnaire.sections[0].questions[-1].show_when
    assert condition is not None
    polish = replace(ENGLISH, said="na {question} odpowiedziano {values}", question="pytanie {number}")
    assert condition_words(condition, questionnaire, NUMBERS, polish) == "na pytanie 1 odpowiedziano “Yes”"


def test_a_place_becomes_the_words_beside_it_or_names_the_question() -> None:
    questionnaire = asking(HELP)
    text = "Think of {week|your visits}, and of {why}."
    assert place_words(text, questionnaire, NUMBERS) == "Think of your visits, and of your answer to question 4."


@pytest.mark.parametrize("questionnaire", list_library_questionnaires("home_care"), ids=lambda each: each.key)
def test_every_condition_of_the_library_names_questions_by_number(questionnaire: Questionnaire) -> None:
    sheet = lay_out(questionnaire)
    said = [
        condition_words(entry.question.show_when, questionnaire, sheet.numbers)
        for entry in sheet.entries
        if entry.question.show_when and not sheet.is_gate(entry.question.show_when)
    ]
    assert [words for words in said if "the question “" in words] == []
