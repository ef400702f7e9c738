"""Reading figures on populations as people type them or keep them in tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from surveys.capture.files import Row, read_rows
from surveys.definitions import Area
from surveys.errors import InvalidAnswer, InvalidReference
from surveys.fieldwork.references import Trait

TOLERANCE = Decimal("1.5")
"""How far from 100 percentages may add up: those of tables are rounded."""

MOST_VALUES = 500
"""More areas than this are not taken in."""

PERCENT_COLUMNS = ("percent", "per cent", "percentage", "%", "share", "proportion")
COUNT_COLUMNS = ("count", "people", "number", "persons", "n", "population", "total")
TRAIT_COLUMNS = ("characteristic", "question", "trait", "about", "topic")
VALUE_COLUMNS = ("value", "answer", "option", "category", "area", "group", "band")

_KNOWN = {
    "characteristic": TRAIT_COLUMNS,
    "value": VALUE_COLUMNS,
    "percent or count": (*PERCENT_COLUMNS, *COUNT_COLUMNS),
}

_NUMBER = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s*%?")
_AREA = Area(key="area", text="Area")


def read_number(typed: str) -> Decimal | None:
    """Read a number that is not below 0; blanks, a percent sign and commas for thousands are forgiven."""
    found = _NUMBER.fullmatch(typed.strip().replace("\u00a0", " "))
    return None if found is None else Decimal(re.sub(r"[, ]", "", found[1]) + (found[2] or ""))


def make_shares(numbers: Mapping[str, Decimal], *, are_percent: bool) -> dict[str, float]:
    """Turn percentages, or numbers of people, into shares that add up to 1.

    Raises:
        InvalidReference: percentages do not add up to 100, or nobody is counted.
    """
    total = sum(numbers.values(), Decimal(0))
    if total == 0:
        raise InvalidReference(["The numbers are all 0: enter how many people there are of each"])
    if are_percent and abs(total - 100) > TOLERANCE:
        raise InvalidReference(
            [f"The percentages add up to {total.normalize():f}: they should add up to 100. Or choose numbers of people"]
        )
    return {value: float(number / total) for value, number in numbers.items()}


def read_area_lines(text: str) -> dict[str, Decimal]:
    """Read lines such as “BA1 12”: an area, and its number.

    Raises:
        InvalidReference: lines are not like that; each is named.
    """
    found: dict[str, Decimal] = {}
    problems = []
    for place, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        area, _, typed = line.strip().replace(",", " ", 1).replace("\t", " ").partition(" ")
        name, number = read_area(area), read_number(typed)
        if name is None or number is None:
            problems.append(
                f"Line {place} (“{line.strip()[:60]}”): write the area, a blank and a number, such as BA1 12"
            )
        elif name in found:
            problems.append(f"Line {place}: {name} is there twice")
        else:
            found[name] = number
    if problems or not found:
        raise InvalidReference(problems or ["Enter at least one area with its number"])
    return found


def read_area(typed: str) -> str | None:
    """Read the first half of a postcode; None when it is none."""
    try:
        return str(_AREA.read([typed]))
    except InvalidAnswer:
        return None


def read_reference_file(content: bytes, *, name: str, traits: Sequence[Trait]) -> dict[str, dict[str, float]]:
    """Read a CSV, JSON Lines or XLSX table of figures; returns shares by value, by the key of each trait in it.

    Columns: characteristic, value, and percent or count, each by one of several names.

    Raises:
        UnreadableFile: it is no such file.
        InvalidReference: something in it does not fit; every problem is named with its row.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"figures{Path(name).suffix}"
        path.write_bytes(content)
        rows = read_rows(path)
    columns = _columns(rows)
    problems: list[str] = []
    numbers: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        _read_row(row, columns, traits, numbers, problems)
    by_key = {trait.key: trait for trait in traits}
    for key, found in numbers.items():
        problems += _check_whole(by_key[key], found)
    if problems:
        raise InvalidReference(problems)
    return {key: _shares_of(by_key[key], found, is_count=columns.is_count) for key, found in numbers.items()}


