"""A question of each type, every value that a question can have, and what is wrong with others."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from surveys.definitions import (
    Area,
    DateInParts,
    LongText,
    MultipleChoice,
    Number,
    Option,
    Question,
    Ranking,
    Rating,
    Scale,
    ShortText,
    SingleChoice,
    UploadQuestion,
)
from surveys.definitions.questions import NOT_APPLICABLE
from surveys.errors import InvalidAnswer
from surveys.text import clean_text
from surveys.values import Problem

OPTIONS = (Option(value="a", text="Apples"), Option(value="b", text="Bread"), Option(value="none", text="Neither"))
SINGLE = SingleChoice(key="one", text="Which?", options=OPTIONS)
MULTIPLE = MultipleChoice(key="some", text="Which?", options=OPTIONS, none="none")
RANKING = Ranking(key="order", text="What matters most?", options=OPTIONS, places=3)
RATING = Rating(
    key="rate",
    text="How often?",
    statement="Visits come on time.",
    theme="i-02",
    labels=("Never", "Sometimes", "Always"),
    not_applicable="Not for me",
)
SCALE = Scale(key="scale", text="How well?", low="Not at all", high="Very well")
NUMBER = Number(key="count", text="How many?", lowest=1, highest=5000, unit="visits a week")
DAY = DateInParts(key="day", text="When?", earliest=date(1900, 1, 1), latest=date(2100, 12, 31))
MONTH = DateInParts(key="month", text="When?", precision="month")
AREA = Area(key="area", text="Where?")
LISTED_AREA = Area(key="listed", text="Where?", options=OPTIONS)
UPLOAD = UploadQuestion(key="photo", text="Show us")
SHORT = ShortText(key="short", text="What?", limit=10)
LONG = LongText(key="long", text="What?")
EACH: tuple[Question, ...] = (
    SINGLE,
    MULTIPLE,
    RANKING,
    RATING,
    SCALE,
    NUMBER,
    DAY,
    MONTH,
    AREA,
    LISTED_AREA,
    UPLOAD,
    SHORT,
    LONG,
)


def problem_of(question: Question, raw: list[str]) -> tuple[Problem, dict[str, Any]]:
    """Say what is wrong with the raw values."""
    with pytest.raises(InvalidAnswer) as caught:
        question.parse(raw)
    return caught.value.problem, caught.value.facts


def values_of(question: Question) -> st.SearchStrategy[Any]:
    """Draw any value that the question can have."""
    return VALUES[type(question)](question)


def _listed(question: SingleChoice | Ranking | Area) -> st.SearchStrategy[str]:
    return st.sampled_from([option.value for option in question.options])


def _ranked(question: Ranking) -> st.SearchStrategy[list[str]]:
    return st.lists(_listed(question), min_size=1, max_size=question.places, unique=True)


def _rated(question: Rating) -> st.SearchStrategy[int | str]:
    apart = [NOT_APPLICABLE] if question.not_applicable else []
    return st.sampled_from([*range(1, len(question.labels) + 1), *apart])


def _area(question: Area) -> st.SearchStrategy[str]:
    return _listed(question) if question.options else st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]?", fullmatch=True)


def _text(question: ShortText | LongText) -> st.SearchStrategy[str]:
    return st.text(max_size=min(question.limit, 200)).map(lambda text: clean_text(text).strip()).filter(bool)


def _several(question: MultipleChoice) -> st.SearchStrategy[list[str]]:
    """Draw options in the order of the question, or the one that excludes the others."""
    order = [option.value for option in question.options]
    others = [value for value in order if value != question.none]
    some = st.lists(st.sampled_from(others), min_size=1, unique=True).map(lambda it: sorted(it, key=order.index))
    return some | st.just([question.none]) if question.none else some


def _dates(question: DateInParts) -> st.SearchStrategy[str]:
    days = st.dates(question.earliest or date(1000, 1, 1), question.latest or date.max)
    return days.map(lambda day: day.isoformat() if question.precision == "day" else f"{day:%Y-%m}")


VALUES: dict[type[Question], Callable[[Any], st.SearchStrategy[Any]]] = {
    SingleChoice: _listed,
    MultipleChoice: _several,
    Ranking: _ranked,
    Rating: _rated,
    Scale: lambda _question: st.integers(0, 10),
    Number: lambda question: st.integers(question.lowest, question.highest),
    DateInParts: _dates,
    Area: _area,
    UploadQuestion: lambda _question: st.from_regex(r"(photo|voice)-[0-9a-f]{8}", fullmatch=True),
    ShortText: _text,
    LongText: _text,
}
