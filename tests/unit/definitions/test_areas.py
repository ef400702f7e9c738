"""Where somebody lives, never closely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions import Area, Option
from surveys.values import Problem
from tests.unit.definitions.asked import problem_of

AREA = Area(key="area", text="Where?")
LISTED = Area(
    key="area",
    text="Where?",
    options=(Option(value="north", text="The north"), Option(value="south", text="The south")),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("BA1", "BA1"),
        (" ba11 ", "BA11"),
        ("BA1 1AA", "BA1"),
        ("ba11aa", "BA1"),
        ("BA11 1AA", "BA11"),
        ("BA1-1AA", "BA1"),
        ("ba 1  1aa", "BA1"),
        ("BA1 1", "BA1"),
        ("BA1 1A", "BA1"),
        ("M1 1AE", "M1"),
        ("M11AE", "M1"),
        ("W1A 0AX", "W1A"),
        ("SW1A1AA", "SW1A"),
        ("EC1A 1BB", "EC1A"),
    ],
)
def test_the_first_half_of_a_postcode_is_kept(typed: str, kept: str) -> None:
    assert AREA.parse([typed]) == kept


@given(
    st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]?", fullmatch=True),
    st.sampled_from([" ", "-", "  "]),
    st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True),
)
def test_the_second_half_is_never_kept(first: str, between: str, second: str) -> None:
    assert AREA.parse([f"{first}{between}{second}"]) == first


@pytest.mark.parametrize("typed", ["12 Mill Lane", "Bath", "BA", "1AA", "BA1 1AAA", "BA123", "SW1A 1AA, London", "+44"])
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    assert problem_of(AREA, [typed]) == (Problem.NOT_A_POSTCODE, {})


def test_of_a_list_only_what_it_holds_can_be_chosen() -> None:
    assert LISTED.parse(["north"]) == "north"
    assert LISTED.words("north") == "The north"
    assert problem_of(LISTED, ["BA1"]) == (Problem.NOT_LISTED, {})
