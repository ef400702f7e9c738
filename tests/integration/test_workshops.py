from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.workshops import WorkshopPlan, close_workshop, open_workshop
from surveys.models import Account, AuditEvent, Programme, Workshop
from surveys.values import Group, Role
from tests.checked_client import CheckedClient, soup
from tests.conftest import AT

ALL = "/programmes/ferring/workshops"
PLAN = WorkshopPlan(
    title="Tea and talk",
    held_on=date(2026, 10, 8),
    place="Village hall",
    table_count=3,
    prompts=("What is good?", "What gets in the way?"),
    attendance={Group.SERVICE_USER: 9, Group.FAMILY_CARER: 4},
)
OPENING = {
    "title": "Tea and talk",
    "held_on": ["8", "10", "2026"],
    "place": "Village hall",
    "table_count": "3",
    "prompts": "What is good?\r\n\r\n What gets in the way? ",
    "people_service_user": "9",
    "people_family_carer": "4",
}


@pytest.fixture
def facilitator(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.FACILITATOR)


@pytest.fixture
def workshop(session: Session, programme: Programme, facilitator: Account) -> Workshop:
    workshop = open_workshop(session, programme, PLAN, by=facilitator)
    session.commit()
    return workshop


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PANEL_MEMBER, Role.CHAIR])
def test_other_roles_are_refused(client: CheckedClient, sign_in: Callable[..., Account], role: Role) -> None:
    sign_in(role)
    client.page(ALL, status=403)
    client.page(f"{ALL}/open", status=403)


def test_without_a_workshop_the_page_says_what_to_do(client: CheckedClient, facilitator: Account) -> None:
    page = client.page(ALL)
    assert "No workshop so far" in page.text
    assert page.select_one(f'a[href="{ALL}/open"]')


def test_a_workshop_is_opened(client: CheckedClient, facilitator: Account, session: Session) -> None:
    response = client.send(f"{ALL}/open", OPENING)
    assert soup(response).h1.text == "Tea and talk"
    workshop = session.scalars(select(Workshop)).one()
    assert [prompt.text for prompt in workshop.prompts] == ["What is good?", "What gets in the way?"]
    assert {row.group: row.people_count for row in workshop.attendance} == PLAN.attendance
    assert (workshop.held_on, workshop.table_count, workshop.opened_by_id) == (date(2026, 10, 8), 3, facilitator.id)
    assert session.scalars(select(AuditEvent.act)).all() == ["open workshop"]


def test_opening_twice_opens_once(client: CheckedClient, facilitator: Account, session: Session) -> None:
    client.send(f"{ALL}/open", OPENING)
    client.send(f"{ALL}/open", OPENING)
    assert session.scalar(select(func.count(Workshop.id))) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"title": " "}, "Enter a title"),
        ({"held_on": ["31", "2", "2026"]}, "Enter a real date, with day, month and year, such as 8 10 2026"),
        ({"held_on": ["8"]}, "Enter a real date, with day, month and year, such as 8 10 2026"),
        ({"held_on": []}, "Enter a real date, with day, month and year, such as 8 10 2026"),
        ({"table_count": "0"}, "Enter a whole number from 1 to 100"),
        ({"table_count": "two"}, "Enter a whole number from 1 to 100"),
        ({"table_count": ""}, "Enter a whole number from 1 to 100"),
        ({"people_provider": "-1"}, "Enter a whole number from 0 to 10,000"),
        ({"prompts": "\n \n"}, "Enter at least one question"),
        ({"prompts": "Why?\nWhy?"}, "Take out the question that is there twice"),
        ({"prompts": "\n".join(map(str, range(21)))}, "Enter 20 questions or fewer; there are 21"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    client: CheckedClient, facilitator: Account, session: Session, change: dict[str, str], error: str
) -> None:
    page = soup(client.send(f"{ALL}/open", {**OPENING, **change}))
    assert [item.text for item in page.select(".govuk-error-summary__list a")] == [error]
    kept = page.select_one("[name=place]")
    assert kept is not None
    assert kept["value"] == "Village hall"
    assert session.scalar(select(func.count(Workshop.id))) == 0


def test_a_workshop_is_closed_for_good(client: CheckedClient, workshop: Workshop, session: Session) -> None:
    asked = client.page(f"{ALL}/{workshop.id}/close")
    assert "cannot be opened again" in asked.text
    page = soup(client.send(f"{ALL}/{workshop.id}/close"))
    assert "cannot be opened again" in page.text
    assert not page.select("#record")
    assert "It was closed on" in client.page(f"{ALL}/{workshop.id}/close").text
    assert session.scalars(select(AuditEvent.act)).all() == ["close workshop"]


def test_closing_again_keeps_the_first_instant(session: Session, workshop: Workshop) -> None:
    close_workshop(session, workshop, at=AT)
    close_workshop(session, workshop, at=AT.replace(year=2027))
    assert workshop.closed_at_utc == AT


def test_a_workshop_of_another_programme_is_not_found(
    client: CheckedClient, session: Session, facilitator: Account
) -> None:
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.flush()
    workshop = open_workshop(session, other, PLAN, by=facilitator)
    session.commit()
    client.page(f"{ALL}/{workshop.id}", status=404)
    client.page(f"{ALL}/{workshop.id}/close", status=404)
    assert client.post(f"{ALL}/{workshop.id}/votes", data={"note": "1"}).status_code == 404
    client.page("/programmes/other/workshops", status=403)


def test_the_list_shows_open_workshops_first(
    client: CheckedClient, workshop: Workshop, session: Session, programme: Programme, facilitator: Account
) -> None:
    close_workshop(session, workshop, at=AT)
    newer = WorkshopPlan("Older but open", date(2026, 9, 1), "Library", 1, ("Why?",), {})
    open_workshop(session, programme, newer, by=facilitator)
    session.commit()
    page = client.page(ALL)
    assert [item.text.strip() for item in page.select(".sd-card h2")] == ["Older but open", "Tea and talk"]
