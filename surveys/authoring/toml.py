"""Questionnaires as TOML files: written as a person would write them, read with errors that say where."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.authoring.content import Raw, check_content, own_questionnaire, raw_of
from surveys.errors import EditRefused, InvalidDefinition

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TABLES = ("easy", "clip")
_HEAD = ("key", "version", "title", "group", "group_from", "language", "minutes", "purpose")
_LONG = 100
"""A list longer than this, in characters, is written with one entry a line."""


def write_questionnaire(raw: Raw) -> str:
    """Write the content of a draft or an edition as a TOML file that can be read again."""
    order = [name for name in _HEAD if name in raw]
    head = {name: raw[name] for name in (*order, *(name for name in raw if name not in order))}
    lines = [*_plain(head, leave_out={"sections", "translations", *_TABLES}), *_tables(head, "")]
    for section in raw["sections"]:
        lines += [
            "",
            "[[sections]]",
            *_plain(section, leave_out={"questions", *_TABLES}),
            *_tables(section, "sections"),
        ]
        for question in section["questions"]:
            lines += ["", "[[sections.questions]]", *_plain(question, leave_out=set(_TABLES))]
            lines += _tables(question, "sections.questions")
    for language, texts in raw.get("translations", {}).items():
        lines += ["", f"[translations.{language}]", *_plain(texts)]
    return "\n".join([*lines, ""])


def _plain(raw: Mapping[str, Any], *, leave_out: set[str] | None = None) -> Iterator[str]:
    """Write the values of a table, a line each."""
    for name, value in raw.items():
        if name not in (leave_out or set()):
            yield f"{_name(name)} = {write_value(value)}"


def _tables(raw: Mapping[str, Any], place: str) -> Iterator[str]:
    """Write the tables inside, each with a heading of its own."""
    for name in _TABLES:
        if name in raw:
            inner = {key for key, value in raw[name].items() if isinstance(value, dict)}
            path = f"{place}.{name}".lstrip(".")
            yield from ("", f"[{path}]", *_plain(raw[name], leave_out=inner))
            for key in sorted(inner):
                yield from ("", f"[{path}.{_name(key)}]", *_plain(raw[name][key]))


def write_value(value: Any) -> str:
    """Write a value; TOML's strings are JSON's, but for the delete character."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_name(str(key))} = {write_value(part)}' for key, part in value.items())}}}"
    if isinstance(value, list | tuple):
        parts = [write_value(part) for part in value]
        one_line = f"[{', '.join(parts)}]"
        is_long = len(one_line) > _LONG and isinstance(value[0], Mapping)
        return "\n".join(["[", *(f"  {part}," for part in parts), "]"]) if is_long else one_line
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _name(name: str) -> str:
    """Write a key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else write_value(name)


def read_questionnaire(content: bytes, *, name: str) -> Raw:
    """Read a TOML file as the content of a draft.

    Raises:
        InvalidDefinition: the file is not TOML or breaks the schema; the text says file, place and what was expected.
    """
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDefinition(f"{name}: not a TOML file: {error}") from error
    if set(raw) == {"language", "texts"}:
        raise InvalidDefinition(f"{name}: this is a translation. Add it on the page of its language in the survey")
    _check_lists(raw, name)
    try:
        check_content(raw, name=name)
    except EditRefused as refused:
        raise InvalidDefinition(f"{name}: {refused}") from refused
    return raw_of(own_questionnaire(raw))


def _check_lists(raw: Raw, name: str) -> None:
    """Refuse what would break before the schema is checked."""
    sections = raw.get("sections")
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        raise InvalidDefinition(f"{name}: sections: expected [[sections]] with [[sections.questions]] below them")
    if not isinstance(raw.get("translations", {}), dict):
        raise InvalidDefinition(f"{name}: translations: expected [translations.cy] and the like, texts below them")
