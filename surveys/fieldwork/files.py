"""Exports as files: the responses as CSV, XLSX and JSON, and the codebook and the counts as tables."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from surveys.fieldwork.catalogue import read_catalogue
from surveys.fieldwork.codebook import NOTES, CodebookLine, list_export_languages, write_codebook
from surveys.fieldwork.columns import META, Cell, guard_text, label_meta
from surveys.fieldwork.counts import SurveyCounts, count_about_you, count_questions, count_survey
from surveys.fieldwork.figures import Count, CountTable, Guard
from surveys.fieldwork.questions import QuestionCount
from surveys.fieldwork.rows import ExportRow, ResponseReader
from surveys.models import Programme, QuestionnaireEdition
from surveys.values import Language

if TYPE_CHECKING:
    from openpyxl import Workbook

Line = Sequence[Cell | None]

RESPONSE_KINDS = ("csv", "xlsx", "json")

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no workbook can hold."""

MOST_IN_WORKBOOK = 10_000
"""Workbooks take long to write: on pages, where somebody waits, they hold so many responses at most."""

TABLE_KINDS = ("xlsx", "csv")

COUNTS_HEAD = ("table", "what", "value", "words", "responses", "of")


class Export:
    """All that goes into an export of one survey's responses; `editions` are the newest first."""

    def __init__(
        self, session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition], *, on: date
    ) -> None:
        self.session, self.programme, self.editions, self.on = session, programme, editions, on
        self.reader = ResponseReader(session, read_catalogue(editions))

    def codebook(self) -> list[CodebookLine]:
        """Describe the columns."""
        counted = count_questions(self.session, self.editions, Guard())
        return write_codebook(self.reader.catalogue, self.reader.columns, counted)

    def languages(self) -> list[Language]:
        """List the languages that the survey was put in."""
        return list_export_languages(self.reader.catalogue)

    def facts(self) -> dict[str, Any]:
        """Say what the file is."""
        return {
            "programme": self.programme.title,
            "survey": self.editions[0].title,
            "key": self.editions[0].key,
            "exported_on": self.on.isoformat(),
            "editions": [
                {"version": each.version, "title": each.title, "sha256": each.digest, **_dates(each)}
                for each in self.editions
            ],
            "notes": list(NOTES),
        }

    def about_you(self) -> list[Line]:
        """Count what people said about themselves; small numbers are hidden."""
        return list(about_you_lines(self.session, self.programme, self.editions))


def write_responses(export: Export, target: IO[bytes], *, kind: str) -> int:
    """Write the responses of an export as csv, xlsx or json; returns how many there were."""
    writers = {"csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}
    return writers[kind](export, target)


def write_table(lines: Iterable[Line], target: IO[bytes], *, kind: str, title: str) -> None:
    """Write one table, its head being the first line, as csv or xlsx."""
    if kind == "xlsx":
        book = _new_book()
        _add_sheet(book, title, lines)
        book.save(target)
        return
    with _csv_on(target) as write:
        for line in lines:
            write([guard_text(cell) if isinstance(cell, str) else cell for cell in line])


def codebook_lines(export: Export) -> Iterator[Line]:
    """Give the codebook as a table."""
    languages = export.languages()
    head = ["column", "question", "part", "type", "values", "who was asked", "versions"]
    yield [*head, "answered", "left blank", "not asked", *(f"words ({language})" for language in languages)]
    for each in export.codebook():
        counts = [_number(count) for count in (each.answered, each.left_blank, each.not_asked)]
        facts = [each.column, each.question, each.part, each.kind, each.values, each.asked, each.versions]
        yield [*facts, *counts, *(each.texts.get(language, "") for language in languages)]


def counts_lines(
    session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition], guard: Guard
) -> Iterator[Line]:
    """Give every table that somebody may see of a survey as one: those of its pages, and no others."""
    yield COUNTS_HEAD
    counted = count_survey(session, editions, guard)
    yield ("all", "Responses", "", "", _number(counted.total), "")
    yield ("all", "Begun, not sent yet", "", "", _number(counted.draft_count), "")
    for table in _survey_tables(counted):
        yield from _table_lines("responses", table)
    for question in count_questions(session, editions, guard):
        yield from _question_lines("answers", question)
    yield from list(about_you_lines(session, programme, editions))[1:]


def about_you_lines(session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition]) -> Iterator[Line]:
    """Give the counts of what people said about themselves as one table."""
    yield COUNTS_HEAD
    total, questions = count_about_you(session, programme, editions)
    yield ("about you", "People who answered any of it", "", "", _number(total), "")
    for question in questions:
        yield from _question_lines("about you", question)


def _survey_tables(counted: SurveyCounts) -> list[CountTable]:
    """List the tables of how responses came."""
    days = [counted.by_day] if counted.by_day else []
    return [counted.by_edition, *days, counted.by_week, *counted.ways]


def _question_lines(part: str, question: QuestionCount) -> Iterator[Line]:
    """Give the numbers of one question."""
    title = question.item.text()
    counts = {"answered": question.answered, "left blank": question.left_blank, "not asked": question.not_asked}
    yield from ((part, title, "", name, _number(count), "") for name, count in counts.items() if count)
    if question.table:
        yield from _table_lines(part, question.table)


