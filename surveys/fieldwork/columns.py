"""The columns of an export, and how an answer fills them. Pure.

Codes stand in the cells: an option's value, a rating's number. Of a question with several choices every option has a
column, 1 where it was chosen and 0 where not; of a ranking every place has one. A question that was left blank says
so; one that a person was never asked leaves its cells empty.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from surveys.definitions import MultipleChoice, UploadQuestion
from surveys.definitions.questions import Rating
from surveys.fieldwork.catalogue import Catalogue, Item
from surveys.fieldwork.words import VALUES

LEFT_BLANK = "(left blank)"
"""Stands in every column of a question that was asked and not answered."""

META = ("response", "sent_on", "version", "language", "format", "channel", "answered_by", "may_quote")
"""Columns that stand first: they are about the response as a whole."""

Part = Literal["value", "option", "place"]
Cell = str | int

_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+(?:\.\d+)?\Z)")
"""What spreadsheets take for the start of a formula (OWASP, CSV injection); a negative number is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answers: of a question, or of one of its options or places (from 1)."""

    name: str
    item: Item
    part: Part = "value"
    option: str = ""
    place: int = 0

    def says(self, cell: Cell) -> bool:
        """Tell whether a cell says something; an option that was not chosen does not."""
        return cell not in {"", LEFT_BLANK} and (self.part != "option" or cell == 1)

    def label(self, cell: Cell) -> Cell:
        """Put a cell into words; numbers that were typed stay numbers."""
        if cell in {"", LEFT_BLANK}:
            return cell
        if self.part == "option" or isinstance(self.item.question, UploadQuestion):
            return "Yes" if cell == 1 else "No"
        if isinstance(self.item.question, Rating) or self.part == "place" or not self.item.is_words:
            return self.item.options.get(str(cell), cell)
        return cell


def list_columns(catalogue: Catalogue) -> list[Column]:
    """List the columns of all items, in order."""
    return [column for item in catalogue.items for column in _columns_of(item)]


def _columns_of(item: Item) -> Iterator[Column]:
    """Give the columns of an item."""
    if isinstance(item.question, MultipleChoice):
        yield from (Column(f"{item.name}--{option}", item, "option", option=option) for option in item.options)
    elif item.places:
        for place in range(1, item.places + 1):
            yield Column(f"{item.name}--{place}", item, "place", place=place)
    else:
        yield Column(item.name, item)


def guard_text(text: str) -> str:
    """Keep a spreadsheet from taking words for a formula: an apostrophe stands before them."""
    return f"'{text}" if _FORMULA.match(text) else text


Filler = Callable[[list[Cell], Any], None]


class Plan:
    """Fills the answers of one edition's responses into the columns of all editions."""

    def __init__(self, columns: Sequence[Column], items: Mapping[str, Item]) -> None:
        places: dict[str, list[int]] = {}
        for index, column in enumerate(columns):
            places.setdefault(column.item.name, []).append(index)
        self._width = len(columns)
        self._places = {key: places[item.name] for key, item in items.items()}
        self._fillers = {key: _filler(item, places[item.name], columns) for key, item in items.items()}
        self._blanks: dict[frozenset[str], list[Cell]] = {}

    def fill(self, asked: frozenset[str], answers: Mapping[str, Any]) -> list[Cell]:
        """Give the cells of one response."""
        if asked not in self._blanks:
            self._blanks[asked] = self._blank(asked)
        cells = self._blanks[asked].copy()
        for key, value in answers.items():
            filler = self._fillers.get(key)
            if filler:
                filler(cells, value)
        return cells

    def _blank(self, asked: frozenset[str]) -> list[Cell]:
        """Give the cells of somebody who was asked these questions and answered none."""
        cells: list[Cell] = [""] * self._width
        for key in asked:
            for index in self._places[key]:
                cells[index] = LEFT_BLANK
        return cells


def _filler(item: Item, places: Sequence[int], columns: Sequence[Column]) -> Filler:
    """Make what fills one item's cells."""
    first = places[0]
    if isinstance(item.question, MultipleChoice):
        options = [(index, columns[index].option) for index in places]
        return lambda cells, value: _fill_options(cells, value, options)
    if item.places:
        return lambda cells, value: _fill_places(cells, value, places)
    if isinstance(item.question, UploadQuestion):
        return lambda cells, _value: cells.__setitem__(first, 1)
    return lambda cells, value: cells.__setitem__(first, value)


def _fill_options(cells: list[Cell], value: Any, options: Sequence[tuple[int, str]]) -> None:
    """Fill 1 for what was chosen and 0 for what was not."""
    for index, option in options:
        cells[index] = 1 if option in value else 0


def _fill_places(cells: list[Cell], value: Any, places: Sequence[int]) -> None:
    """Fill the places of a ranking; places that nothing was put in are left blank."""
    for place, index in enumerate(places):
        cells[index] = value[place] if place < len(value) else LEFT_BLANK


def label_meta(cells: Sequence[Cell]) -> list[Cell]:
    """Put the cells of `META` into words."""
    return [VALUES.get(name, {}).get(str(cell), cell) for name, cell in zip(META, cells, strict=True)]
