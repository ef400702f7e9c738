import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from surveys.capture.files import Row, read_rows
from surveys.errors import UnreadableFile


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_csv_file_is_read_whatever_separates_its_cells(tmp_path: Path, comma: str) -> None:
    path = write(tmp_path / "a.csv", f'Comment{comma}Date\r\n"late, again"{comma}2026-09-01\r\n')
    assert read_rows(path) == [Row(2, {"Comment": "late, again", "Date": "2026-09-01"})]


def test_old_spreadsheets_letters_are_understood(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path / "a.csv", "Comment\r\ncafé £5\r\n".encode("cp1252")))[0].cells == {
        "Comment": "café £5"
    }


def test_json_lines_are_read_with_their_numbers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": "late", "n": 3}) + "\n\n" + json.dumps({"text": None}))
    assert read_rows(path) == [Row(1, {"text": "late", "n": "3"}), Row(3, {"text": ""})]


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Comment", "Visits"])  # type: ignore[union-attr]
    book.active.append(["late 😀", 4])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    assert read_rows(tmp_path / "a.xlsx") == [Row(2, {"Comment": "late 😀", "Visits": "4"})]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", "%PDF", "expected a file ending in .csv, .jsonl or .xlsx"),
        ("a.csv", b"PK\x03\x04zip", "this is not a text file"),
        ("a.csv", b"Comment\nlate\x00\n", "this is not a text file"),
        ("a.csv", "Comment\n", "there are no rows"),
        ("a.csv", "", "there are no rows"),
        ("a.csv", 'Comment,Date\n"late\n', "is not CSV"),
        ("a.csv", "Comment\nlate,again,and again\n", "has more cells than there are columns"),
        ("a.jsonl", "Comment,Date\n", "line 1 is not JSON"),
        ("a.jsonl", "[1]\n", "line 1: expected an object"),
        ("a.xlsx", "Comment\nlate\n", "this is not an Excel workbook"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_in_words(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_rows(write(tmp_path / name, content))
