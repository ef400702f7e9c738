"""Contacts in a file: which columns are understood, and what is right and wrong in each row."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from surveys.capture.contact_words import EXPECTED, part_of, read_choice, read_day, read_yes
from surveys.capture.contacts import Needs, Person, is_email, marks_of
from surveys.capture.files import Row, read_rows
from surveys.errors import UnreadableFile
from surveys.models import Contact
from surveys.text import clean_text
from surveys.values import Format, Group, Language, Reach

LIMITS = {"name": 200, "email": 254, "phone": 40, "address": 500, "needs": 2_000, "provided": 2_000}
"""Longest text of each part, in characters."""

_KNOWN = {"group": Group, "language": Language, "format": Format, "reach": Reach}
_DAYS = ("asked_on", "share_asked_on", "review_on")
_REACH_WORDS = {"email": "an e-mail address", "address": "a postal address", "phone": "a telephone number"}


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one row, and what to do."""

    row: int
    advice: str


@dataclass(frozen=True)
class FoundContact:
    """One contact ready to be taken in."""

    row: int
    person: Person
    needs: Needs


@dataclass
class CheckedContacts:
    """What was found in a file; it can be taken in when there are no problems."""

    columns: dict[str, str] = field(default_factory=dict)
    """Which part of a contact each column that is understood holds."""
    unused: list[str] = field(default_factory=list)
    contacts: list[FoundContact] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    """Rows whose contact is there already, or stands in an earlier row."""


def read_contact_rows(content: bytes, *, name: str) -> list[Row]:
    """Read the rows of a CSV or XLSX file that was uploaded; rows without any words are left out.

    Raises:
        UnreadableFile: it is neither, or has no rows.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        message = f"{name}: expected a file ending in .csv or .xlsx"
        raise UnreadableFile(message)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"contacts{suffix}"
        path.write_bytes(content)
        rows = [row for row in read_rows(path) if any(cell.strip() for cell in row.cells.values())]
    if not rows:
        message = f"{name}: there are no rows in this file"
        raise UnreadableFile(message)
    return rows


def check_contacts(rows: Sequence[Row], *, group: Group, known: Iterable[str], on: date) -> CheckedContacts:
    """Sort rows into contacts, repeated ones and problems.

    `group` is for rows that do not say one; `known` are the marks of contacts that are there; `on` is today.
    """
    names = [name for name in rows[0].cells if name]
    columns = {name: part for name in names if (part := part_of(name))}
    checked = CheckedContacts(columns=columns, unused=[name for name in names if name not in columns])
    seen = set(known)
    for row in rows:
        parts = _parts(row, columns)
        problems = [RowProblem(row.number, advice) for advice in _wrong(parts)]
        checked.problems += problems
        if problems:
            continue
        found = FoundContact(row.number, _person(parts, group), _needs(parts, on))
        if missing := found.person.missing():
            advice = (
                f"“{parts['reach']}” needs {_REACH_WORDS[missing]}. Add it, or write another way to reach the person"
            )
            checked.problems.append(RowProblem(row.number, advice))
            continue
        marks = set(marks_of(name=found.person.name, email=found.person.email, address=found.person.address))
        if marks & seen:
            checked.repeated.append(row.number)
        else:
            checked.contacts.append(found)
        seen |= marks
    return checked


def write_needs(contacts: Iterable[Contact]) -> bytes:
    """Write contacts with their communication needs as CSV for spreadsheets (UTF-8 with its mark)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["name", "email", "phone", "address", "language", "format", "reach", "needs", "provided"])
    for contact in contacts:
        texts = (contact.name, contact.email, contact.phone, contact.address)
        wishes = (contact.language, contact.format, contact.reach, contact.needs, contact.provided)
        writer.writerow([_harmless(text) for text in (*texts, *wishes)])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _parts(row: Row, columns: Mapping[str, str]) -> dict[str, str]:
    """Gather the cells of a row by part; those of an address become its lines."""
    parts: dict[str, str] = {}
    for column, part in columns.items():
        cell = clean_text(row.cells.get(column, "")).strip()
        if cell:
            parts[part] = f"{parts[part]}\n{cell}" if part in parts and part == "address" else parts.get(part, cell)
    if "address" in parts:
        lines = parts["address"].replace(", ", "\n").split("\n")
        parts["address"] = "\n".join(line.strip(" ,") for line in lines if line.strip(" ,"))
    full = " ".join(parts[each] for each in ("first_name", "last_name") if each in parts)
    return parts | ({"name": parts.get("name", full)} if parts.get("name") or full else {})


def _wrong(parts: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the cells of a row, and what to do."""
    wrong = []
    if "name" not in parts:
        wrong.append("There is no name. Add one, or delete the row")
    if "email" in parts and not is_email(parts["email"]):
        wrong.append(f"“{parts['email']}” is not an e-mail address. Write one like name@example.com, or leave it empty")
    wrong += [
        f"“{parts[part]}” is not understood. Write {EXPECTED[kind]}"
        for part, kind in _KNOWN.items()
        if part in parts and read_choice(kind, parts[part]) is None
    ]
    wrong += [
        f"“{parts[part]}” is not a date. Write it like 14/09/2026 or 2026-09-14"
        for part in _DAYS
        if part in parts and read_day(parts[part]) is None
    ]
    if "may_share" in parts and read_yes(parts["may_share"]) is None:
        wrong.append(f"“{parts['may_share']}” does not say whether the needs may be shared. Write yes or no")
    for part, limit in LIMITS.items():
        if len(parts.get(part, "")) > limit:
            wrong.append(f"The {part} is longer than {limit:,} characters. Shorten it")
    return wrong


def _person(parts: dict[str, str], group: Group) -> Person:
    """Make the person of a row without problems; without a wish, reached the first way that is known."""
    email, address, phone = parts.get("email", ""), parts.get("address", ""), parts.get("phone", "")
    ways = ((Reach.EMAIL, email), (Reach.LETTER, address), (Reach.PHONE, phone))
    usual = next((reach for reach, known in ways if known), Reach.IN_PERSON)
    return Person(
        name=" ".join(parts["name"].split()),
        group=read_choice(Group, parts.get("group", "")) or group,
        reach=read_choice(Reach, parts.get("reach", "")) or usual,
        email=email,
        phone=phone,
        address=address,
        language=read_choice(Language, parts.get("language", "")) or Language.ENGLISH,
        format=read_choice(Format, parts.get("format", "")) or Format.STANDARD,
    )


def _needs(parts: Mapping[str, str], on: date) -> Needs:
    """Make the needs of a row without problems; consent without a day was asked for by today."""
    may_share = read_yes(parts.get("may_share", ""))
    asked = read_day(parts.get("share_asked_on", "")) or on
    return Needs(
        asked_on=read_day(parts.get("asked_on", "")),
        needs=parts.get("needs", ""),
        provided=parts.get("provided", ""),
        may_share=may_share,
        share_asked_on=None if may_share is None else asked,
        review_on=read_day(parts.get("review_on", "")),
    )
