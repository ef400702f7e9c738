import re
from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.workshops import NoteEntry, WorkshopPlan, close_workshop, open_workshop, record_note
from surveys.models import Account, Contribution, Note, Programme, Workshop
from surveys.values import TEXT_LIMIT, Group, Origin, Role, Wording
from tests.checked_client import CheckedClient, form_values, soup
from tests.conftest import AT

ALL = "/programmes/ferring/workshops"
PLAN = WorkshopPlan(
    "Tea and talk", date(2026, 10, 8), "Village hall", 3, ("What is good?", "What gets in the way?"), {}
)


@pytest.fixture
def facilitator(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.FACILITATOR)


@pytest.fixture
def workshop(session: Session, programme: Programme, facilitator: Account) -> Workshop:
    workshop = open_workshop(session, programme, PLAN, by=facilitator)
    session.commit()
    return workshop


def note_fields(client: CheckedClient, workshop: Workshop, **changes: str) -> dict[str, str]:
    """Give what a browser would send of the form for a note."""
    form = client.page(f"{ALL}/{workshop.id}").select_one("#record")
    assert form is not None
    filled = {"text": "They rush", "group": "care_worker", "wording": "verbatim", "table_number": "2"}
    return form_values(form) | filled | changes


def texts(page: BeautifulSoup) -> list[str]:
    return [item.text.strip() for item in page.select(".sd-notes .sd-words")]


def test_a_note_becomes_a_contribution(
    client: CheckedClient, workshop: Workshop, facilitator: Account, session: Session
) -> None:
    fields = note_fields(client, workshop, has_quote_consent="y", vote_count="4", text=" They rush\r\nus \x00")
    page = soup(client.post(f"{ALL}/{workshop.id}", data=fields, follow_redirects=True))
    assert page.select_one("#notes").text == "1 note so far"
    note = session.scalars(select(Note)).one()
    assert (note.text, note.vote_count, note.table_number, note.has_quote_consent) == ("They rush\nus", 4, 2, True)
    assert note.recorded_by_id == facilitator.id
    contribution = session.scalars(select(Contribution)).one()
    assert contribution.origin is Origin.WORKSHOP
    assert (contribution.note_id, contribution.text) == (note.id, "They rush\nus")
    assert (contribution.question, contribution.group) == ("What is good?", Group.CARE_WORKER)


def test_consent_is_asked_anew_for_every_note(client: CheckedClient, workshop: Workshop, session: Session) -> None:
    client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop, has_quote_consent="y"))
    client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop, text="Another"))
    assert session.scalars(select(Note.has_quote_consent).order_by(Note.id)).all() == [True, False]


def test_after_a_note_the_form_is_ready_for_the_next(client: CheckedClient, workshop: Workshop) -> None:
    before = client.page(f"{ALL}/{workshop.id}")
    assert not before.select("[autofocus]")
    prompt = str(workshop.prompts[1].id)
    fields = note_fields(client, workshop, prompt=prompt, wording="paraphrase")
    after = soup(client.post(f"{ALL}/{workshop.id}", data=fields, follow_redirects=True))
    form = after.select_one("#record")
    assert form is not None
    values = form_values(form)
    assert {key: values[key] for key in ("prompt", "group", "table_number", "wording", "text")} == {
        "prompt": prompt,
        "group": "care_worker",
        "table_number": "2",
        "wording": "paraphrase",
        "text": "",
    }
    assert values["client_key"] != fields["client_key"]
    assert [item["name"] for item in after.select("[autofocus]")] == ["text"]
    assert "Note 1 is recorded" in after.text


def test_the_newest_note_stands_first(client: CheckedClient, workshop: Workshop) -> None:
    for text in ("One", "Two"):
        client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop, text=text))
    page = client.page(f"{ALL}/{workshop.id}")
    assert texts(page) == ["Two", "One"]
    assert page.select_one("#notes").text == "2 notes so far"


def test_sending_a_note_twice_records_it_once(client: CheckedClient, workshop: Workshop) -> None:
    fields = note_fields(client, workshop)
    for _ in range(2):
        page = soup(client.post(f"{ALL}/{workshop.id}", data=fields, follow_redirects=True))
    assert texts(page) == ["They rush"]


