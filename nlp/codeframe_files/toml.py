"""Codeframes as TOML: the library's own form, which holds everything."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from nlp.codeframe import Codeframe, CodeframeError, PhrasePattern, ThemeDefinition, ThemeExample, parse_codeframe
from nlp.codeframe_files.drafts import CodeframeProblems, FrameDraft, Header, ThemeDraft
from nlp.codeframe_files.words import tidy

_HEAD = ("key", "edition", "title")
_WORDS = ("key", "title", "statement", "include", "leave_out")
_MORE = ("stage", "patterns", "examples", "mapped_to")


def read_toml(content: bytes, header: Header) -> FrameDraft:
    """Read a codeframe; unlike `nlp.codeframe.load_codeframe`, this lists everything that is wrong.

    Raises:
        CodeframeProblems: the file is not TOML.
    """
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodeframeProblems([f"This is not TOML: {error}"]) from error
    head = {name: _words(raw.get(name, "")) for name in _HEAD}
    problems = [f"“{tidy(name)}” is not known: take it out" for name in raw if name not in (*_HEAD, "themes")]
    problems += [f"{name} must be words in quotation marks" for name, words in head.items() if words is None]
    if header.key and head["key"] and header.key != head["key"]:
        problems.append(f"The file is of the codeframe “{head['key']}”, not of “{header.key}”: choose the other file")
    themes = raw.get("themes", [])
    if not isinstance(themes, list) or not all(isinstance(theme, dict) for theme in themes):
        raise CodeframeProblems([*problems, "Write each theme below a line that says [[themes]]"])
    drafts = []
    for number, theme in enumerate(themes, start=1):
        draft, wrong = _draft(theme, place=f"theme {number}")
        drafts.append(draft)
        problems += [f"{draft.where}: {each}" for each in wrong]
    return FrameDraft(
        header.over(Header(**{name: words or "" for name, words in head.items()})), tuple(drafts), tuple(problems)
    )


def write_toml(frame: Codeframe) -> str:
    """Write a codeframe with everything it has."""
    head = [f"{name} = {_value(getattr(frame, name))}" for name in _HEAD]
    return "\n".join([*head, *(line for theme in frame.themes for line in _theme_lines(theme)), ""])


def _words(raw: Any) -> str | None:
    """Give words as they stand on one line; None for anything else."""
    return tidy(raw) if isinstance(raw, str) else None


def _draft(raw: Mapping[str, Any], *, place: str) -> tuple[ThemeDraft, list[str]]:
    """Make a draft of a table, and say what is wrong with it."""
    words = {name: _words(raw.get(name, "")) for name in _WORDS}
    wrong = [f"“{tidy(name)}” is not known: take it out" for name in raw if name not in (*_WORDS, *_MORE)]
    wrong += [f"{name} must be words in quotation marks" for name, value in words.items() if value is None]
    key, title, statement, include, leave_out = (words[name] or "" for name in _WORDS)
    draft = ThemeDraft(place, key, title, statement, include, leave_out)
    try:
        more = _read_more({name: raw[name] for name in _MORE if name in raw})
    except CodeframeError as error:
        return draft, [*wrong, str(error).partition("themes.1.")[2] or str(error)]
    more_of_it = replace(
        draft,
        stage="" if more.stage is None else str(more.stage),
        examples=tuple((example.stance, tidy(example.text)) for example in more.examples),
        mapped_to=more.mapped_to,
        patterns=more.patterns,
    )
    return more_of_it, wrong


def _read_more(parts: Mapping[str, Any]) -> ThemeDefinition:
    """Read what is more than words as the library reads it.

    Raises:
        CodeframeError: a part is not as it must be.
    """
    theme = dict.fromkeys(_WORDS, "x") | dict(parts)
    frame = parse_codeframe(dict.fromkeys(_HEAD, "x") | {"themes": [theme]}, source="")
    if any(not isinstance(rule.pattern, str) for rule in frame.themes[0].patterns):
        _check_tokens(frame)
    return frame.themes[0]


def _check_tokens(frame: Codeframe) -> None:
    """Check token patterns as spaCy does, which is loaded for them alone.

    Raises:
        CodeframeError: spaCy rejects one.
    """
    from nlp.rules import PhraseRules

    try:
        PhraseRules([frame])
    except ValueError as error:
        raise CodeframeError("patterns: a token pattern is not one that spaCy knows; write plain words") from error


def _theme_lines(theme: ThemeDefinition) -> Iterator[str]:
    """Write one theme's table."""
    yield from ("", "[[themes]]")
    yield from (f"{name} = {_value(getattr(theme, name))}" for name in _WORDS)
    if theme.stage:
        yield f"stage = {theme.stage}"
    if theme.mapped_to:
        yield f"mapped_to = {_value(list(theme.mapped_to))}"
    yield from _list_lines("examples", map(_example, theme.examples))
    yield from _list_lines("patterns", map(_pattern, theme.patterns))


def _list_lines(name: str, values: Iterable[str]) -> Iterator[str]:
    """Write a list with one entry a line; nothing when it is empty."""
    lines = [f"  {value}," for value in values]
    if lines:
        yield from (f"{name} = [", *lines, "]")


def _example(example: ThemeExample) -> str:
    return _value({"text": example.text, "stance": example.stance.value} if example.stance else example.text)


def _pattern(rule: PhrasePattern) -> str:
    pattern = rule.pattern if isinstance(rule.pattern, str) else [dict(token) for token in rule.pattern]
    return _value({"pattern": pattern} | ({"stance": rule.stance.value} if rule.stance else {}))


def _value(value: Any) -> str:
    """Write a value; TOML's strings are JSON's, but for the delete character."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_value(str(key))} = {_value(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
