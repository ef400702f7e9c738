"""Themes that people propose, as codeframes: a file of their own, or a further edition of a codeframe."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe_files import CodeframeProblems, Header, write_codeframe
from nlp.codeframe_files.drafts import FrameDraft, ThemeDraft, finish
from nlp.codeframe_files.words import tidy
from surveys.errors import InvalidCodeframe
from surveys.models import Codeframe
from surveys.tagging.codeframe_files import definition_of


@dataclass(frozen=True, slots=True)
class NewTheme:
    """A theme in people's words; its key will be made of its title."""

    title: str
    statement: str
    include: str
    leave_out: str
    examples: tuple[str, ...]


def define_codeframe(themes: Iterable[NewTheme], *, title: str, edition: str, key: str = "") -> CodeframeDefinition:
    """Make a codeframe of new themes; its key is made of the title when none is given.

    Raises:
        InvalidCodeframe: everything that is wrong with it.
    """
    drafts = tuple(_draft(theme, number) for number, theme in enumerate(themes, start=1))
    try:
        return finish(FrameDraft(Header(key, edition, title), drafts), fallback=title)
    except CodeframeProblems as error:
        raise InvalidCodeframe(error.problems) from error


def extend_codeframe(codeframe: Codeframe, theme: NewTheme, *, edition: str) -> CodeframeDefinition:
    """Make a further edition of a codeframe that has one more theme.

    Raises:
        InvalidCodeframe: the theme is there already, or something is wrong with it.
    """
    before = definition_of(codeframe)
    added = define_codeframe([theme], title=codeframe.title, edition=edition, key=codeframe.key)
    (new,) = added.themes
    if any(each.key == new.key or each.title.casefold() == new.title.casefold() for each in before.themes):
        raise InvalidCodeframe([f"“{codeframe.title}” has a theme “{new.title}” already: choose another codeframe"])
    return replace(added, themes=(*before.themes, new))


def write_new_themes(themes: Iterable[NewTheme], *, title: str, edition: str, kind: str) -> bytes:
    """Write new themes as a codeframe file that can be taken in; `kind` is `toml` or `csv`.

    Of several themes with the same title the first is written.

    Raises:
        InvalidCodeframe: there are too many themes, or something is wrong with one.
    """
    once: dict[str, NewTheme] = {}
    for theme in themes:
        once.setdefault(tidy(theme.title).casefold(), theme)
    return write_codeframe(define_codeframe(once.values(), title=title, edition=edition), kind=kind)


def _draft(theme: NewTheme, number: int) -> ThemeDraft:
    return ThemeDraft(
        place=f"theme {number}",
        title=tidy(theme.title),
        statement=tidy(theme.statement),
        include=tidy(theme.include),
        leave_out=tidy(theme.leave_out),
        examples=tuple((None, tidy(words)) for words in theme.examples),
    )
