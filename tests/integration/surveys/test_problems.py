"""What is wrong with an answer, in words that say what to do."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from surveys.errors import InvalidAnswer
from surveys.values import Language, Problem
from webapp.forms.problems import WORDS, in_words
from webapp.look import speak

FACTS: dict[Problem, dict[str, Any]] = {
    Problem.TEXT_TOO_LONG: {"length": 4321, "room": 4000, "over": 321},
    Problem.NONE_AND_OTHERS: {"none": "Neither"},
    Problem.RANKED_TWICE: {"option": "50 % more {time}"},
    Problem.NUMBER_MISSING: {"lowest": 1, "highest": 5000},
    Problem.NOT_WHOLE: {"lowest": 1, "highest": 5000, "example": 8},
    Problem.DATE_MISSING: {"precision": "day"},
    Problem.DATE_INCOMPLETE: {"part": "month"},
    Problem.DATE_NOT_REAL: {"precision": "month"},
    Problem.DATE_TOO_EARLY: {"limit": date(2026, 3, 5)},
    Problem.DATE_TOO_LATE: {"limit": date(2026, 3, 5)},
    Problem.FILE_TOO_BIG: {"limit": 10},
    Problem.FILE_NOT_ACCEPTED: {"accepts": "photo"},
    Problem.FILE_TOO_LONG: {"limit": 5},
}


def words(app: Flask, problem: Problem, language: Language = Language.ENGLISH, **facts: Any) -> str:
    with app.test_request_context("/"):
        speak(language)
        return in_words(InvalidAnswer(problem, **(facts or FACTS.get(problem, {}))))


@pytest.mark.parametrize("language", Language)
def test_every_problem_has_words(app: Flask, language: Language) -> None:
    assert set(WORDS) == set(Problem)
    said = {problem: words(app, problem, language) for problem in Problem}
    assert [problem for problem, text in said.items() if not text or "%(" in text] == []


@pytest.mark.parametrize(
    ("problem", "facts", "said"),
    [
        (Problem.NOT_WHOLE, {}, "Enter a whole number from 1 to 5,000, like 8"),
        (Problem.DATE_INCOMPLETE, {"part": "day"}, "The date must include a day"),
        (Problem.DATE_INCOMPLETE, {"part": "month"}, "The date must include a month"),
        (Problem.DATE_INCOMPLETE, {"part": "year"}, "The date must include a year"),
        (Problem.DATE_NOT_REAL, {"precision": "day"}, "Enter a real date as numbers, like 27 3 2026"),
        (Problem.DATE_TOO_EARLY, {}, "The date must be 5 March 2026 or later"),
        (Problem.RANKED_TWICE, {}, "You chose “50 % more {time}” twice. Choose something else for one of them"),
    ],
)
def test_it_says_what_to_do(app: Flask, problem: Problem, facts: dict[str, Any], said: str) -> None:
    assert words(app, problem, **facts) == said
