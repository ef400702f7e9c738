"""What the pages make of answers that are odd, wrong or too much."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.checked_client import CheckedClient, soup
from tests.integration.surveys.pages import START, answers, errors, question, rows


@pytest.mark.parametrize(
    ("key", "given", "advice"),
    [
        ("support", "a-castle", "Select one of the answers on this page"),
        ("visits-a-week", "lots", "Enter a whole number from 0 to 56, like 7"),
        ("would-help", ["weekends", "none-of-these"], "Select “None of these” alone, or take it off"),
        ("would-help", ["weekends", "sunshine"], "Select one of the answers on this page"),
    ],
)
def test_an_answer_that_does_not_fit_says_what_to_do(begun: CheckedClient, key: str, given: Any, advice: str) -> None:
    assert errors(begun.send(question(key), {"answer": given})) == [("#answer", advice)]


def test_an_answer_that_is_too_long_stays_and_the_limit_is_explained(begun: CheckedClient, session: Session) -> None:
    response = begun.send(question("good"), {"answer": "x" * 10_000})
    assert soup(response).select("#answer")[0].text.strip() == "x" * 10_000
    advice = (
        "Your answer is 10,000 characters long. There is room for 4,000. Take out 6,000 or more. "
        "What you typed is still here"
    )
    assert errors(response) == [("#answer", advice)]
    assert "good" not in answers(begun, session)


def test_a_text_of_just_the_limit_with_emoji_and_right_to_left_is_kept_whole(
    begun: CheckedClient, session: Session
) -> None:
    text = "שלום 👵🏽\n" + "ä" * 3992
    assert len(text) == 4000
    begun.send(question("good"), {"answer": text.replace("\n", "\r\n")})
    assert answers(begun, session)["good"] == text
    assert begun.page(question("good")).select("#answer")[0].text.removeprefix("\n") == text


def test_a_nul_byte_is_taken_out(begun: CheckedClient, session: Session) -> None:
    begun.send(question("good"), {"answer": "kind\x00 people"})
    assert answers(begun, session)["good"] == "kind people"


def test_markup_is_shown_as_typed(begun: CheckedClient) -> None:
    begun.send(question("first-change"), {"answer": "<script>alert(1)</script>"})
    begun.send(question("support"), {"answer": "home-care"})
    page = begun.page(f"{START}/check")
    assert rows(page)["If we could change one thing first, what should it be?"] == "<script>alert(1)</script>"


def test_more_than_a_mebibyte_is_refused_in_words(begun: CheckedClient) -> None:
    response = begun.post(question("good"), data={"answer": "x" * 1_100_000})
    assert response.status_code == 413
    assert soup(response).select("h1")[0].text == "That was too much to send"


@pytest.mark.parametrize(
    "path", ["/surveys/ferring/nothing", "/surveys/nowhere/service-user", f"{START}/questions/nothing"]
)
def test_an_unknown_survey_or_question_is_a_clear_page(begun: CheckedClient, path: str) -> None:
    assert begun.page(path, status=404).select("h1")[0].text == "We cannot find that page"