def check_options(trait: Trait, given: Iterable[str]) -> list[str]:
    """Say which options of a trait have no number."""
    has = set(given)
    lost = ", ".join(f"“{words}”" for value, words in trait.options.items() if value not in has)
    return [f"“{trait.text}”: give a number for {lost} too; 0 for nobody"] if lost else []


def find_value(trait: Trait, typed: str) -> str | None:
    """Find the value of a trait that somebody means by its value or its words, however written."""
    if not trait.options:
        return read_area(typed)
    wanted = _plain(typed)
    return next((value for value, words in trait.options.items() if wanted in {_plain(value), _plain(words)}), None)


@dataclass(frozen=True)
class _Columns:
    """Names of the columns that matter."""

    trait: str
    value: str
    number: str

    @property
    def is_count(self) -> bool:
        """Tell whether the numbers are of people."""
        return self.number.strip().casefold() in COUNT_COLUMNS


def _columns(rows: Sequence[Row]) -> _Columns:
    """Find the columns by their names."""
    names = {name.strip().casefold(): name for name in rows[0].cells}
    found = []
    for example, known in _KNOWN.items():
        match = next((names[name] for name in known if name in names), None)
        if match is None:
            raise InvalidReference([f"Add a column named {example}. The columns are: {', '.join(rows[0].cells)}"])
        found.append(match)
    return _Columns(*found)


def _read_row(
    row: Row,
    columns: _Columns,
    traits: Sequence[Trait],
    numbers: dict[str, dict[str, Decimal]],
    problems: list[str],
) -> None:
    """Read one row into `numbers`, or say what is wrong with it."""
    named, typed, figure = (row.cells.get(name, "") for name in (columns.trait, columns.value, columns.number))
    if not (named + typed + figure).strip():
        return
    trait = next((each for each in traits if _plain(named) in _names(each)), None)
    number = read_number(figure)
    if trait is None:
        problems.append(f"Row {row.number}: there is no question “{named}” in this survey")
        return
    value = find_value(trait, typed)
    if value is None:
        known = ", ".join(trait.options.values())
        options = f": use one of {known}" if known else ": use the first half of a postcode"
        problems.append(f"Row {row.number}: “{typed}” is not an answer to “{trait.text}”{options}")
    elif number is None:
        problems.append(f"Row {row.number}: “{figure}” is not a number, such as 18 or 18.5")
    elif value in numbers.get(trait.key, {}):
        problems.append(f"Row {row.number}: “{typed}” is there twice")
    else:
        numbers.setdefault(trait.key, {})[value] = number


def _check_whole(trait: Trait, found: Mapping[str, Decimal]) -> list[str]:
    """Say what is missing of a trait's figures."""
    if len(found) > MOST_VALUES:
        return [f"“{trait.text}”: give at most {MOST_VALUES} areas"]
    return check_options(trait, found)


def _shares_of(trait: Trait, found: Mapping[str, Decimal], *, is_count: bool) -> dict[str, float]:
    """Turn the numbers of a trait into shares, in the order of its options; shares that add up to 1 are forgiven."""
    ordered = {value: found[value] for value in trait.options or sorted(found) if value in found}
    is_fraction = abs(sum(ordered.values(), Decimal(0)) - 1) <= TOLERANCE / 100
    try:
        return make_shares(ordered, are_percent=not is_count and not is_fraction)
    except InvalidReference as error:
        raise InvalidReference([f"“{trait.text}”: {error.problems[0]}"]) from error


def _names(trait: Trait) -> set[str]:
    """List the names by which a trait is meant."""
    short = trait.key.removeprefix("about-")
    return {_plain(each) for each in (trait.key, short, trait.text)} | ({"group", "who"} if not trait.key else set())


def _plain(text: str) -> str:
    """Write words so that small differences in writing do not count: “65 to 74”, “65-74” and 65-to-74 are one."""
    text = re.sub(r"\+|\band over\b|\bor older\b", " or over ", text.casefold())
    return " ".join(word for word in re.findall(r"\w+", text) if word != "to")