def test_another_note_from_an_old_page_is_not_lost(client: CheckedClient, workshop: Workshop) -> None:
    fields = note_fields(client, workshop)
    client.post(f"{ALL}/{workshop.id}", data=fields)
    page = soup(client.post(f"{ALL}/{workshop.id}", data=fields | {"text": "They talk over us"}))
    assert "You recorded a note from this page already" in page.select_one(".govuk-error-summary").text
    again = form_values(page.select_one("#record"))
    assert again["text"] == "They talk over us"
    page = soup(client.post(f"{ALL}/{workshop.id}", data=again, follow_redirects=True))
    assert texts(page) == ["They talk over us", "They rush"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"text": " \x00 "}, "Enter what was said"),
        ({"text": "x" * (TEXT_LIMIT + 1)}, "Use 20,000 characters or fewer, or make two notes of it"),
        ({"vote_count": "many"}, "Enter a whole number from 0 to 10,000"),
    ],
)
def test_a_note_that_does_not_fit_is_kept(
    client: CheckedClient, workshop: Workshop, session: Session, change: dict[str, str], error: str
) -> None:
    fields = note_fields(client, workshop, **change)
    page = soup(client.post(f"{ALL}/{workshop.id}", data=fields))
    assert [item.text for item in page.select(".govuk-error-summary__list a")] == [error]
    kept = form_values(page.select_one("#record"))
    assert kept["text"].strip() == fields["text"].replace("\x00", "").strip()
    assert kept["client_key"] == fields["client_key"]
    assert session.scalar(select(func.count(Note.id))) == 0


def test_an_expired_page_keeps_what_was_typed(client: CheckedClient, workshop: Workshop) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    fields = note_fields(client, workshop) | {"csrf_token": "forged"}
    page = soup(client.post(f"{ALL}/{workshop.id}", data=fields))
    assert "This page was open for a long time" in page.text
    assert form_values(page.select_one("#record"))["text"] == "They rush"


def test_votes_are_added_one_by_one(client: CheckedClient, workshop: Workshop, session: Session) -> None:
    client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop, vote_count="2"))
    note = session.scalars(select(Note)).one()
    page = soup(client.send(f"{ALL}/{workshop.id}", {"note": str(note.id)}))
    assert re.search(r"3\s+votes", page.text)


def test_a_vote_from_an_expired_page_is_not_counted(
    client: CheckedClient, workshop: Workshop, session: Session
) -> None:
    client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop))
    note = session.scalars(select(Note)).one()
    page = soup(client.send(f"{ALL}/{workshop.id}", {"note": str(note.id), "vote-csrf_token": "forged"}))
    assert "This page was open for a long time" in page.text
    assert re.search(r"0\s+votes", page.text)


def test_a_note_that_comes_too_late_is_kept_on_the_page(
    client: CheckedClient, workshop: Workshop, session: Session
) -> None:
    fields = note_fields(client, workshop, text="One last thing")
    close_workshop(session, workshop, at=AT)
    session.commit()
    page = soup(client.post(f"{ALL}/{workshop.id}", data=fields))
    assert "This workshop is closed" in page.select_one(".govuk-error-summary").text
    assert form_values(page.select_one("#record"))["text"] == "One last thing"
    assert session.scalar(select(func.count(Note.id))) == 0


def test_no_vote_is_counted_after_closing(client: CheckedClient, workshop: Workshop, session: Session) -> None:
    client.post(f"{ALL}/{workshop.id}", data=note_fields(client, workshop))
    note = session.scalars(select(Note)).one()
    page = client.page(f"{ALL}/{workshop.id}")
    close_workshop(session, workshop, at=AT)
    session.commit()
    fields = form_values(page.select("form")[-1]) | {"note": str(note.id)}
    page = soup(client.post(f"{ALL}/{workshop.id}/votes", data=fields, follow_redirects=True))
    assert re.search(r"0\s+votes", page.text)


def test_a_note_sent_twice_over_the_closing_is_recorded_once(
    session: Session, workshop: Workshop, facilitator: Account
) -> None:
    entry = NoteEntry(
        client_key="a-key",
        prompt_id=workshop.prompts[0].id,
        group=Group.PROVIDER,
        table_number=1,
        wording=Wording.VERBATIM,
        text="We try",
        has_quote_consent=False,
    )
    first = record_note(session, workshop, entry, by=facilitator, at=AT)
    close_workshop(session, workshop, at=AT)
    assert record_note(session, workshop, entry, by=facilitator, at=AT) is first
