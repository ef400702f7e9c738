"""Addresses of paper, and forms as they are keyed."""

from typing import Any

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Account
from tests.checked_client import CheckedClient, soup

PAPER = "/programmes/ferring/paper"
PRINT = f"{PAPER}/surveys/service-user/1/print"
BATCH = f"{PAPER}/batches/1"
NEXT = f"{BATCH}/next"
SERVICE_USER = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")

KEYED = {
    "received_on": "18 11 2026",
    "q_support": "1",
    "q_how-long": "3",
    "q_visits-a-week": "14",
    "q_area": "FE1 1AA",
    "q_know-people": "4",
    "q_on-time": "n",
    "q_good": "The same two people",
    "q_would-help": "ag",
    "q_would-help-other-words": "",
    "q_about-age": "6",
    "answered_by": "2",
    "consent": "1",
}


def key(client: CheckedClient, **changed: str) -> TestResponse:
    """Key the next form of the batch."""
    return client.send(NEXT, KEYED | {name.replace("__", "-"): text for name, text in changed.items()})


def open_batch(client: CheckedClient, **changed: Any) -> TestResponse:
    return client.send(f"{PAPER}/surveys/service-user/1/batch", changed)


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


def become(client: CheckedClient, account: Account, session: Session) -> None:
    session.expire_all()
    client.sign_in_as(account)


def said(response: TestResponse) -> str:
    """Give what the page says was done."""
    banner = soup(response).select_one(".govuk-notification-banner__heading")
    return banner.text.strip() if banner else ""
