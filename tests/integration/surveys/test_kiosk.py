"""A device on which many people answer, one after the other."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Contribution, Programme, Response, SealedDraft
from surveys.values import AnsweredBy, Channel, Group
from tests.checked_client import CheckedClient, soup
from tests.integration.surveys.pages import count

START = "/surveys/ferring/kiosk"
KIOSK = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "kiosk.toml")


@pytest.fixture
def kiosk(client: CheckedClient, session: Session, programme: Programme) -> CheckedClient:
    publish_edition(session, programme, KIOSK, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    assert client.get(f"{START}/kiosk", follow_redirects=True).request.path == START
    return client


def answer(client: CheckedClient, words: str) -> str:
    """Answer everything as far as the check; gives the way through the pages."""
    response = client.send(START, {"begin": "Start"})
    ways = []
    for given in ("care-worker", "7", words):
        ways.append(response.request.path.removeprefix(f"{START}/"))
        response = client.send(response.request.path, {"answer": given})
    ways.append(response.request.path.removeprefix(f"{START}/"))
    response = client.send(response.request.path, {"may_quote": "no"})
    ways.append(response.request.path.removeprefix(f"{START}/"))
    return " > ".join(ways)


def test_nobody_is_asked_who_answered(kiosk: CheckedClient) -> None:
    assert answer(kiosk, "Time") == "questions/who > questions/how-well > questions/one-change > quotes > check"
    assert "Who gave these answers?" not in kiosk.page(f"{START}/check").text


def test_what_comes_in_says_that_it_came_from_a_kiosk_and_who_spoke(kiosk: CheckedClient, session: Session) -> None:
    answer(kiosk, "Time")
    kiosk.send(f"{START}/check")
    response = session.scalars(select(Response)).one()
    assert (response.channel, response.answered_by) == (Channel.KIOSK, AnsweredBy.SELF)
    assert session.scalars(select(Contribution.group)).one() is Group.CARE_WORKER


def test_nothing_of_the_last_person_is_left(kiosk: CheckedClient, session: Session) -> None:
    answer(kiosk, "The words of the last person")
    sent = soup(kiosk.send(f"{START}/check"))
    assert sent.select("h1")[0].text == "Thank you. Your answers are sent"
    assert sent.select(".sd-receipt__code") == []
    with kiosk.session_transaction() as kept:
        assert kept["places"] == []
    for path in (START, f"{START}/check", f"{START}/sent", f"{START}/questions/one-change"):
        response = kiosk.get(path, follow_redirects=True)
        assert response.request.path == START
        assert "The words of the last person" not in response.text
        assert "Your answers are sent" not in response.text
    assert count(session, SealedDraft) == 0


def test_the_next_person_begins_anew(kiosk: CheckedClient, session: Session) -> None:
    for words in ("One", "Two"):
        answer(kiosk, words)
        kiosk.send(f"{START}/check")
    assert count(session, Response) == 2
    assert list(session.scalars(select(Contribution.text).order_by(Contribution.id))) == ["One", "Two"]


def test_who_walked_away_leaves_nothing_to_whoever_begins_next(kiosk: CheckedClient, session: Session) -> None:
    answer(kiosk, "The words of somebody who walked away")
    page = kiosk.page(START)
    assert "You have begun this survey" not in page.text
    assert [button.text.strip() for button in page.select("form button")] == ["Start"]
    response = kiosk.send(START, {"begin": "Start"})
    assert response.request.path == f"{START}/questions/who"
    assert not soup(response).select("input[checked]")
    assert "walked away" not in kiosk.page(f"{START}/check").text
    assert count(session, SealedDraft) == 1


def test_nobody_is_offered_a_code_to_carry_on(kiosk: CheckedClient) -> None:
    assert "carry on" not in kiosk.page(START).text.lower()
    kiosk.send(START, {"begin": "Start"})
    assert kiosk.page(f"{START}/questions/who").select(f"a[href='{START}/later']") == []


def test_every_page_makes_room_when_nobody_touches_it(kiosk: CheckedClient) -> None:
    answer(kiosk, "Time")
    pages = [kiosk.page(f"{START}/check"), soup(kiosk.send(f"{START}/check")), kiosk.page(START)]
    assert [page.select("[data-kiosk-ask]")[0]["data-kiosk-start"] for page in pages] == [f"{START}/kiosk"] * 3


def test_other_surveys_on_the_same_device_are_asked_as_ever(kiosk: CheckedClient) -> None:
    kiosk.send("/surveys/ferring/service-user", {"begin": "Start"})
    assert kiosk.page("/surveys/ferring/service-user/who-answers").select("input[type=radio]")
