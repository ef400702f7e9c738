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


ABOUT_YOU = LIBRARY / "about-you.toml"


def load_questionnaire(path: Path) -> Questionnaire:
    """Read one questionnaire, with the translations that lie beside it (`NAME.cy.toml` beside `NAME.toml`).

    Raises:
        InvalidDefinition: a file is not TOML, or breaks the schema.
    """
    return parse_questionnaire(with_about_you(_read_with_translations(path)), name=path.name)


def with_about_you(raw: dict[str, Any]) -> dict[str, Any]:
    """Add the bundled questions about the person, as a section apart, where a questionnaire wants them."""
    sections = raw.get("sections", [])
    if not raw.get("about_you") or not isinstance(sections, list) or any(each.get("apart") for each in sections):
        return raw
    about = _read_with_translations(ABOUT_YOU)
    texts = {
        language: {**about["translations"].get(language, {}), **raw.get("translations", {}).get(language, {})}
        for language in {*about["translations"], *raw.get("translations", {})}
    }
    apart = [{**section, "apart": True} for section in about["sections"]]
    return {**raw, "sections": [*sections, *apart], "translations": texts}


def without_about_you(questionnaire: Questionnaire) -> Questionnaire:
    """Take the questions about the person out again: what an author edits and exports."""
    own = tuple(section for section in questionnaire.sections if not section.apart)
    return questionnaire.model_copy(update={"sections": own}) if own else questionnaire


def parse_questionnaire(raw: Mapping[str, Any], *, name: str = "questionnaire") -> Questionnaire:
    """Check the content of one questionnaire, as read from TOML or from a stored edition."""
    return check_definition(raw, Questionnaire, name=name)


def load_criteria(path: Path) -> CriteriaDefinition:
    """Read the lots and criteria of one programme."""
    return load_definition(path, CriteriaDefinition)


def list_library_questionnaires(programme: str) -> list[Questionnaire]:
    """Read every questionnaire of one programme in the library, by file name."""
    paths = sorted((LIBRARY / programme / "questionnaires").glob("*.toml"))
    return [load_questionnaire(path) for path in paths if "." not in path.stem]


def load_definition(path: Path, kind: type[D]) -> D:
    """Read a TOML file into a definition of the given kind."""
    return check_definition(_read(path), kind, name=path.name)


def _read(path: Path) -> dict[str, Any]:
    """Read a TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: not a TOML file: {error}"
        raise InvalidDefinition(message) from error


def _read_with_translations(path: Path) -> dict[str, Any]:
    """Read a questionnaire's file and put the texts of the files beside it under `translations`."""
    beside = {file: _read(file) for file in sorted(path.parent.glob(f"{path.stem}.*.toml"))}
    for file, content in beside.items():
        if set(content) != {"language", "texts"}:
            message = f"{file.name}: a translation has language and [texts], and nothing else"
            raise InvalidDefinition(message)
    raw = _read(path)
    own = raw.get("translations", {})
    return {**raw, "translations": {**own, **{it["language"]: it["texts"] for it in beside.values()}}}


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
