"""Contacts: taken in from a file, added, changed, forgotten; what they need, and who may know it."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import Account, Contact, ContactImport, Invitation, InvitationRound
from surveys.values import Format, Group, Language, Reach, Role
from tests.checked_client import CheckedClient, soup
from tests.integration.invitations.pages import CSV, PAGES

pytestmark = pytest.mark.usefixtures("lead")


def upload(client: CheckedClient, content: str | bytes, name: str = "people.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    answer = client.send(f"{PAGES}/contacts/file", {"file": (io.BytesIO(data), name), "group": "family_carer"})
    assert answer.status_code == 200
    return str(answer.request.path)


def count(session: Session, model: type[Contact | ContactImport | Invitation]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_file_is_checked_before_it_is_taken_in(client: CheckedClient, session: Session) -> None:
    address = upload(client, CSV)
    page = client.page(address)
    assert "3 people can be taken in" in page.text
    shown = {row.dt.text: row.dd.text for row in page.select(".govuk-summary-list__row") if row.dt and row.dd}
    assert (shown["Full Name"], shown["Postcode"]) == ("Name", "Postal address")
    assert shown["Shoe size"] == "Not understood, so it is left out"
    assert count(session, Contact) == 0
    client.send(address, {"take_in": "1"})
    ada, bo, cy = session.scalars(select(Contact).order_by(Contact.name))
    assert (ada.reach, ada.group, ada.language) == (Reach.EMAIL, Group.FAMILY_CARER, Language.ENGLISH)
    assert (bo.reach, bo.format, bo.language) == (Reach.LETTER, Format.LARGE_PRINT, Language.POLISH)
    assert bo.address == "1 High Street\nFerring\nFE1 1AA"
    assert (bo.needs, bo.review_on) == ("Reads 18 point", date(2026, 10, 1))
    assert (cy.format, cy.reach) == (Format.EASY_READ, Reach.EMAIL)
    assert session.scalars(select(ContactImport)).one().content is None


def test_every_wrong_cell_is_named_and_nothing_is_taken_in(client: CheckedClient, session: Session) -> None:
    broken = (
        "name,email,contact by,language,review date,address\n"
        ",x@ferring.example,,,,\n"
        "Dee,dee at home,,,,\n"
        "Eve,,letter,Klingon,,\n"
        "Flo,,,,32/1/2026,\n"
        "Gus,,post,,,\n"
    )
    address = upload(client, broken)
    advice = [it.text for it in client.page(address).select(".sd-problems li")]
    assert advice == [
        "Row 2: There is no name. Add one, or delete the row",
        "Row 3: “dee at home” is not an e-mail address. Write one like name@example.com, or leave it empty",
        "Row 4: “Klingon” is not understood. Write English, Welsh, Bengali, Polish or Urdu",
        "Row 5: “32/1/2026” is not a date. Write it like 14/09/2026 or 2026-09-14",
        "Row 6: “post” needs a postal address. Add it, or write another way to reach the person",
    ]
    client.send(address, {"take_in": "1"})
    assert count(session, Contact) == 0
    client.send(address, {"drop": "1"})
    assert count(session, ContactImport) == 0


def test_nobody_is_taken_in_twice(client: CheckedClient, session: Session) -> None:
    client.send(upload(client, CSV), {"take_in": "1"})
    more = (
        "name,email,address\n"
        "ADA QUILL,Ada@Ferring.example,\n"
        "Bo  Marsh,,1 high street; Ferring FE1 1AA\n"
        "Zoe,z@z.example,\n"
        "Zoe,z@z.example,\n"
    )
    page = client.page(upload(client, more))
    assert "row 2, 3, 5" in page.text.replace("rows", "row")
    assert "1 person can be taken in" in page.text
    page = client.page(upload(client, CSV))
    assert "Everybody in this file is a contact already" in page.text


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "people.csv", "there are no rows in this file"),
        (b"name,email\n,,\n", "people.csv", "row 2 has more cells than there are columns"),
        (b"PK\x03\x04", "people.csv", "this is not a text file; save it again as CSV"),
        (b"nothing", "people.docx", "expected a file ending in .csv or .xlsx"),
        (b"nothing", "people.xlsx", "this is not an Excel workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_words(client: CheckedClient, content: bytes, name: str, error: str) -> None:
    answer = client.send(f"{PAGES}/contacts/file", {"file": (io.BytesIO(content), name), "group": "provider"})
    assert error in soup(answer).select(".govuk-error-summary li")[0].text


def test_a_file_is_taken_back_whole_while_nobody_was_invited(
    client: CheckedClient, session: Session, release: Callable[..., InvitationRound]
) -> None:
    address = upload(client, CSV)
    client.send(address, {"take_in": "1"})
    client.send(f"{address}/undo")
    assert (count(session, Contact), count(session, ContactImport)) == (0, 0)
    address = upload(
        client,
        CSV.replace("Full Name", "Name,Type")
        .replace("\n", "\n")
        .replace("Ada Quill", "Ada Quill,user")
        .replace("Bo Marsh", "Bo Marsh,user")
        .replace("Cy Dunn", "Cy Dunn,user"),
    )
    client.send(address, {"take_in": "1"})
    release()
    assert "cannot be taken back whole" in client.page(address).text
    client.send(f"{address}/undo")
    assert count(session, Contact) == 3


def test_a_contact_is_added_changed_and_forgotten_with_invitations(
    client: CheckedClient, session: Session, release: Callable[..., InvitationRound]
) -> None:
    errors = soup(client.send(f"{PAGES}/new-contact", {"name": "", "reach": "letter", "email": "no"}))
    assert [it.text for it in errors.select(".govuk-error-summary li a")] == [
        "Enter a name",
        "Enter an e-mail address like name@example.com",
    ]
    data = {"name": "Ada Quill", "reach": "letter", "email": "ada@ferring.example"}
    errors = soup(client.send(f"{PAGES}/new-contact", data))
    assert errors.select_one("#name").get("value") == "Ada Quill"  # type: ignore[union-attr]
    assert "Enter a postal address" in errors.select(".govuk-error-summary")[0].text
    answer = client.send(f"{PAGES}/new-contact", {**data, "reach": "email"})
    assert "already" in soup(client.send(f"{PAGES}/new-contact", {**data, "reach": "email"})).text
    address = answer.request.path
    client.send(f"{address}/edit", {"opted_out": "1", "language": "ur"})
    contact = session.scalars(select(Contact)).one()
    assert contact.opted_out_on is not None
    assert [it.text for it in client.page(address).select(".sd-flags li")] == ["اردو", "No more messages"]
    client.send(f"{address}/edit", {"name": "Ada Q", "opted_out": ""})
    contact.opted_out_on = None
    session.commit()
    release()
    assert count(session, Invitation) == 1
    client.send(f"{address}/delete")
    assert (count(session, Contact), count(session, Invitation)) == (0, 0)


def test_the_six_steps_are_kept_flagged_and_due(client: CheckedClient, add: Callable[..., Contact]) -> None:
    address = f"{PAGES}/contacts/{add('Ada').id}"
    day = {"share_asked_on": ["", "", ""], "asked_on": ["2", "10", "2026"], "review_on": ["1", "1", "2020"]}
    client.send(
        f"{address}/needs", {"needs": "Deaf: write, do not call", "may_share": "no", "provided": "E-mail", **day}
    )
    page = client.page(address)
    shown = {row.dt.text: row.dd.text for row in page.select(".govuk-summary-list__row") if row.dt and row.dd}
    assert shown["1. Identify: asked on"] == "2 October 2026"
    assert shown["4. Share"].startswith("Not to be shared")
    assert shown["6. Review: ask again on"] == "1 January 2020"
    assert "Deaf: write, do not call" in client.page(f"{PAGES}/contacts").text
    assert "ask 1 person again" in client.page(f"{PAGES}/invitations").text
    assert [it.text for it in client.page(f"{PAGES}/contacts/reviews").select(".sd-people a")] == ["Ada"]
    wrong = soup(client.send(f"{address}/needs", {"review_on": ["40", "1", "2027"]}))
    assert "Enter a real date" in wrong.select(".govuk-error-summary")[0].text


def test_only_those_who_agreed_are_in_the_export_of_needs(
    client: CheckedClient, session: Session, add: Callable[..., Contact]
) -> None:
    ada, bo, _cy = add("Ada"), add("Bo"), add("Cy")
    for contact, may_share in ((ada, True), (bo, False)):
        contact.may_share, contact.share_asked_on, contact.needs = may_share, date(2026, 10, 1), "=1+1"
    session.commit()
    answer = client.get(f"{PAGES}/contacts/needs.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row["name"], row["needs"]) for row in rows] == [("Ada", "'=1+1")]


def test_contacts_are_found_and_all_can_be_forgotten(
    client: CheckedClient, session: Session, add: Callable[..., Contact]
) -> None:
    for number in range(60):
        add(f"Person{number:02}")
    page = client.page(f"{PAGES}/contacts")
    assert len(page.select(".sd-people li")) == 50
    assert [it.text for it in page.select("nav[aria-label=Pages] a")] == ["On to page 2"]
    assert len(client.page(f"{PAGES}/contacts?page=2").select(".sd-people li")) == 10
    assert [it.text for it in client.page(f"{PAGES}/contacts?wanted=SON07").select(".sd-people a")] == ["Person07"]
    assert "Nobody like this" in client.page(f"{PAGES}/contacts?wanted=%25").text
    client.send(f"{PAGES}/contacts/delete")
    assert count(session, Contact) == 0


def test_contacts_are_for_leads_alone(
    client: CheckedClient, add: Callable[..., Contact], make_account: Callable[..., Account]
) -> None:
    contact = add("Ada")
    client.sign_in_as(make_account("helper", Role.FACILITATOR))
    assert "Ada" not in client.page(f"{PAGES}/invitations").text
    for path in ("contacts", f"contacts/{contact.id}", "contacts/file", "contacts/needs.csv", "new-contact"):
        client.page(f"{PAGES}/{path}", status=403)
