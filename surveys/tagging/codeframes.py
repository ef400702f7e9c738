"""The library's codeframes as rows, so that tags, criteria and findings can name their themes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import default_codeframes
from surveys.errors import InvalidDefinition
from surveys.models import Codeframe, Theme


def load_codeframes(session: Session, frames: Sequence[CodeframeDefinition] | None = None) -> list[Codeframe]:
    """Make a row of each codeframe edition that has none yet; without an argument, of the two that come with nlp."""
    return [_load(session, frame) for frame in frames or default_codeframes()]


def _load(session: Session, frame: CodeframeDefinition) -> Codeframe:
    """Find the edition, or add it with its themes."""
    query = select(Codeframe).where(Codeframe.key == frame.key, Codeframe.edition == frame.edition)
    known = session.scalar(query)
    if known is not None:
        return known
    row = Codeframe(key=frame.key, edition=frame.edition, title=frame.title)
    row.themes = [
        Theme(
            key=theme.key,
            position=position,
            title=theme.title,
            statement=theme.statement,
            include=theme.include,
            leave_out=theme.leave_out,
        )
        for position, theme in enumerate(frame.themes, start=1)
    ]
    session.add(row)
    session.flush()
    return row


def list_codeframes(session: Session) -> list[Codeframe]:
    """List the newest edition of every codeframe: statements first, then the charter."""
    newest: dict[str, Codeframe] = {}
    for frame in session.scalars(select(Codeframe).order_by(Codeframe.id)):
        newest[frame.key] = frame
    return sorted(newest.values(), key=lambda frame: frame.key, reverse=True)


def themes_by_key(session: Session) -> dict[str, Theme]:
    """Give the themes of the newest editions by their keys."""
    return {theme.key: theme for frame in list_codeframes(session) for theme in frame.themes}


def get_themes(session: Session, keys: Sequence[str], *, place: str) -> list[Theme]:
    """Give the themes of the keys, in that order.

    Raises:
        InvalidDefinition: a key names no theme; `place` says where it stands.
    """
    known = themes_by_key(session)
    unknown = [key for key in keys if key not in known]
    if unknown:
        message = f"{place}: {unknown[0]} is no theme of the codeframes loaded"
        raise InvalidDefinition(message)
    return [known[key] for key in keys]
