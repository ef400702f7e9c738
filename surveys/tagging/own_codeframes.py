"""A programme's own codeframes: proposed, put to use edition by edition, stopped.

A new edition of a key takes the place of the one in use; tags keep the themes of the edition they were made with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import ThemeDefinition
from surveys.errors import InvalidCodeframe
from surveys.models import Codeframe, Contribution, Programme, Theme, ThemeExample
from surveys.tagging.codeframe_files import pattern_values
from surveys.tagging.codeframes import list_codeframes, make_theme, roots_of, themes_by_key
from surveys.values import Stance


@dataclass(frozen=True)
class EditionChange:
    """How the themes of an edition differ from the edition in use, by their keys; each in the order of its edition."""

    new: tuple[Theme, ...]
    changed: tuple[Theme, ...]
    same: tuple[Theme, ...]
    gone: tuple[Theme, ...]


def list_editions(session: Session, programme: Programme) -> list[Codeframe]:
    """List all editions of a programme's own codeframes, the newest first, proposed ones too."""
    query = select(Codeframe).where(Codeframe.programme_id == programme.id)
    return list(session.scalars(query.order_by(Codeframe.id.desc())))


def find_edition(session: Session, programme: Programme, key: str, edition: str) -> Codeframe | None:
    """Find an edition: of the programme's own, or of the library's."""
    editions = [*list_editions(session, programme), *list_codeframes(session, programme)]
    return next((each for each in editions if (each.key, each.edition) == (key, edition)), None)


def find_in_use(session: Session, programme: Programme, key: str) -> Codeframe | None:
    """Find the edition of a codeframe that is looked for today."""
    return next((each for each in list_codeframes(session, programme) if each.key == key), None)


def propose_codeframe(
    session: Session, programme: Programme, definition: CodeframeDefinition, *, is_new: bool = False
) -> Codeframe:
    """Take in an edition to be looked at; nothing is tagged with it before `use_codeframe`.

    One that was proposed before under the same key takes its leave. `is_new` says that no edition of it is in use.

    Raises:
        InvalidCodeframe: its key or a theme's belongs to another codeframe, it was in use before, or a mapping
            names no theme.
    """
    editions = [each for each in list_editions(session, programme) if each.key == definition.key]
    others = [each for each in list_codeframes(session, programme) if each not in editions]
    problems = [*_clashes(definition, editions, is_new=is_new), *_clashes_with_others(definition, others)]
    if problems:
        raise InvalidCodeframe(problems)
    for each in editions:
        if each.used_from_utc is None:
            session.delete(each)
    session.flush()
    roots = roots_of(each for each in reversed(editions) if each.used_from_utc)
    known = themes_by_key(session, programme)
    row = Codeframe(programme_id=programme.id, key=definition.key, edition=definition.edition, title=definition.title)
    row.themes = [make_theme(theme, position, roots) for position, theme in enumerate(definition.themes, start=1)]
    for theme, given in zip(row.themes, definition.themes, strict=True):
        theme.patterns = pattern_values(given.patterns)
        theme.examples = _examples(given)
        theme.mapped_to = [known[key] for key in given.mapped_to]
    session.add(row)
    session.flush()
    return row


def use_codeframe(session: Session, codeframe: Codeframe, *, at: datetime) -> None:
    """Put a proposed edition to use: what the programme was told waits to be tagged again."""
    query = select(Codeframe).where(
        Codeframe.programme_id == codeframe.programme_id,
        Codeframe.key == codeframe.key,
        Codeframe.used_from_utc.is_not(None),
        Codeframe.used_until_utc.is_(None),
    )
    for other in session.scalars(query):
        stop_codeframe(session, other, at=at)
    codeframe.used_from_utc = at
    session.flush()


def stop_codeframe(session: Session, codeframe: Codeframe, *, at: datetime) -> None:
    """Look for its themes no more; what was found with it, and decided about it, stays where it is."""
    codeframe.used_until_utc = at
    session.flush()


def drop_proposal(session: Session, codeframe: Codeframe) -> None:
    """Forget an edition that was only proposed.

    Raises:
        ValueError: it is or was in use, or it is the library's.
    """
    if codeframe.programme_id is None or codeframe.used_from_utc is not None:
        raise ValueError(codeframe.key)
    session.delete(codeframe)
    session.flush()


def compare_editions(before: Codeframe | None, after: Codeframe) -> EditionChange:
    """Say which themes of an edition are new, changed, the same, or gone."""
    old = {theme.key: theme for theme in before.themes} if before else {}
    kept = [theme for theme in after.themes if theme.key in old]
    same = tuple(theme for theme in kept if _meaning(theme) == _meaning(old[theme.key]))
    return EditionChange(
        new=tuple(theme for theme in after.themes if theme.key not in old),
        changed=tuple(theme for theme in kept if theme not in same),
        same=same,
        gone=tuple(theme for theme in old.values() if theme.key not in {each.key for each in after.themes}),
    )


def count_contributions(session: Session, programme: Programme) -> int:
    """Count what a programme was told: all of it is tagged again when its codeframes change."""
    query = select(func.count()).select_from(Contribution).where(Contribution.programme_id == programme.id)
    return session.scalar(query) or 0


def _clashes(definition: CodeframeDefinition, editions: Sequence[Codeframe], *, is_new: bool) -> Iterator[str]:
    """Say what does not go with the editions of the same key, newest first."""
    used = [each for each in editions if each.used_from_utc]
    if is_new and used:
        yield f"“{used[0].title}” has the key “{definition.key}” too: add a new edition of it, or choose another title"
    elif any(each.edition == definition.edition for each in used):
        yield f"Edition {definition.edition} of “{definition.title}” was used before: give this one another edition"


def _clashes_with_others(definition: CodeframeDefinition, others: Sequence[Codeframe]) -> Iterator[str]:
    """Say what does not go with the programme's other codeframes, the library's among them."""
    taken = {theme.key: frame.title for frame in others for theme in frame.themes}
    for other in others:
        if other.key == definition.key:
            yield f"The key “{definition.key}” belongs to “{other.title}”, which comes with Said & Done: choose another"
        if other.title.casefold() == definition.title.casefold():
            yield f"There is a codeframe “{definition.title}” already: give this one another title"
    for theme in definition.themes:
        if theme.key in taken:
            yield f"“{theme.title}”: the key “{theme.key}” belongs to a theme of “{taken[theme.key]}”, choose another"
        for key in theme.mapped_to:
            if key not in taken:
                yield f"“{theme.title}”: it maps to “{key}”, which is no theme of this programme’s other codeframes"


def _examples(theme: ThemeDefinition) -> list[ThemeExample]:
    """Make the rows of a theme's examples."""
    return [
        ThemeExample(position=position, text=each.text, stance=Stance(each.stance.value) if each.stance else None)
        for position, each in enumerate(theme.examples, start=1)
    ]


def _meaning(theme: Theme) -> tuple[object, ...]:
    """Give everything that makes a theme what it is."""
    examples = tuple((each.text, each.stance) for each in theme.examples)
    mapped = tuple(sorted(each.key for each in theme.mapped_to))
    words = (theme.title, theme.statement, theme.include, theme.leave_out, theme.stage)
    return (*words, examples, mapped, str(theme.patterns))
