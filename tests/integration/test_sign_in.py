from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, AuditEvent
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.conftest import PASSWORD


def enter(client: CheckedClient, email: str, password: str, *, path: str = "/sign-in") -> str:
    answer = client.send(path, {"email": email, "password": password}, follow=False)
    return answer.location or soup(answer).select_one(".govuk-error-summary__list").get_text(" ", strip=True)  # type: ignore[union-attr]


def test_somebody_with_an_account_gets_to_the_desk(
    client: CheckedClient, make_account: Callable[..., Account], session: Session
) -> None:
    make_account("ada", Role.REVIEWER)
    assert enter(client, " ADA@ferring.example ", PASSWORD) == "/desk"
    assert [event.act for event in session.scalars(select(AuditEvent))] == ["sign in"]


@pytest.mark.parametrize(("email", "password"), [("ada@ferring.example", "wrong"), ("who@ferring.example", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(
    client: CheckedClient, make_account: Callable[..., Account], email: str, password: str
) -> None:
    make_account("ada", Role.REVIEWER)
    assert enter(client, email, password) == "The email address and password do not match. Check both and try again"


def test_a_closed_account_cannot_sign_in(
    client: CheckedClient, make_account: Callable[..., Account], session: Session
) -> None:
    account = make_account("ada", Role.REVIEWER)
    account.is_active = False
    session.commit()
    assert "do not match" in enter(client, account.email, PASSWORD)


@pytest.mark.parametrize(
    ("asked", "next_page"),
    [
        ("/programmes/ferring/review/", "/programmes/ferring/review/"),
        ("//evil.example/", "/desk"),
        ("https://evil.example/", "/desk"),
        ("/\\evil.example", "/desk"),
        ("/%09\\evil.example", "/desk"),
        ("//[", "/desk"),
    ],
)
def test_after_signing_in_one_goes_on_only_within_the_service(
    client: CheckedClient, make_account: Callable[..., Account], asked: str, next_page: str
) -> None:
    make_account("ada", Role.REVIEWER)
    assert enter(client, "ada@ferring.example", PASSWORD, path=f"/sign-in?next={asked}") == next_page


def test_a_page_for_staff_asks_to_sign_in_first(client: CheckedClient) -> None:
    assert client.get("/desk").location == "/sign-in?next=%2Fdesk"


def test_signing_out_takes_one_button(client: CheckedClient, sign_in: Callable[..., Account]) -> None:
    sign_in(Role.REVIEWER)
    client.send("/sign-out")
    assert client.get("/desk").status_code == 302


def test_a_forged_token_keeps_the_address_that_was_typed(client: CheckedClient) -> None:
    answer = client.post("/sign-in", data={"email": "ada@ferring.example", "password": "x", "csrf_token": "forged"})
    assert soup(answer).select_one("#email")["value"] == "ada@ferring.example"  # type: ignore[index]
    assert "This page was open for a long time" in soup(answer).select_one(".govuk-error-summary").text  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["/", "/help", "/privacy", "/accessibility", "/sign-in"])
def test_pages_for_everybody_open_and_nobody_keeps_a_copy(client: CheckedClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_an_unknown_page_says_so(client: CheckedClient) -> None:
    assert client.page("/nowhere", status=404).h1.text == "We cannot find that page"  # type: ignore[union-attr]
