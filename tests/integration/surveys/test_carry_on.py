"""Stopping, and carrying on with the code on another device."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.models import Programme
from tests.checked_client import CheckedClient, soup
from tests.conftest import AT
from tests.integration.surveys.pages import START, answers, draft_of, errors, question, rows

CARRY_ON = "/surveys/ferring/carry-on"
UNKNOWN = "We cannot find this code. Check each letter and number. Answers not sent are kept for 60 days"


@pytest.fixture
def other_device(app: Flask) -> CheckedClient:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def code(begun: CheckedClient) -> str:
    """What somebody who stopped wrote down."""
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(question("how-long"), {"answer": "over-2-years"})
    return begun.page(f"{START}/later").select(".sd-receipt__code")[0].text


def test_the_page_says_the_code_and_where_to_enter_it(begun: CheckedClient, session: Session, code: str) -> None:
    page = begun.page(f"{START}/later")
    assert code == draft_of(begun, session).code
    assert page.select(".sd-address")[0].text == f"http://localhost{CARRY_ON}"


def test_on_another_device_the_code_leads_to_where_one_stopped(other_device: CheckedClient, code: str) -> None:
    response = other_device.send(CARRY_ON, {"code": code})
    assert response.request.path == question("visits-a-week")
    assert code not in response.request.url
    assert other_device.page(question("support")).select("input[checked]")[0]["value"] == "home-care"


def test_both_devices_write_into_one_draft(
    begun: CheckedClient, other_device: CheckedClient, session: Session, code: str
) -> None:
    other_device.send(CARRY_ON, {"code": code})
    other_device.send(question("good"), {"answer": "Kind people"})
    begun.send(question("better"), {"answer": "Weekends"})
    both = answers(begun, session)
    assert both == answers(other_device, session)
    assert (both["good"], both["better"]) == ("Kind people", "Weekends")
    assert rows(begun.page(f"{START}/check"))["What is good about your support?"] == "Kind people"


def test_a_code_is_taken_as_people_type_it(other_device: CheckedClient, code: str) -> None:
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert other_device.send(CARRY_ON, {"code": typed}).request.path == question("visits-a-week")


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Enter the code you got when you stopped"),
        ("no code", UNKNOWN),
        ("0000-0000-0000", UNKNOWN),
        ("\x00" * 50, UNKNOWN),
        ("K7QM" * 5000, UNKNOWN),
    ],
)
def test_a_wrong_code_is_a_clear_error_that_keeps_what_was_typed(
    other_device: CheckedClient, typed: str, advice: str
) -> None:
    response = other_device.send(CARRY_ON, {"code": typed})
    assert errors(response) == [("#code", advice)]
    assert soup(response).select("#code")[0].get("value", "") == typed.replace("\x00", "")


def test_the_code_of_another_programme_is_not_found(other_device: CheckedClient, session: Session, code: str) -> None:
    session.add(Programme(key="north", title="North", council="North Council", created_at_utc=AT))
    session.commit()
    assert errors(other_device.send("/surveys/north/carry-on", {"code": code})) == [("#code", UNKNOWN)]
    assert other_device.send(CARRY_ON, {"code": code}).request.path == question("visits-a-week")


def test_without_a_draft_there_is_no_code(other_device: CheckedClient) -> None:
    assert other_device.get(f"{START}/later", follow_redirects=True).request.path == START


def test_after_sending_the_code_is_used_up(begun: CheckedClient, other_device: CheckedClient, code: str) -> None:
    begun.send(f"{START}/who-answers", {"answered_by": "self"})
    begun.send(f"{START}/quotes", {"may_quote": "no"})
    begun.send(f"{START}/check")
    assert errors(other_device.send(CARRY_ON, {"code": code})) == [("#code", UNKNOWN)]
