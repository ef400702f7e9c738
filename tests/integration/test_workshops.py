import re
from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.workshops import NoteEntry, WorkshopPlan, close_workshop, open_workshop, record_note
from surveys.models import Account, AuditEvent, Contribution, Note, Programme, Workshop
from surveys.values import TEXT_LIMIT, Group, Origin, Role, Wording
from tests.checked_client import CheckedClient, form_values, soup
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


def note_fields(client: CheckedClient, workshop: Workshop, **changes: str) -> dict[str, str]:
    """Give what a browser would send of the form for a note."""
    form = client.page(f"{ALL}/{workshop.id}").select_one("#record")
    assert form is not None
    filled = {"text": "They rush", "group": "care_worker", "wording": "verbatim", "table_number": "2"}
    return form_values(form) | filled | changes


def texts(page: BeautifulSoup) -> list[str]:
    return [item.text.strip() for item in page.select(".sd-notes .sd-words")]


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


def test_a_workshop_is_closed_for_good(client: CheckedClient, workshop: Workshop, session: Session) -> None:
    asked = client.page(f"{ALL}/{workshop.id}/close")
    assert "cannot be opened again" in asked.text
    page = soup(client.send(f"{ALL}/{workshop.id}/close"))
    assert "cannot be opened again" in page.text
    assert not page.select("#record")
    assert "It was closed on" in client.page(f"{ALL}/{workshop.id}/close").text
    assert session.scalars(select(AuditEvent.act)).all() == ["close workshop"]


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


def test_closing_again_keeps_the_first_instant(session: Session, workshop: Workshop) -> None:
    close_workshop(session, workshop, at=AT)
    close_workshop(session, workshop, at=AT.replace(year=2027))
    assert workshop.closed_at_utc == AT


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
