"""A codeframe as it stands in a file, before anybody knows whether it is in order; and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.codeframe import Codeframe, CodeframeError, PhrasePattern, ThemeDefinition, ThemeExample
from nlp.codeframe_files.words import key_of, tidy, without_repeats
from nlp.results import Stance

MOST_THEMES = 200
MOST_EXAMPLES = 50
SHORT, LONG = 200, 2_000
"""Longest title; longest definition, include, leave out or example, in characters."""
STAGES = ("1", "2", "3")

_FRAME_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_THEME_KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_EDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_KEY = 30
_MADE_KEY = 16
"""Longest key made of a title: it stands in front of every theme's."""


class CodeframeProblems(CodeframeError):
    """Everything that is wrong with a codeframe file; each problem is a sentence that says where and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Header:
    """What a codeframe is called; empty where the file is to say it."""

    key: str = ""
    edition: str = ""
    title: str = ""

    def over(self, other: "Header") -> "Header":
        """Fill what is empty here from another header."""
        return Header(self.key or other.key, self.edition or other.edition, self.title or other.title)


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    """A theme as a file has it, its words on one line each; `place` says where it stands, such as `row 4`."""

    place: str
    key: str = ""
    title: str = ""
    statement: str = ""
    include: str = ""
    leave_out: str = ""
    stage: str = ""
    examples: tuple[tuple[Stance | None, str], ...] = ()
    mapped_to: tuple[str, ...] = ()
    patterns: tuple[PhrasePattern, ...] = ()

    @property
    def where(self) -> str:
        """Name the place with the title, if there is one."""
        return f"{self.place} (“{self.title}”)" if self.title else self.place


@dataclass(frozen=True, slots=True)
class FrameDraft:
    """A codeframe as a file has it, and what was found wrong while reading it."""

    header: Header
    themes: tuple[ThemeDraft, ...]
    problems: tuple[str, ...] = ()


def finish(draft: FrameDraft, *, fallback: str) -> Codeframe:
    """Check a draft and make the codeframe; `fallback` names it where neither title nor key is given.

    Themes without a key get one made of their titles, and every key begins with the codeframe's.

    Raises:
        CodeframeProblems: everything that is wrong.
    """
    header = draft.header
    title = tidy(header.title) or tidy(fallback)
    key = header.key.strip() or key_of(title, most=_MADE_KEY)
    themes = _with_keys(draft.themes, frame=key)
    problems = [*draft.problems, *_wrong_header(key, header.edition.strip(), title)]
    if not themes and not draft.problems:
        problems.append("There is no theme in the file: write one theme a row, with a title and a definition")
    if len(themes) > MOST_THEMES:
        problems.append(f"There are {len(themes)} themes: keep to {MOST_THEMES} or fewer, people must know them all")
    for theme in themes:
        problems += [f"{theme.where}: {wrong}" for wrong in _wrong_theme(theme, frame=key)]
    problems += _repeated(themes)
    if problems:
        raise CodeframeProblems([f"{problem[0].upper()}{problem[1:]}" for problem in problems])
    return Codeframe(key, header.edition.strip(), title, tuple(map(_definition, themes)))


def _with_keys(themes: Sequence[ThemeDraft], *, frame: str) -> list[ThemeDraft]:
    """Give every theme a key that begins with the codeframe's; those without one are named after their titles."""
    given = [theme.key.strip().lower() for theme in themes]
    made = iter(
        without_repeats(key_of(theme.title) or "theme" for theme, key in zip(themes, given, strict=True) if not key)
    )
    keys = [key or next(made) for key in given]
    return [
        replace(theme, key=key if key.startswith(f"{frame}-") else f"{frame}-{key}")
        for theme, key in zip(themes, keys, strict=True)
    ]


def _wrong_header(key: str, edition: str, title: str) -> Iterator[str]:
    """Say what is wrong with the codeframe's own key, edition and title."""
    if not _FRAME_KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        yield f"Key “{key}”: use up to {_LONGEST_KEY} small letters and digits, single hyphens between"
    if not edition:
        yield "Edition: say which edition this is, such as 2026-1"
    elif not _EDITION.fullmatch(edition) or len(edition) > _LONGEST_KEY:
        yield f"Edition “{edition}”: use up to {_LONGEST_KEY} letters, digits, dots and hyphens, such as 2026-1"
    if len(title) > SHORT:
        yield f"Title: use {SHORT} characters or fewer"


def _wrong_theme(theme: ThemeDraft, *, frame: str) -> Iterator[str]:
    """Say what is wrong with one theme."""
    if not theme.title:
        yield "give the theme a title"
    if not theme.statement:
        yield "write a definition, one sentence that says what the theme means"
    key = theme.key.removeprefix(f"{frame}-")
    if not _THEME_KEY.fullmatch(key) or len(key) > SHORT:
        yield f"the key “{key}” may hold small letters, digits, and single dots or hyphens between them"
    if theme.stage and theme.stage not in STAGES:
        yield f"the stage “{theme.stage}” must be 1, 2 or 3, or left out"
    if len(theme.title) > SHORT:
        yield f"use {SHORT} characters or fewer for the title"
    parts = {"definition": theme.statement, "include": theme.include, "leave out": theme.leave_out}
    for name, words in parts.items():
        if len(words) > LONG:
            yield f"use {LONG:,} characters or fewer for {name}"
    if len(theme.examples) > MOST_EXAMPLES:
        yield f"there are {len(theme.examples)} examples, keep the best {MOST_EXAMPLES}"
    if any(len(words) > LONG for _, words in theme.examples):
        yield f"use {LONG:,} characters or fewer for each example"


def _repeated(themes: Iterable[ThemeDraft]) -> Iterator[str]:
    """Say which keys and titles stand more than once."""
    keys: dict[str, str] = {}
    titles: dict[str, str] = {}
    for theme in themes:
        if theme.key in keys:
            yield f"{theme.where}: the key “{theme.key}” stands at {keys[theme.key]} too, give each theme its own"
        elif theme.title and theme.title.casefold() in titles:
            yield f"{theme.where}: {titles[theme.title.casefold()]} has the same title, tell the two apart"
        keys.setdefault(theme.key, theme.place)
        titles.setdefault(theme.title.casefold(), theme.place)


def _definition(theme: ThemeDraft) -> ThemeDefinition:
    """Make the definition of a draft that is in order."""
    return ThemeDefinition(
        key=theme.key,
        title=theme.title,
        statement=theme.statement,
        include=theme.include,
        leave_out=theme.leave_out,
        stage=int(theme.stage) if theme.stage else None,
        patterns=theme.patterns,
        examples=tuple(ThemeExample(words, stance) for stance, words in dict.fromkeys(theme.examples) if words),
        mapped_to=tuple(dict.fromkeys(theme.mapped_to)),
    )
