"""Codeframes as rows, so that tags, criteria and findings can name their themes: the library's, and programmes' own."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import ThemeDefinition, default_codeframes
from surveys.errors import InvalidDefinition
from surveys.models import Codeframe, Programme, Theme


def load_codeframes(session: Session, frames: Sequence[CodeframeDefinition] | None = None) -> list[Codeframe]:
    """Make a row of each library edition that has none yet; without an argument, of the two that come with nlp."""
    return [_load(session, frame) for frame in frames or default_codeframes()]


def _load(session: Session, frame: CodeframeDefinition) -> Codeframe:
    """Find the edition, or add it with its themes."""
    known = {each.edition: each for each in _library_editions(session) if each.key == frame.key}
    if frame.edition in known:
        return known[frame.edition]
    roots = roots_of(known.values())
    row = Codeframe(key=frame.key, edition=frame.edition, title=frame.title)
    row.themes = [make_theme(theme, position, roots) for position, theme in enumerate(frame.themes, start=1)]
    session.add(row)
    session.flush()
    return row


def roots_of(editions: Iterable[Codeframe]) -> dict[str, int]:
    """Give the id of every theme by its key, as the first edition that has it knows it; editions oldest first."""
    roots: dict[str, int] = {}
    for edition in editions:
        for theme in edition.themes:
            roots.setdefault(theme.key, theme.root_id or theme.id)
    return roots


def make_theme(theme: ThemeDefinition, position: int, roots: Mapping[str, int]) -> Theme:
    """Make the row of a theme; `roots` says which themes were there in earlier editions."""
    return Theme(
        key=theme.key,
        position=position,
        title=theme.title,
        statement=theme.statement,
        include=theme.include,
        leave_out=theme.leave_out,
        root_id=roots.get(theme.key),
        stage=theme.stage,
    )


def list_codeframes(session: Session, programme: Programme) -> list[Codeframe]:
    """List the codeframes of a programme, the newest edition of each: statements, the charter, then its own."""
    return [*list_library(session), *list_own(session, programme.id)]


def list_library(session: Session) -> list[Codeframe]:
    """List the newest edition of each of the library's codeframes: statements first, then the charter."""
    newest = {frame.key: frame for frame in _library_editions(session)}
    return sorted(newest.values(), key=lambda frame: frame.key, reverse=True)


def list_own(session: Session, programme_id: int) -> list[Codeframe]:
    """List a programme's own codeframes that are in use, by their keys."""
    query = select(Codeframe).where(
        Codeframe.programme_id == programme_id, Codeframe.used_from_utc.is_not(None), Codeframe.used_until_utc.is_(None)
    )
    return list(session.scalars(query.order_by(Codeframe.key)))


def themes_by_key(session: Session, programme: Programme) -> dict[str, Theme]:
    """Give the themes of a programme's codeframes by their keys."""
    return {theme.key: theme for frame in list_codeframes(session, programme) for theme in frame.themes}


def get_themes(session: Session, programme: Programme, keys: Sequence[str], *, place: str) -> list[Theme]:
    """Give the themes of the keys, in that order.

    Raises:
        InvalidDefinition: a key names no theme; `place` says where it stands.
    """
    known = themes_by_key(session, programme)
    unknown = [key for key in keys if key not in known]
    if unknown:
        message = f"{place}: {unknown[0]} is no theme of the codeframes loaded"
        raise InvalidDefinition(message)
    return [known[key] for key in keys]


def select_theme_ids(themes: Iterable[Theme]) -> Select[int]:
    """Select the ids of themes in every edition of their codeframes."""
    return select(Theme.id).where(Theme.lineage_id.in_([theme.lineage_id for theme in themes]))


def _library_editions(session: Session) -> list[Codeframe]:
    """List the library's editions, oldest first."""
    return list(session.scalars(select(Codeframe).where(Codeframe.programme_id.is_(None)).order_by(Codeframe.id)))
