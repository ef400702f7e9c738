"""Reading what is keyed of paper: codes in, answers and marks out."""

from typing import Any

import pytest

from surveys.capture.keyed import Reading, answers_of, list_not_asked, read_form, read_keyed
from surveys.definitions import LIBRARY, load_questionnaire, parse_questionnaire
from surveys.definitions.sheets import Entry, lay_out
from surveys.errors import InvalidAnswer
from surveys.values import Mark, Problem

SHEET = lay_out(load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml"))


def entry(**question: Any) -> Entry:
    about = {"key": "q", "version": 1, "title": "Q", "group": "provider", "minutes": 1, "purpose": "P"}
    asked = {"key": "asked", "text": "Asked?", **question}
    raw = {**about, "sections": [{"key": "all", "title": "All", "questions": [asked]}]}
    return lay_out(parse_questionnaire(raw)).entries[0]


def options(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "text": value.title()} for value in values]


SINGLE = entry(type="single", options=options("yes", "no"))
MULTIPLE = entry(type="multiple", options=options("one", "two", "three"), none="three")
RANKING = entry(type="ranking", options=options("one", "two", "three"), places=2)
RATING = entry(type="rating", statement="S", theme="i-01", labels=["Never", "Always"], not_applicable="Does not apply")
SCALE = entry(type="scale", low="Low", high="High")
DAY = entry(type="date")
MONTH = entry(type="date", precision="month")
WORDS = entry(type="long_text")


@pytest.mark.parametrize(
    ("asked", "typed", "value"),
    [
        (SINGLE, "2", "no"),
        (SINGLE, " 1 ", "yes"),
        (MULTIPLE, "ab", ["one", "two"]),
        (MULTIPLE, "B, A", ["one", "two"]),
        (RANKING, "ca", ["three", "one"]),
        (RATING, "2", 2),
        (RATING, "n", "not-applicable"),
        (SCALE, "10", 10),
        (DAY, "5 3 2026", "2026-03-05"),
        (DAY, "05032026", "2026-03-05"),
        (DAY, "5/3/2026", "2026-03-05"),
        (MONTH, "3.2026", "2026-03"),
        (WORDS, "What now?", "What now?"),
        (WORDS, "x", "x"),
    ],
)
def test_codes_become_answers(asked: Entry, typed: str, value: Any) -> None:
    assert read_keyed(asked.question, asked.choices, typed) == Reading(value)


@pytest.mark.parametrize(
    ("asked", "typed", "reading"),
    [
        (SINGLE, "", Reading()),
        (SINGLE, "-", Reading()),
        (SINGLE, "?", Reading(mark=Mark.UNREADABLE)),
        (WORDS, "?", Reading(mark=Mark.UNREADABLE)),
        (RATING, "x", Reading(mark=Mark.TWO_TICKS)),
        (MULTIPLE, "X", Reading(mark=Mark.TWO_TICKS)),
    ],
)
def test_what_is_no_answer_has_a_mark_or_is_blank(asked: Entry, typed: str, reading: Reading) -> None:
    assert read_keyed(asked.question, asked.choices, typed) == reading


@pytest.mark.parametrize(
    ("asked", "typed", "problem"),
    [
        (SINGLE, "3", Problem.NOT_LISTED),
        (MULTIPLE, "ad", Problem.NOT_LISTED),
        (MULTIPLE, "ac", Problem.NONE_AND_OTHERS),
        (RANKING, "aa", Problem.RANKED_TWICE),
        (DAY, "31 2 2026", Problem.DATE_NOT_REAL),
        (DAY, "3 2026", Problem.DATE_INCOMPLETE),
    ],
)
def test_what_cannot_be_read_says_why(asked: Entry, typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_keyed(asked.question, asked.choices, typed)
    assert caught.value.problem is problem


def test_a_letter_x_is_a_box_where_there_are_so_many() -> None:
    many = entry(type="multiple", options=options(*(f"v{number}" for number in range(24))))
    assert read_keyed(many.question, many.choices, "x") == Reading(["v23"])


def test_whoever_answers_about_herself_has_agreed_to() -> None:
    answers = answers_of(SHEET, read_form(SHEET, {"support": "1", "about-sex": "1"}))
    assert answers == {"support": "home-care", "about-sex": "female", "about-you": "yes"}
    assert list_not_asked(SHEET, answers) == []
    assert answers_of(SHEET, read_form(SHEET, {"support": "1"})) == {"support": "home-care"}


def test_what_the_routing_leads_past_is_found() -> None:
    typed = {"support": "1", "reablement-start": "1", "skills-back": "2", "support-other-words": "Meals"}
    answers = answers_of(SHEET, read_form(SHEET, typed))
    assert list_not_asked(SHEET, answers) == ["support-other-words", "reablement-start", "skills-back"]
