"""Codeframes from files to what nlp knows, from rows to the same, and back to files."""

from collections.abc import Iterable
from typing import Any

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import PhrasePattern, ThemeDefinition, ThemeExample, default_codeframes
from nlp.codeframe_files import KINDS, MOST_BYTES, CodeframeProblems, Header, read_codeframe, write_codeframe
from nlp.results import Stance
from surveys.errors import InvalidCodeframe
from surveys.models import Codeframe, Theme

__all__ = ["KINDS", "MOST_BYTES", "definition_of", "pattern_values", "read_codeframe_file", "write_codeframe_file"]


def read_codeframe_file(
    content: bytes, *, name: str, key: str = "", edition: str = "", title: str = ""
) -> CodeframeDefinition:
    """Read a codeframe from a TOML, CSV or REFI-QDA file; key, edition and title where the file does not say them.

    Raises:
        InvalidCodeframe: everything that is wrong with the file.
    """
    try:
        return read_codeframe(content, name=name, header=Header(key.strip(), edition.strip(), title.strip()))
    except CodeframeProblems as error:
        raise InvalidCodeframe(error.problems) from error


def write_codeframe_file(codeframe: Codeframe, *, kind: str) -> bytes:
    """Write an edition as a file of one of the `KINDS`."""
    return write_codeframe(definition_of(codeframe), kind=kind)


def definition_of(codeframe: Codeframe) -> CodeframeDefinition:
    """Give an edition as nlp knows it: the library's own where it still comes with it, others from their rows."""
    if codeframe.programme_id is None:
        for frame in default_codeframes():
            if (frame.key, frame.edition) == (codeframe.key, codeframe.edition):
                return frame
    themes = tuple(map(_theme, codeframe.themes))
    return CodeframeDefinition(codeframe.key, codeframe.edition, codeframe.title, themes)


def pattern_values(patterns: Iterable[PhrasePattern]) -> list[Any]:
    """Give strong phrases as they are stored."""
    return [
        {
            "pattern": it.pattern if isinstance(it.pattern, str) else [dict(token) for token in it.pattern],
            "stance": it.stance.value if it.stance else None,
        }
        for it in patterns
    ]


def _theme(theme: Theme) -> ThemeDefinition:
    """Give a theme as nlp knows it."""
    return ThemeDefinition(
        key=theme.key,
        title=theme.title,
        statement=theme.statement,
        include=theme.include,
        leave_out=theme.leave_out,
        stage=theme.stage,
        patterns=tuple(map(_pattern, theme.patterns)),
        examples=tuple(ThemeExample(it.text, _stance(it.stance)) for it in theme.examples),
        mapped_to=tuple(each.key for each in theme.mapped_to),
    )


def _pattern(stored: dict[str, Any]) -> PhrasePattern:
    """Give a strong phrase as nlp knows it."""
    pattern = stored["pattern"]
    return PhrasePattern(pattern if isinstance(pattern, str) else tuple(pattern), _stance(stored["stance"]))


def _stance(stored: str | None) -> Stance | None:
    """Give a stance as nlp knows it."""
    return Stance(str(stored)) if stored else None
