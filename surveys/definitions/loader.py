"""TOML files to definitions. An error names the file, the place, what is wrong and what was expected."""

import reprlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from surveys.definitions.criteria import CriteriaDefinition
from surveys.definitions.questionnaire import Questionnaire
from surveys.definitions.strict import Definition
from surveys.errors import InvalidDefinition

D = TypeVar("D", bound=Definition)

LIBRARY = Path(__file__).parent / "library"


def load_questionnaire(path: Path) -> Questionnaire:
    """Read one questionnaire.

    Raises:
        InvalidDefinition: the file is not TOML, or breaks the schema.
    """
    return load_definition(path, Questionnaire)


def parse_questionnaire(raw: Mapping[str, Any], *, name: str = "questionnaire") -> Questionnaire:
    """Check the content of one questionnaire, as read from TOML or from a stored edition."""
    return check_definition(raw, Questionnaire, name=name)


def load_criteria(path: Path) -> CriteriaDefinition:
    """Read the lots and criteria of one programme."""
    return load_definition(path, CriteriaDefinition)


def list_library_questionnaires(programme: str) -> list[Questionnaire]:
    """Read every questionnaire of one programme in the library, by file name."""
    return [load_questionnaire(path) for path in sorted((LIBRARY / programme / "questionnaires").glob("*.toml"))]


def load_definition(path: Path, kind: type[D]) -> D:
    """Read a TOML file into a definition of the given kind."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: not a TOML file: {error}"
        raise InvalidDefinition(message) from error
    return check_definition(raw, kind, name=path.name)


def check_definition(raw: Mapping[str, Any], kind: type[D], *, name: str) -> D:
    """Check parsed content against its schema; `name` stands first in the error."""
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        first = min(error.errors(), key=lambda it: it["type"] != "extra_forbidden")
        message = f"{name}: {_place(first['loc'], raw)}{_words(first)}"
        raise InvalidDefinition(message) from error


def _place(loc: Sequence[str | int], raw: Any) -> str:
    """Write a place as `lots.north.weight`, an item of a list by its key where it has one."""
    parts: list[str] = []
    for step in _without_tags(loc):
        raw = _inside(raw, step)
        is_keyed = isinstance(step, int) and isinstance(raw, dict) and "key" in raw
        parts.append(str(raw["key"] if is_keyed else step + 1 if isinstance(step, int) else step))
    return ".".join(parts) + ": " if parts else ""


def _inside(raw: Any, step: str | int) -> Any:
    """Go one step in; None where there is nothing."""
    try:
        return raw[step]
    except (LookupError, TypeError):
        return None


def _without_tags(loc: Sequence[str | int]) -> list[str | int]:
    """Leave out the names of union members, which pydantic puts after each place that holds one."""
    kept: list[str | int] = []
    is_tag = False
    for step in loc:
        if is_tag:
            is_tag = False
            continue
        is_item = isinstance(step, int) and bool(kept) and kept[-1] in {"questions", "all", "any"}
        is_tag = is_item or step in {"show_when", "not"}
        kept.append(step)
    return kept


def _words(error: Any) -> str:
    """Say what is wrong and what was expected."""
    match error["type"]:
        case "extra_forbidden":
            return "unknown key; take it out or check its spelling"
        case "missing":
            return "is missing"
        case "value_error":
            return str(error["ctx"]["error"])
        case "union_tag_not_found":
            return "type is missing"
        case "union_tag_invalid":
            return f"unknown type {error['ctx']['tag']}, expected one of {error['ctx']['expected_tags']}"
        case _:
            return f"{error['msg'][0].lower()}{error['msg'][1:]}, got {reprlib.repr(error['input'])}"
