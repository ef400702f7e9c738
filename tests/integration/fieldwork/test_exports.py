"""All answers as files: what is in them, what never is, and that nothing in them runs or tells who answered."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.fieldwork.files import Export, write_responses
from surveys.models import Account, AuditEvent, Programme, QuestionnaireEdition
from surveys.values import Format, Language, Role
from tests.checked_client import CheckedClient
from tests.fieldwork import QUESTIONS, options, question, respond, survey
from tests.integration.fieldwork.conftest import CARE

SignIn = Callable[..., Account]

EVERYTHING: dict[str, Any] = {
    "help": "reablement",
    "area": "BA1",
    "needs": ["time", "weekends"],
    "first": ["people"],
    "kind": 3,
    "likely": 0,
    "visits": -3,
    "since": "2026-03",
    "word": "=1+1",
    "story": "They come late,\n“always” 👵🏽 – بہت دیر",
    "photo": "a-key-of-an-upload",
}


def exported(session: Session, programme: Programme, *editions: QuestionnaireEdition, kind: str) -> bytes:
    file = io.BytesIO()
    write_responses(Export(session, programme, editions, on=date(2026, 11, 20)), file, kind=kind)
    return file.getvalue()


def csv_rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_kind_of_answer_as_codes(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    respond(session, edition, EVERYTHING, about={"about-age": "under-65"}, language=Language.URDU, may_quote=False)
    (row,) = csv_rows(exported(session, programme, edition, kind="csv"))
    assert row == {
        "response": "1",
        "sent_on": "2026-11-10",
        "version": "1",
        "language": "ur",
        "format": "standard",
        "channel": "online",
        "answered_by": "self",
        "may_quote": "no",
        "help": "reablement",
        "help-other-words": "",
        "area": "BA1",
        "needs--time": "1",
        "needs--people": "0",
        "needs--weekends": "1",
        "first--1": "people",
        "first--2": "(left blank)",
        "kind": "3",
        "likely": "0",
        "visits": "-3",
        "since": "2026-03",
        "word": "'=1+1",
        "story": "They come late,\n“always” 👵🏽 – بہت دیر",
        "photo": "1",
    }


def test_left_blank_and_not_asked_are_told_apart(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    respond(session, edition, {"help": "other"})
    (row,) = csv_rows(exported(session, programme, edition, kind="csv"))
    assert {key for key, cell in row.items() if cell == ""} == {"word"}
    assert {key for key, cell in row.items() if cell == "(left blank)"} == {
        *("help-other-words", "area", "needs--time", "needs--people", "needs--weekends", "first--1", "first--2"),
        *("kind", "likely", "visits", "since", "story", "photo"),
    }


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+44 7700 900000", "'+44 7700 900000"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tindented", "'\tindented"),
        ("-2+3", "'-2+3"),
        ("- kind people", "'- kind people"),
        ("-5", "-5"),
        ("-5.5", "-5.5"),
        ("5-0", "5-0"),
    ],
)
def test_words_are_never_run_as_a_formula(
    session: Session, programme: Programme, edition: QuestionnaireEdition, words: str, cell: str
) -> None:
    respond(session, edition, {"story": words})
    (row,) = csv_rows(exported(session, programme, edition, kind="csv"))
    assert row["story"] == cell
    book = load_workbook(io.BytesIO(exported(session, programme, edition, kind="xlsx")))
    head, line = book["responses"].iter_rows()
    found = line[[each.value for each in head].index("story")]
    assert (found.value, found.data_type) == (cell, "s")
    assert json.loads(exported(session, programme, edition, kind="json"))["responses"][0]["answers"]["story"] == words


def test_an_export_tells_nothing_of_order_and_time(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    for number in range(40):
        respond(session, edition, {"visits": number}, at=datetime(2026, 9, 30, 23, 30, tzinfo=UTC))
    once, again = (csv_rows(exported(session, programme, edition, kind="csv")) for _ in range(2))
    assert [row["response"] for row in once] == [str(number) for number in range(1, 41)]
    assert [row["visits"] for row in once] != [row["visits"] for row in again]
    assert {row["visits"] for row in once} == {str(number) for number in range(40)}
    assert {row["sent_on"] for row in once} == {"2026-10-01"}
    for kind in ("csv", "json"):
        assert b"23:30" not in exported(session, programme, edition, kind=kind)


def test_what_people_said_about_themselves_leaves_as_protected_counts_alone(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    respond(session, edition, EVERYTHING, times=12, about={"about-age": "85-or-over"})
    respond(session, edition, EVERYTHING, times=3, about={"about-age": "under-65"})
    assert b"about-age" not in exported(session, programme, edition, kind="csv")
    found = json.loads(exported(session, programme, edition, kind="json"))
    assert {(each["value"], each["responses"]) for each in found["about_you"]} == {
        ("", 15),
        ("under-65", "*"),
        ("65-to-84", "*"),
        ("85-or-over", "*"),
    }
    assert "about-age" not in {each["question"] for each in found["codebook"]}
    assert not [each for each in found["responses"] if "about-age" in each["answers"]]


def test_json_holds_values_words_and_the_digest_of_what_was_asked(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    respond(session, edition, EVERYTHING, format=Format.EASY_READ)
    found = json.loads(exported(session, programme, edition, kind="json"))
    (response,) = found["responses"]
    assert response["answers"] == EVERYTHING
    assert response["words"]["kind"] == "Always"
    assert {name for name in response["words"] if name.startswith("needs")} == {"needs--time", "needs--weekends"}
    assert response["words"]["likely"] == "0 – Not at all"
    assert found["about"]["editions"][0]["sha256"] == edition.digest
    lines = {line["column"]: line for line in found["codebook"]}
    assert lines["word"]["asked"] == "Only if they said “Reablement” to “What about help?”"
    assert lines["kind"]["values"] == "1 = Never; 2 = Sometimes; 3 = Always"
    assert (lines["kind"]["answered"], lines["help-other-words"]["not_asked"]) == (1, 1)


def test_a_workbook_has_codes_words_codebook_and_counts(
    session: Session, programme: Programme, edition: QuestionnaireEdition
) -> None:
    respond(session, edition, EVERYTHING)
    book = load_workbook(io.BytesIO(exported(session, programme, edition, kind="xlsx")))
    assert book.sheetnames == ["responses", "in words", "codebook", "about you", "about"]
    (head, codes), (_, words) = (tuple(book[name].iter_rows(values_only=True)) for name in ("responses", "in words"))
    place = head.index("help")
    assert (codes[place], words[place]) == ("reablement", "Reablement")
    assert (codes[head.index("visits")], words[head.index("visits")]) == (-3, -3)
    assert words[head.index("channel")] == "Online"


def test_versions_share_a_column_until_they_ask_in_another_way(session: Session, programme: Programme) -> None:
    changed = [
        question("single", "help", options=options("home-care", "day-centre")),
        question("rating", "kind", statement="People are kind.", theme="i-04", labels=["No", "Yes"]),
        *(each for each in QUESTIONS if each["key"] == "story"),
    ]
    old = publish_edition(session, programme, survey(), opens_on=date(2026, 9, 1), closes_on=None)
    new = publish_edition(session, programme, survey(2, questions=changed), opens_on=date(2026, 10, 1), closes_on=None)
    respond(session, old, {"help": "reablement", "kind": 3, "story": "Old"})
    respond(session, new, {"help": "day-centre", "kind": 2, "story": "New"})
    rows = {row["version"]: row for row in csv_rows(exported(session, programme, new, old, kind="csv"))}
    assert [(rows[v]["help"], rows[v]["kind"], rows[v]["kind-v1"], rows[v]["story"]) for v in ("1", "2")] == [
        ("reablement", "", "3", "Old"),
        ("day-centre", "2", "", "New"),
    ]


def test_the_lead_downloads_and_it_is_written_down(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    lead = sign_in(Role.PROGRAMME_LEAD)
    answer = client.send(f"{CARE}/export", {"kind": "csv"})
    assert len(csv_rows(answer.data)) == 33
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="ferring-care-responses-')
    act = session.scalars(select(AuditEvent)).one()
    assert (act.act, act.account_id, act.subject_id) == ("export responses as csv", lead.id, answered.id)
    for kind in ("xlsx", "json"):
        assert client.send(f"{CARE}/export", {"kind": kind}).status_code == 200
    assert client.send(f"{CARE}/export", {"kind": "exe"}).mimetype == "text/html"


def test_the_codebook_names_every_column_in_every_language(
    client: CheckedClient, session: Session, programme: Programme, sign_in: SignIn
) -> None:
    words = {"cy": {"Your care": "Eich gofal"}}
    edition = publish_edition(session, programme, survey(translations=words), opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    sign_in(Role.ADMINISTRATOR)
    rows = csv_rows(client.get(f"{CARE}/codebook.csv").data)
    columns = [row["column"] for row in rows]
    head = exported(session, programme, edition, kind="csv").decode("utf-8-sig").splitlines()[0]
    assert columns == head.split(",")
    # A language that is not whole was never put to anybody.
    assert "words (cy)" not in rows[0]
    assert {row["column"]: row["words (en)"] for row in rows}["needs--time"] == "What about needs?"
    assert client.get(f"{CARE}/codebook.xlsx").status_code == 200


def test_others_take_away_the_numbers_of_the_pages_and_no_words(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.FACILITATOR)
    content = client.get(f"{CARE}/counts.csv").data
    rows = csv_rows(content)
    assert b"Shopping" not in content
    assert b"BS39" not in content
    assert [row["responses"] for row in rows if row["what"] == "How it came"] == ["*"] * 4
    for number in {row["responses"] for row in rows}:
        assert number == "*" or int(number) % 5 == 0
    sign_in(Role.PROGRAMME_LEAD)
    rows = csv_rows(client.get(f"{CARE}/counts.csv").data)
    assert {row["value"]: row["responses"] for row in rows if row["what"] == "What about area?"}["BS39"] == "3"
    assert client.get(f"{CARE}/counts.xlsx").status_code == 200


def test_no_page_makes_anybody_wait_for_a_workbook_of_very_many_responses(
    client: CheckedClient, answered: QuestionnaireEdition, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.forms.fieldwork.MOST_IN_WORKBOOK", 32)
    sign_in(Role.PROGRAMME_LEAD)
    page = client.page(f"{CARE}/export")
    assert [radio["value"] for radio in page.select("input[type=radio]")] == ["csv", "json"]
    assert page.select("input[checked]")[0]["value"] == "csv"
