"""Comments that were collected elsewhere: checked row by row, then taken in whole or not at all."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveys.capture.files import Row
from surveys.errors import AlreadyImported, InvalidDefinition
from surveys.models import Contribution, ImportBatch, Programme
from surveys.values import TEXT_LIMIT, Group, Origin

PARTS = ("text", "question", "group", "date", "source")
"""What a comment is made of; `text` and `group` must come from somewhere."""
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class ColumnMapping:
    """Where each part comes from: a column by its name, or one value for all rows (also for blank cells)."""

    columns: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell."""

    row: int
    column: str
    wrong: str
    expected: str


@dataclass(frozen=True)
class Comment:
    """One comment ready to be taken in."""

    row: int
    text: str
    question: str | None
    group: Group
    said_on: date
    source: str


@dataclass
class CheckedFile:
    """What was found in a file; it can be imported when there are no problems."""

    row_count: int = 0
    comments: list[Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    duplicate_count: int = 0
    non_answer_count: int = 0


def check_mapping(mapping: ColumnMapping, rows: Sequence[Row], *, name: str) -> None:
    """Check that the mapping fits the file.

    Raises:
        InvalidDefinition: a part is unknown or missing, or a column is not in the file.
    """
    unknown = [part for part in (*mapping.columns, *mapping.values) if part not in PARTS]
    if unknown:
        message = f"{unknown[0]} is not a part of a comment, expected one of {', '.join(PARTS)}"
        raise InvalidDefinition(message)
    for part, column in mapping.columns.items():
        if column not in rows[0].cells:
            message = f"{name}: no column “{column}” for {part}; the columns are {', '.join(rows[0].cells)}"
            raise InvalidDefinition(message)
    for part in ("text", "group", "date"):
        if part not in mapping.columns and part not in mapping.values:
            message = f"say where {part} comes from: --column {part}=NAME or --value {part}=VALUE"
            raise InvalidDefinition(message)


def check_comments(
    rows: Iterable[Row],
    mapping: ColumnMapping,
    *,
    is_non_answer: Callable[[str], bool],
    known: Iterable[str] = (),
    keep_duplicates: bool = False,
) -> CheckedFile:
    """Sort rows into comments, duplicates, non-answers and problems. `known` are texts taken in before."""
    checked = CheckedFile()
    seen = {_fold(text) for text in known}
    for row in rows:
        checked.row_count += 1
        text = _part(row, mapping, "text").replace("\x00", "").strip()
        if not text or is_non_answer(text):
            checked.non_answer_count += 1
        elif not keep_duplicates and _fold(text) in seen:
            checked.duplicate_count += 1
        else:
            seen.add(_fold(text))
            _check_row(row, text, mapping, checked)
    return checked


def import_comments(
    session: Session, programme: Programme, checked: CheckedFile, *, file_name: str, sha256: str, at: datetime
) -> ImportBatch:
    """Take a checked file in as contributions that may not be quoted, since nobody was asked.

    Raises:
        AlreadyImported: the same file was taken in before.
    """
    same = select(ImportBatch).where(ImportBatch.programme_id == programme.id, ImportBatch.sha256 == sha256)
    if session.scalar(same):
        message = f"{file_name} was imported before"
        raise AlreadyImported(message)
    batch = ImportBatch(
        programme_id=programme.id,
        file_name=file_name,
        sha256=sha256,
        row_count=checked.row_count,
        duplicate_count=checked.duplicate_count,
        non_answer_count=checked.non_answer_count,
        imported_at_utc=at,
    )
    session.add(batch)
    session.flush()
    if checked.comments:
        session.execute(insert(Contribution), [_row_of(comment, programme, batch) for comment in checked.comments])
    return batch


def list_imported_texts(session: Session, programme: Programme) -> list[str]:
    """List the texts that came by import before, to find duplicates."""
    query = select(Contribution.text).where(
        Contribution.programme_id == programme.id, Contribution.origin == Origin.IMPORT
    )
    return list(session.scalars(query))


def write_problems(problems: Sequence[Problem], path: Path) -> None:
    """Write problems as a CSV file; cells never hold a comment's words."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "column", "what is wrong", "what was expected"])
        writer.writerows([problem.row, problem.column, problem.wrong, problem.expected] for problem in problems)


def _row_of(comment: Comment, programme: Programme, batch: ImportBatch) -> dict[str, object]:
    """Give a comment as the values of a contribution's row."""
    return {
        "programme_id": programme.id,
        "origin": Origin.IMPORT,
        "import_batch_id": batch.id,
        "import_row": comment.row,
        "source": comment.source,
        "group": comment.group,
        "question": comment.question,
        "text": comment.text,
        "said_on": comment.said_on,
        "has_quote_consent": False,
    }


def _fold(text: str) -> str:
    """Fold case and white space, so that a text counts as the same whatever its layout."""
    return " ".join(text.casefold().split())


def _part(row: Row, mapping: ColumnMapping, part: str) -> str:
    """Give a part's text from its column, or its value for all rows where that is missing or blank."""
    cell = row.cells.get(mapping.columns.get(part, ""), "").strip()
    return cell or mapping.values.get(part, "")


def _check_row(row: Row, text: str, mapping: ColumnMapping, checked: CheckedFile) -> None:
    """Add the row as a comment, or what is wrong with it."""
    group = _parse_group(_part(row, mapping, "group"))
    said_on = _parse_date(_part(row, mapping, "date"))
    wrong = [
        ("text", len(text) <= TEXT_LIMIT, f"{len(text):,} characters", f"at most {TEXT_LIMIT:,} characters"),
        ("group", group is not None, "not a group", f"one of {', '.join(Group)}"),
        ("date", said_on is not None, "not a date", "a date such as 2026-09-14 or 14/09/2026"),
    ]
    problems = [
        Problem(row.number, mapping.columns.get(part, part), what, expected)
        for part, fits, what, expected in wrong
        if not fits
    ]
    checked.problems += problems
    if not problems and group is not None and said_on is not None:
        question, source = _part(row, mapping, "question") or None, _part(row, mapping, "source") or "Imported comments"
        checked.comments.append(Comment(row.number, text, question, group, said_on, source))


def _parse_group(raw: str) -> Group | None:
    """Read a group, forgiving case, spaces and hyphens."""
    folded = raw.strip().lower().replace(" ", "_").replace("-", "_")
    return Group(folded) if folded in set(Group) else None


def _parse_date(raw: str) -> date | None:
    """Read a date in one of the usual British or ISO forms; a time of day after it is dropped."""
    for text in (raw.strip(), raw.strip().split(" ")[0].split("T")[0]):
        for form in DATE_FORMS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007  a date has no zone
            except ValueError:
                continue
    return None
