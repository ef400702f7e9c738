"""Addresses of one survey, and what stands on its pages and in its draft."""

from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Draft
from tests.checked_client import CheckedClient, soup

START = "/surveys/ferring/service-user"
SERVICE_USER = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")


def question(key: str) -> str:
    return f"{START}/questions/{key}"


def answers(session: Session) -> dict[str, Any]:
    session.expire_all()
    return dict(session.scalars(select(Draft)).one().answers)


def count(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


def rows(page: BeautifulSoup) -> dict[str, str]:
    return {
        row.select("dt")[0].text.strip(): row.select("dd")[0].text.strip()
        for row in page.select(".govuk-summary-list__row")
    }


def skip(session: Session, **given: Any) -> None:
    """Leave out every question of the draft that is not answered or given here."""
    draft = session.scalars(select(Draft)).one()
    blank = {each.key: None for each in SERVICE_USER.questions()}
    draft.answers = blank | {"support": "home-care", "quote-consent": True} | draft.answers | given
    session.commit()


def finish(client: CheckedClient, session: Session) -> str:
    """Answer what must be answered, send, and give the receipt code."""
    skip(session, good="The same two people")
    return soup(client.send(f"{START}/check")).select(".sd-receipt__code")[0].text
