"""Codeframes: versioned sets of themes, read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.results import Stance

_FRAMES = Path(__file__).parent / "data" / "codeframes"
_FRAME_KEYS = {"key": str, "edition": str, "title": str, "themes": list}
_THEME_KEYS = {"key": str, "title": str, "statement": str, "include": str, "leave_out": str}
_OPTIONAL_THEME_KEYS = {"stage": int, "patterns": list, "examples": list, "mapped_to": list}


class CodeframeError(ValueError):
    """A codeframe file breaks a rule; the message reads `ecc.toml: themes.3.title: what is wrong`."""


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """A strong phrase: words to be matched whatever their case, or spaCy token patterns.

    `stance` is given where the phrase alone decides it.
    """

    pattern: str | tuple[Mapping[str, Any], ...]
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class ThemeExample:
    """What somebody might say that belongs to a theme; `stance` where the example is of one."""

    text: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class ThemeDefinition:
    """One meaning in a codeframe; `stage` is 1 to 3 in frames that have stages.

    `mapped_to` holds keys of themes of other codeframes that mean the same, or that this one is a part of.
    """

    key: str
    title: str
    statement: str
    include: str
    leave_out: str
    stage: int | None = None
    patterns: tuple[PhrasePattern, ...] = ()
    examples: tuple[ThemeExample, ...] = ()
    mapped_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codeframe:
    """A versioned set of themes."""

    key: str
    edition: str
    title: str
    themes: tuple[ThemeDefinition, ...]


def load_codeframe(path: Path) -> Codeframe:
    """Read a codeframe from a TOML file.

    Raises:
        CodeframeError: the file is not TOML, lacks or misnames a key, or holds a theme key twice.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodeframeError(f"{path.name}: {error}") from error
    return parse_codeframe(raw, source=path.name)


def parse_codeframe(raw: Mapping[str, Any], *, source: str) -> Codeframe:
    """Read a codeframe from parsed TOML; `source` names it in errors.

    Raises:
        CodeframeError: see `load_codeframe`.
    """
    _check(raw, required=_FRAME_KEYS, optional={}, where=source)
    if not raw["themes"]:
        raise CodeframeError(f"{source}: themes: expected at least one")
    themes: list[ThemeDefinition] = []
    for number, theme in enumerate(raw["themes"], start=1):
        parsed = _parse_theme(theme, where=f"{source}: themes.{number}")
        if any(parsed.key == other.key for other in themes):
            raise CodeframeError(f"{source}: themes.{number}.key: {parsed.key!r} stands twice")
        themes.append(parsed)
    return Codeframe(raw["key"], raw["edition"], raw["title"], tuple(themes))


def default_codeframes() -> tuple[Codeframe, ...]:
    """Return the two codeframes that come with the library: `ecc` and `i`."""
    return tuple(load_codeframe(_FRAMES / name) for name in ("ecc.toml", "i.toml"))


def _parse_theme(raw: Any, *, where: str) -> ThemeDefinition:
    if not isinstance(raw, Mapping):
        raise CodeframeError(f"{where}: expected a table")
    _check(raw, required=_THEME_KEYS, optional=_OPTIONAL_THEME_KEYS, where=where, joint=".")
    patterns = tuple(
        _parse_pattern(pattern, where=f"{where}.patterns.{number}")
        for number, pattern in enumerate(raw.get("patterns", ()), start=1)
    )
    examples = tuple(
        _parse_example(example, where=f"{where}.examples.{number}")
        for number, example in enumerate(raw.get("examples", ()), start=1)
    )
    mapped_to = tuple(raw.get("mapped_to", ()))
    if not all(isinstance(key, str) and key for key in mapped_to):
        raise CodeframeError(f"{where}.mapped_to: expected keys of themes")
    words = {key: raw[key] for key in _THEME_KEYS}
    return ThemeDefinition(**words, stage=raw.get("stage"), patterns=patterns, examples=examples, mapped_to=mapped_to)


def _parse_example(raw: Any, *, where: str) -> ThemeExample:
    text, stance = (raw, None) if isinstance(raw, str) else (None, None)
    if isinstance(raw, Mapping) and set(raw) <= {"text", "stance"}:
        text, stance = raw.get("text"), raw.get("stance")
    if not isinstance(text, str) or not text.strip():
        raise CodeframeError(f"{where}: expected words, or a table of text and, if wanted, stance")
    return ThemeExample(text.strip(), _parse_stance(stance, where=where))


def _parse_stance(raw: Any, *, where: str) -> Stance | None:
    if raw is not None and raw not in set(Stance):
        raise CodeframeError(f"{where}.stance: {raw!r} is none of {', '.join(Stance)}")
    return Stance(raw) if raw else None


def _parse_pattern(raw: Any, *, where: str) -> PhrasePattern:
    if not isinstance(raw, Mapping) or not {"pattern"} <= set(raw) <= {"pattern", "stance"}:
        raise CodeframeError(f"{where}: expected a table of pattern and, if wanted, stance")
    pattern, stance = raw["pattern"], raw.get("stance")
    known = _parse_stance(stance, where=where)
    if isinstance(pattern, str) and pattern.strip():
        return PhrasePattern(pattern.strip().lower(), known)
    if isinstance(pattern, list) and pattern and all(isinstance(token, Mapping) for token in pattern):
        return PhrasePattern(tuple(pattern), known)
    raise CodeframeError(f"{where}.pattern: expected words or a list of token patterns")


def _check(
    raw: Mapping[str, Any],
    *,
    required: Mapping[str, type],
    optional: Mapping[str, type],
    where: str,
    joint: str = ": ",
) -> None:
    """Check that a table has the keys it needs, with the types they need, and no others."""
    for key in raw:
        if key not in required and key not in optional:
            raise CodeframeError(f"{where}{joint}{key}: unknown key")
    for key, kind in {**required, **optional}.items():
        if key not in raw and key in required:
            raise CodeframeError(f"{where}{joint}{key}: missing")
        if key in raw and (not isinstance(raw[key], kind) or (kind is str and key != "leave_out" and not raw[key])):
            raise CodeframeError(f"{where}{joint}{key}: expected {_NAMES[kind]}")


_NAMES = {str: "words", int: "a whole number", list: "a list"}
