"""Dates typed in parts."""

from datetime import date

import pytest

from surveys.definitions import DateInParts
from surveys.values import Problem
from tests.unit.definitions.asked import problem_of

DAY = DateInParts(key="day", text="When?")
MONTH = DateInParts(key="month", text="When?", precision="month")


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (DAY, ["5", "3", "2026"], "2026-03-05"),
        (DAY, [" 05", "03 ", "2026"], "2026-03-05"),
        (DAY, ["29", "2", "2024"], "2024-02-29"),
        (DAY, ["29", "2", "2000"], "2000-02-29"),
        (MONTH, ["3", "2026"], "2026-03"),
        (MONTH, ["12", "1999"], "1999-12"),
    ],
)
def test_a_date_is_read_from_its_parts(question: DateInParts, raw: list[str], value: str) -> None:
    assert question.parse(raw) == value


@pytest.mark.parametrize(
    ("question", "raw", "part"),
    [
        (DAY, ["", "3", "2026"], "day"),
        (DAY, ["5", "", "2026"], "month"),
        (DAY, ["5", "3", ""], "year"),
        (DAY, ["5", " ", ""], "month"),
        (DAY, ["5"], "month"),
        (MONTH, ["", "2026"], "month"),
        (MONTH, ["3", ""], "year"),
    ],
)
def test_the_first_part_that_lacks_is_named(question: DateInParts, raw: list[str], part: str) -> None:
    assert problem_of(question, raw) == (Problem.DATE_INCOMPLETE, {"part": part})


@pytest.mark.parametrize(
    "raw",
    [
        ["29", "2", "2026"],
        ["29", "2", "1900"],
        ["31", "4", "2026"],
        ["0", "3", "2026"],
        ["5", "13", "2026"],
        ["5", "3", "26"],
        ["5", "3", "0999"],
        ["5", "3", "20261"],
        ["5", "March", "2026"],
        ["٥", "3", "2026"],
        ["-5", "3", "2026"],
        ["5.0", "3", "2026"],
        ["5", "3", "2026", "1"],
    ],
)
def test_what_is_no_day_is_refused(raw: list[str]) -> None:
    assert problem_of(DAY, raw) == (Problem.DATE_NOT_REAL, {"precision": "day"})


def test_both_limits_are_included() -> None:
    first, last = date(2026, 3, 5), date(2026, 4, 2)
    limited = DAY.model_copy(update={"earliest": first, "latest": last})
    assert limited.parse(["5", "3", "2026"]) == "2026-03-05"
    assert limited.parse(["2", "4", "2026"]) == "2026-04-02"
    assert problem_of(limited, ["4", "3", "2026"]) == (Problem.DATE_TOO_EARLY, {"limit": first})
    assert problem_of(limited, ["3", "4", "2026"]) == (Problem.DATE_TOO_LATE, {"limit": last})


def test_the_month_of_a_limit_is_included_whole() -> None:
    limited = MONTH.model_copy(update={"earliest": date(2026, 3, 15), "latest": date(2026, 4, 15)})
    assert [limited.parse([month, "2026"]) for month in ("3", "4")] == ["2026-03", "2026-04"]
    assert problem_of(limited, ["2", "2026"])[0] is Problem.DATE_TOO_EARLY
    assert problem_of(limited, ["5", "2026"])[0] is Problem.DATE_TOO_LATE


def test_the_parts_are_shown_again_as_people_write_them() -> None:
    assert DAY.raw("2026-03-05") == ["5", "3", "2026"]
    assert MONTH.raw("2026-03") == ["3", "2026"]
