"""Somebody of the staff asks the questions by telephone, on the pages that everybody answers."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, QuestionnaireEdition, Response
from surveys.values import AnsweredBy, Channel, Role
from tests.checked_client import CheckedClient, soup
from tests.integration.paper.pages import PAPER
from tests.integration.surveys.pages import START, draft_of, question, skip

PHONE = f"{PAPER}/surveys/service-user/phone"


def aloud(client: CheckedClient, path: str) -> str:
    panel = client.page(path).select_one(".sd-aloud")
    return " ".join(panel.text.split()) if panel else ""


def test_a_call_leads_from_the_script_to_the_spelled_code(
    client: CheckedClient, session: Session, keyer: Account
) -> None:
    assert "Ferring Council" in aloud(client, PHONE)
    first = client.send(PHONE)
    assert first.request.path == question("support")
    assert "Which of these fits best?" in aloud(client, question("support"))
    draft = draft_of(client, session)
    assert (draft.channel, draft.answers) == (Channel.PHONE, {"answered-by": "self"})
    assert client.get(question("photo-or-voice")).status_code == 404  # nobody can give one by telephone
    skip(client, session, good="The same two people")
    assert "word for word" in aloud(client, f"{START}/quotes")
    sent = client.send(f"{START}/check")
    code = soup(sent).select_one(".sd-receipt__code").text
    spelled = soup(sent).select_one(".sd-aloud__code").text.split()
    assert len(spelled) == len(code)
    response = session.scalars(select(Response)).one()
    assert (response.channel, response.answered_by) == (Channel.PHONE, AnsweredBy.SELF)


def test_the_next_call_begins_anew(client: CheckedClient, session: Session, keyer: Account) -> None:
    client.send(PHONE)
    client.send(question("support"), {"answer": "home-care"})
    client.send(PHONE)
    assert draft_of(client, session).answers == {"answered-by": "self"}


def test_after_hanging_up_the_browser_answers_as_any_other(
    client: CheckedClient, session: Session, keyer: Account
) -> None:
    client.send(PHONE)
    client.get(f"{PAPER}/hang-up")
    client.send(START, {"again": "Start again"})
    assert draft_of(client, session).channel is Channel.ONLINE
    assert aloud(client, question("support")) == ""


def test_nobody_else_sees_what_staff_read_aloud(client: CheckedClient, sign_in: Callable[..., Account]) -> None:
    assert client.get(PHONE).status_code == 302
    sign_in(Role.REVIEWER)
    assert client.get(PHONE).status_code == 403
    assert client.post(PHONE).status_code == 403


def test_a_survey_that_is_closed_is_not_asked(
    client: CheckedClient, session: Session, keyer: Account, edition: QuestionnaireEdition
) -> None:
    edition.closes_on = edition.opens_on
    session.commit()
    assert client.get(PHONE).headers["Location"] == PAPER
