"""Earlier answers in later questions: one's own, from one's own way through the survey, and nobody else's."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.definitions import parse_questionnaire
from surveys.models import Programme
from tests.checked_client import CheckedClient
from tests.unit.definitions.making import how_many, own_words, questionnaire, yes_or_no

START = "/surveys/ferring/short"
SURVEY = parse_questionnaire(
    questionnaire(
        yes_or_no("has-care"),
        how_many("count", show_when={"question": "has-care", "is": ["yes"]}),
        own_words("why", text="Why {count|so few}?"),
        yes_or_no("enough", options=[{"value": "a", "text": "{count|None} is enough"}, {"value": "b", "text": "No"}]),
    )
)


@pytest.fixture
def short(session: Session, programme: Programme, client: CheckedClient) -> CheckedClient:
    """A browser that has begun the survey and has 14 visits."""
    publish_edition(session, programme, SURVEY, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    client.send(START, {"begin": "Start"})
    client.send(f"{START}/questions/has-care", {"answer": "yes"})
    client.send(f"{START}/questions/count", {"answer": "14"})
    return client


def heading(client: CheckedClient) -> str:
    return client.page(f"{START}/questions/why").select("h1")[0].text.strip()


def first_option(client: CheckedClient) -> str:
    return client.page(f"{START}/questions/enough").select(".govuk-radios__label")[0].text.strip()


def test_an_earlier_answer_stands_in_heading_and_options(short: CheckedClient) -> None:
    assert (heading(short), first_option(short)) == ("Why 14 visits?", "14 visits is enough")


def test_an_answer_of_an_abandoned_branch_does_not(short: CheckedClient) -> None:
    short.send(f"{START}/questions/has-care", {"answer": "no"})
    assert (heading(short), first_option(short)) == ("Why so few?", "None is enough")
    assert "Why so few?" in short.page(f"{START}/check").text


def test_nor_does_the_answer_of_somebody_else(app: Flask, short: CheckedClient) -> None:
    other: CheckedClient = app.test_client()  # type: ignore[assignment]
    other.send(START, {"begin": "Start"})
    assert (heading(short), first_option(short)) == ("Why 14 visits?", "14 visits is enough")
    assert (heading(other), first_option(other)) == ("Why so few?", "None is enough")


def test_an_error_keeps_the_answer_in_the_heading(short: CheckedClient) -> None:
    response = short.send(f"{START}/questions/why", {"answer": "x" * 5000})
    assert "Why 14 visits?" in response.text
