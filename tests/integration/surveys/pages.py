"""Addresses of one survey, and what stands on its pages and in its draft."""

from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.capture.drafts import Draft, find_draft, save_draft
from surveys.definitions import LIBRARY, load_questionnaire
from tests.checked_client import CheckedClient, soup
from tests.conftest import SECRET
from webapp.clock import today

START = "/surveys/ferring/service-user"
SERVICE_USER = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")


def question(key: str) -> str:
    return f"{START}/questions/{key}"


def draft_of(client: CheckedClient, session: Session) -> Draft:
    """Open the draft whose code stands first in the browser's cookie."""
    session.expire_all()
    with client.session_transaction() as kept:
        code = kept["places"][0][1]
    draft = find_draft(session.connection(), code=code, secret=SECRET)
    assert draft is not None
    return draft


def answers(client: CheckedClient, session: Session) -> dict[str, Any]:
    return draft_of(client, session).answers


def count(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


def rows(page: BeautifulSoup) -> dict[str, str]:
    return {
        row.select("dt")[0].text.strip(): row.select("dd")[0].text.strip()
        for row in page.select(".govuk-summary-list__row")
    }


def skip(client: CheckedClient, session: Session, **given: Any) -> None:
    """Leave out every question of the draft that is not answered or given here."""
    draft = draft_of(client, session)
    blank = {each.key: None for each in SERVICE_USER.questions()}
    beside = {"support": "home-care", "quote-consent": True, "answered-by": "self"}
    draft.answers = blank | beside | draft.answers | given
    save_draft(session.connection(), draft, on=today())
    session.commit()


def finish(client: CheckedClient, session: Session) -> str:
    """Answer what must be answered, send, and give the receipt code."""
    skip(client, session, good="The same two people")
    return soup(client.send(f"{START}/check")).select(".sd-receipt__code")[0].text
