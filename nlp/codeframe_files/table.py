"""Codeframes as tables in CSV files: one theme a row, the first row names the columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nlp.codeframe import Codeframe, PhrasePattern, ThemeDefinition
from nlp.codeframe_files.drafts import CodeframeProblems, FrameDraft, Header, ThemeDraft
from nlp.codeframe_files.words import read_lines, read_list, read_stanced, tidy, write_stanced

COLUMNS = ("key", "title", "definition", "include", "leave out", "stage", "maps to", "phrases", "examples")
_SAME_AS: Mapping[str, str] = {
    "themekey": "key",
    "id": "key",
    "number": "key",
    "name": "title",
    "theme": "title",
    "themetitle": "title",
    "description": "definition",
    "statement": "definition",
    "meaning": "definition",
    "inclusion": "include",
    "inclusioncriteria": "include",
    "exclude": "leave out",
    "exclusion": "leave out",
    "exclusioncriteria": "leave out",
    "leaveout": "leave out",
    "mapsto": "maps to",
    "mappedto": "maps to",
    "mapping": "maps to",
}
_NEEDED = ("title", "definition")
_EXAMPLE = re.compile(r"examples?\d*")
_DELIMITERS = ",;\t|"
_FORMULA = re.compile(r"'*[=+\-@]")
"""How cells begin that spreadsheets would run as formulas; an apostrophe before it makes them words."""


def read_table(content: bytes, header: Header) -> FrameDraft:
    """Read a table; columns may stand in any order, whatever their case.

    Raises:
        CodeframeProblems: the file is no table, or its columns are not those of a codeframe.
    """
    text = _decode(content)
    delimiter = _delimiter(text)
    body = text.partition("\n")[2] if text.startswith("sep=") else text
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CodeframeProblems([f"This is not a CSV file ({error}): save the sheet as CSV again"]) from error
    columns = [_column(name) for name in rows[0]] if rows else []
    wrong = list(_wrong_columns(columns, rows[0] if rows else []))
    if wrong:
        raise CodeframeProblems(wrong)
    themes, problems = [], []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row[len(columns) :]):
            problems.append(f"row {number} has more cells than there are columns: put words with a comma in quotes")
        if any(cell.strip() for cell in row):
            themes.append(_theme(number, zip(columns, row, strict=False)))
    return FrameDraft(header, tuple(themes), tuple(problems))


def write_table(frame: Codeframe) -> str:
    """Write a table with every part of every theme but token patterns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for theme in frame.themes:
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in _cells(theme)])
    return out.getvalue()


def _decode(content: bytes) -> str:
    """Read text as UTF-8 or UTF-16, or as what old spreadsheets save."""
    if content.startswith(b"PK\x03\x04"):
        raise CodeframeProblems(["This is a workbook, not a CSV file: save the sheet as CSV"])
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Choose what splits the first row into the most columns that are known."""
    if text.startswith("sep=") and len(text) > 4:  # noqa: PLR2004  what follows the sign
        return text[4]
    first = next(iter(text.splitlines()), "")
    return max(_DELIMITERS, key=lambda it: sum(_column(name) in (*COLUMNS, "key") for name in first.split(it)))


def _column(name: str) -> str:
    """Give the column that a heading means; an unknown one as it stands, a blank one as nothing."""
    folded = re.sub(r"[\W_]+", "", name.lower())
    if _EXAMPLE.fullmatch(folded):
        return "examples"
    return _SAME_AS.get(folded, folded if folded in COLUMNS else tidy(name))


def _wrong_columns(columns: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Say which columns are missing, unknown, or there twice."""
    for needed in _NEEDED:
        if needed not in columns:
            yield f"There is no column “{needed}”: the first row must name the columns {', '.join(COLUMNS)}"
    for place, column in enumerate(columns):
        if column and column not in COLUMNS:
            yield f"The column “{tidy(names[place])}” is not known: take it out, or name it one of {', '.join(COLUMNS)}"
        elif column and column != "examples" and column in columns[:place]:
            yield f"The column “{column}” stands twice: keep one of them"


def _theme(number: int, cells: Iterable[tuple[str, str]]) -> ThemeDraft:
    """Make a draft of a row."""
    named: dict[str, str] = {}
    for column, raw in cells:
        cell = raw.strip()
        words = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
        named[column] = f"{named[column]}\n{words}" if column in named else words
    phrases = map(read_stanced, read_lines(named.get("phrases", "")))
    return ThemeDraft(
        place=f"row {number}",
        key=tidy(named.get("key", "")),
        title=tidy(named.get("title", "")),
        statement=tidy(named.get("definition", "")),
        include=tidy(named.get("include", "")),
        leave_out=tidy(named.get("leave out", "")),
        stage=tidy(named.get("stage", "")),
        examples=tuple(map(read_stanced, read_lines(named.get("examples", "")))),
        mapped_to=read_list(named.get("maps to", "")),
        patterns=tuple(PhrasePattern(words.lower(), stance) for stance, words in phrases if words),
    )


def _cells(theme: ThemeDefinition) -> list[str]:
    """Give a theme's cells in the order of the columns."""
    phrases = [write_stanced(it.stance, it.pattern) for it in theme.patterns if isinstance(it.pattern, str)]
    examples = [write_stanced(it.stance, it.text) for it in theme.examples]
    stage = str(theme.stage or "")
    words = [theme.key, theme.title, theme.statement, theme.include, theme.leave_out, stage]
    return [*words, " ".join(theme.mapped_to), "\n".join(phrases), "\n".join(examples)]
