"""Tables in files: CSV, JSON Lines and XLSX as rows of named text cells."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from surveys.errors import UnreadableFile

SNIFFED = 65_536
"""Characters looked at to tell commas from semicolons and tabs."""


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet or editor shows it, and its cells by column name."""

    number: int
    cells: dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read all rows of a file, by the ending of its name.

    Raises:
        UnreadableFile: the file is not what its name says, or has no rows.
    """
    readers = {".csv": _read_csv, ".jsonl": _read_json_lines, ".xlsx": _read_xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        message = f"{path.name}: expected a file ending in .csv, .jsonl or .xlsx"
        raise UnreadableFile(message)
    rows = list(reader(path))
    if not rows:
        message = f"{path.name}: there are no rows in this file"
        raise UnreadableFile(message)
    return rows


def _decode(path: Path) -> str:
    """Read text as UTF-8, or as what old spreadsheets save; refuse what is no text."""
    raw = path.read_bytes()
    if b"\x00" in raw or raw[:4] == b"PK\x03\x04":
        message = f"{path.name}: this is not a text file; save it again as CSV"
        raise UnreadableFile(message)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _read_csv(path: Path) -> Iterator[Row]:
    """Read a CSV file; its first row names the columns."""
    text = _decode(path)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:SNIFFED].splitlines()[0] if text else "", delimiters=",;\t|")
    except (csv.Error, IndexError):
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True)
    try:
        for cells in reader:
            if None in cells:
                message = f"{path.name}: row {reader.line_num} has more cells than there are columns"
                raise UnreadableFile(message)
            yield Row(reader.line_num, {name.strip(): value or "" for name, value in cells.items()})
    except csv.Error as error:
        message = f"{path.name}: row {reader.line_num} is not CSV: {error}"
        raise UnreadableFile(message) from error


def _read_json_lines(path: Path) -> Iterator[Row]:
    """Read one JSON object a line."""
    for number, line in enumerate(_decode(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except json.JSONDecodeError as error:
            message = f"{path.name}: line {number} is not JSON: {error.msg}"
            raise UnreadableFile(message) from error
        if not isinstance(cells, dict):
            message = f"{path.name}: line {number}: expected an object in curly brackets"
            raise UnreadableFile(message)
        yield Row(number, {str(name): _text(value) for name, value in cells.items()})


def _read_xlsx(path: Path) -> Iterator[Row]:
    """Read the first sheet of a workbook; its first row names the columns."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as error:
        message = f"{path.name}: this is not an Excel workbook"
        raise UnreadableFile(message) from error
    lines = book.worksheets[0].iter_rows(values_only=True)
    names = [_text(value).strip() for value in next(lines, ())]
    for number, values in enumerate(lines, start=2):
        if any(value is not None for value in values):
            yield Row(number, dict(zip(names, map(_text, values), strict=False)))
    book.close()


def _text(value: Any) -> str:
    """Give a cell as text; a date as year-month-day."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
