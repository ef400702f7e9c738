"""Contributions with tags, as a test needs them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import Contribution, ImportBatch, Programme, Redaction, Tag, TaggingRun, Theme
from surveys.review.shares import Share, share_of
from surveys.values import Band, Group, Origin, Source, Stance

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_numbers = count(1)


class Found(NamedTuple):
    """A tag that the machine found."""

    theme: str
    words: str
    stance: Stance = Stance.UNMET
    band: Band = Band.SUGGEST


def theme_of(session: Session, key: str) -> Theme:
    """Give a theme by its key."""
    return session.scalars(select(Theme).where(Theme.key == key)).one()


def add_contribution(
    session: Session,
    programme: Programme,
    text: str,
    found: Sequence[Found] = (),
    *,
    personal: Sequence[str] = (),
    is_blind: bool = False,
) -> Contribution:
    """Add an imported contribution, tagged once, whose id is drawn to be read blind or is not; commits."""
    batch = ImportBatch(
        programme_id=programme.id,
        file_name="comments.csv",
        sha256=f"sum {next(_numbers)}",
        row_count=1,
        duplicate_count=0,
        non_answer_count=0,
        imported_at_utc=AT,
    )
    session.add(batch)
    session.flush()
    contribution = Contribution(
        id=_next_id(session, is_blind=is_blind),
        programme_id=programme.id,
        origin=Origin.IMPORT,
        import_batch_id=batch.id,
        source="Letters",
        group=Group.FAMILY_CARER,
        question="What gets in the way?",
        text=text,
        said_on=date(2026, 10, 8),
        has_quote_consent=True,
    )
    session.add(contribution)
    session.flush()
    add_run(session, contribution, found, personal=personal)
    session.commit()
    return contribution


def _next_id(session: Session, *, is_blind: bool) -> int:
    """Give the next free id that is drawn as wanted."""
    last = session.scalar(select(func.max(Contribution.id))) or 0
    return next(number for number in count(last + 1) if (share_of(number) is Share.BLIND) is is_blind)


def add_run(
    session: Session, contribution: Contribution, found: Sequence[Found], *, personal: Sequence[str] = ()
) -> TaggingRun:
    """Tag a contribution with a new version of the pipeline, and point to it."""
    run = TaggingRun(
        contribution_id=contribution.id,
        pipeline=f"test {next(_numbers)}",
        is_empty=False,
        language="en",
        tagged_at_utc=AT,
    )
    session.add(run)
    session.flush()
    session.add_all(_tag(session, contribution, run, each) for each in found)
    for words in personal:
        start = contribution.text.index(words)
        session.add(Redaction(run_id=run.id, start=start, end=start + len(words), kind="PERSON"))
    contribution.current_run_id = run.id
    session.flush()
    return run


def _tag(session: Session, contribution: Contribution, run: TaggingRun, found: Found) -> Tag:
    """Make the row of a tag."""
    start = contribution.text.index(found.words)
    return Tag(
        contribution_id=contribution.id,
        theme_id=theme_of(session, found.theme).id,
        run_id=run.id,
        source=Source.MACHINE,
        stance=found.stance,
        start=start,
        end=start + len(found.words),
        confidence=0.9 if found.band is Band.ACCEPT else 0.4,
        band=found.band,
        why="the words “late”",
    )
