"""One pipeline version's pass over contributions. What waits is a query; a lost message loses nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from nlp import results
from surveys.models import Concern, Contribution, Redaction, Tag, TaggingRun, Theme
from surveys.tagging.codeframes import themes_by_key
from surveys.values import Band, Source, Stance

BATCH = 128
"""Contributions tagged and stored in one transaction."""


class Tags(Protocol):
    """What tags texts: `nlp.tagger.Tagger`, or a stand-in with the same results."""

    def tag(self, texts: Sequence[str | results.Comment]) -> list[results.TaggedText]:
        """Tag each text; one result per text, in order."""


def _waits(pipeline: str | None) -> ColumnElement[bool]:
    """Hold for contributions that no run has seen or, with a pipeline, that another version saw last."""
    never = Contribution.current_run_id.is_(None)
    if pipeline is None:
        return never
    seen = select(TaggingRun.pipeline).where(TaggingRun.id == Contribution.current_run_id).scalar_subquery()
    return or_(never, seen != pipeline)


def list_waiting(session: Session, *, most: int = BATCH, pipeline: str | None = None) -> list[Contribution]:
    """List contributions to be tagged, oldest first.

    On PostgreSQL the rows are claimed until the transaction ends, so that several workers never take the same ones.
    """
    query = select(Contribution).where(_waits(pipeline)).order_by(Contribution.id).limit(most)
    return list(session.scalars(query.with_for_update(skip_locked=True, of=Contribution)))


def count_waiting(session: Session, *, pipeline: str | None = None) -> int:
    """Count contributions to be tagged."""
    return session.scalar(select(func.count()).select_from(Contribution).where(_waits(pipeline))) or 0


def comment_of(contribution: Contribution) -> results.Comment:
    """Give what the pipeline is told: the words, who speaks, and what was asked."""
    return results.Comment(contribution.text, group=contribution.group.value, question=contribution.question)


def tag_waiting(session: Session, tagger: Tags, *, at: datetime, most: int = BATCH) -> int:
    """Tag the contributions that wait, at most `most`; returns how many were tagged."""
    contributions = list_waiting(session, most=most)
    if contributions:
        found = tagger.tag([comment_of(each) for each in contributions])
        store_results(session, contributions, found, at=at)
    return len(contributions)


def store_results(
    session: Session, contributions: Sequence[Contribution], found: Sequence[results.TaggedText], *, at: datetime
) -> None:
    """Add a run with its tags, personal data and concern to each contribution, and point to the run."""
    themes = themes_by_key(session)
    runs = [
        TaggingRun(
            contribution_id=contribution.id,
            pipeline=result.pipeline,
            is_empty=result.is_empty,
            language=result.language,
            tagged_at_utc=at,
        )
        for contribution, result in zip(contributions, found, strict=True)
    ]
    session.add_all(runs)
    session.flush()
    for run, result in zip(runs, found, strict=True):
        session.add_all(_tags(run, result, themes))
        session.add_all(Redaction(run_id=run.id, start=r.start, end=r.end, kind=r.kind) for r in result.redactions)
    session.execute(update(Contribution), [{"id": run.contribution_id, "current_run_id": run.id} for run in runs])
    _raise_concerns(session, contributions, found, at=at)
    session.flush()


def _tags(run: TaggingRun, result: results.TaggedText, themes: Mapping[str, Theme]) -> list[Tag]:
    """Make rows of a result's tags."""
    return [
        Tag(
            contribution_id=run.contribution_id,
            theme_id=themes[tag.theme].id,
            run_id=run.id,
            source=Source.MACHINE,
            stance=Stance(tag.stance.value),
            start=tag.start,
            end=tag.end,
            confidence=tag.confidence,
            band=Band(tag.band.value),
            why=tag.why,
        )
        for tag in result.tags
    ]


def _raise_concerns(
    session: Session, contributions: Sequence[Contribution], found: Sequence[results.TaggedText], *, at: datetime
) -> None:
    """Raise the concerns found, on contributions that have none yet: what a person wrote about one stays."""
    ids = [each.id for each in contributions]
    known = set(session.scalars(select(Concern.contribution_id).where(Concern.contribution_id.in_(ids))))
    session.add_all(
        Concern(
            contribution_id=contribution.id,
            kind=result.concern.kind,
            start=result.concern.start,
            end=result.concern.end,
            confidence=result.concern.confidence,
            raised_at_utc=at,
        )
        for contribution, result in zip(contributions, found, strict=True)
        if result.concern is not None and contribution.id not in known
    )