def _table_lines(part: str, table: CountTable) -> Iterator[Line]:
    """Give the rows of a table."""
    for row in table.rows:
        yield (part, table.title, row.value, row.words, _number(row.count), _number(table.total))


def _number(count: Count | None) -> Cell:
    """Write a count; a hidden one is a star, what was not counted is empty."""
    return "" if count is None else "*" if count.value is None else count.value


def _dates(edition: QuestionnaireEdition) -> dict[str, str | None]:
    """Give when an edition takes answers."""
    closes_on = edition.closes_on.isoformat() if edition.closes_on else None
    return {"opens_on": edition.opens_on.isoformat(), "closes_on": closes_on}


def _head(export: Export) -> list[Cell]:
    """Give the names of the columns."""
    return [*META, *(column.name for column in export.reader.columns)]


@contextmanager
def _csv_on(target: IO[bytes]) -> Iterator[Callable[[Line], object]]:
    """Write lines of CSV as spreadsheets read them: UTF-8 with its mark; the target stays open."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    write = csv.writer(text).writerow
    yield write
    text.detach()


def _write_csv(export: Export, target: IO[bytes]) -> int:
    """Write the responses as one table of codes."""
    count = 0
    with _csv_on(target) as write:
        write(_head(export))
        for row in export.reader:
            write(_guarded(export, row))
            count += 1
    return count


def _write_xlsx(export: Export, target: IO[bytes]) -> int:
    """Write a workbook: the responses as codes and in words, the codebook, counts about people, and what it is."""
    book = _new_book()
    codes, words = book.create_sheet("responses"), book.create_sheet("in words")
    columns = export.reader.columns
    head = _head(export)
    codes.append(head)
    words.append(head)
    count = 0
    for row in export.reader:
        codes.append(_fit(_guarded(export, row)))
        labels = [column.label(cell) for column, cell in zip(columns, row.cells, strict=True)]
        words.append(_fit([*label_meta(row.meta), *labels]))
        count += 1
    _add_sheet(book, "codebook", codebook_lines(export))
    _add_sheet(book, "about you", export.about_you())
    _add_sheet(book, "about", _about_lines(export))
    book.save(target)
    return count


def _about_lines(export: Export) -> Iterator[Line]:
    """Say in a sheet what the workbook is."""
    facts = export.facts()
    yield from ((name, facts[name]) for name in ("programme", "survey", "exported_on"))
    for each in facts["editions"]:
        yield (f"version {each['version']}", each["title"], each["opens_on"], each["closes_on"], each["sha256"])
    yield from (("note", note) for note in NOTES)


def _new_book() -> "Workbook":
    """Begin a workbook; the library is loaded by those who want one."""
    from openpyxl import Workbook

    return Workbook(write_only=True)


def _add_sheet(book: "Workbook", title: str, lines: Iterable[Line]) -> None:
    """Add a sheet to a workbook."""
    sheet = book.create_sheet(title)
    for line in lines:
        sheet.append(_fit(line))


def _fit(cells: Line) -> list[Cell | None]:
    """Leave out what a workbook cannot hold, and keep it from running words as formulas."""
    return [_NOT_IN_XML.sub("", guard_text(cell)) if isinstance(cell, str) else cell for cell in cells]


def _guarded(export: Export, row: ExportRow) -> list[Cell | None]:
    """Give the cells of a response; words, which alone can look like a formula, are kept from being run."""
    cells: list[Cell | None] = [*row.meta, *row.cells]
    for place in export.reader.text_places:
        cell = cells[place]
        if isinstance(cell, str):
            cells[place] = guard_text(cell)
    return cells


def _write_json(export: Export, target: IO[bytes]) -> int:
    """Write an object of facts, codebook, counts about people and responses, one response a line."""
    count = 0
    lines = [_plain(each) for each in export.codebook()]
    _put(target, '{"about":', export.facts(), ',\n"codebook":', lines)
    _put(target, ',\n"about_you":', [dict(zip(COUNTS_HEAD, line, strict=True)) for line in export.about_you()[1:]])
    target.write(b',\n"responses":[')
    for row in export.reader:
        target.write(b",\n" if count else b"\n")
        _put(target, "", _response(export, row))
        count += 1
    target.write(b"\n]}\n")
    return count


def _response(export: Export, row: ExportRow) -> dict[str, Any]:
    """Give one response: answers by question, null for one left blank; and the same in words."""
    asked = sorted(row.asked | row.answers.keys())
    columns = zip(export.reader.columns, row.cells, strict=True)
    words = {column.name: column.label(cell) for column, cell in columns if column.says(cell)}
    meta = dict(zip(META, row.meta, strict=True))
    return {**meta, "answers": {key: row.answers.get(key) for key in asked}, "words": words}


def _plain(line: CodebookLine) -> dict[str, Any]:
    """Give a line of the codebook as JSON holds it."""
    counts = {name: _number(getattr(line, name)) for name in ("answered", "left_blank", "not_asked")}
    names = ("column", "question", "part", "kind", "values", "asked", "versions", "texts")
    return {name: getattr(line, name) for name in names} | counts


def _put(target: IO[bytes], *parts: Any) -> None:
    """Write strings as they are, all else as JSON."""
    for part in parts:
        text = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False, separators=(",", ":"))
        target.write(text.encode())
