"""One pipeline version's pass over contributions. What waits is a query; a lost message loses nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, update
from sqlalchemy.orm import Session

from nlp import results
from surveys.errors import UnfitVersion
from surveys.models import (
    Codeframe,
    Concern,
    Contribution,
    LearnedVersion,
    Programme,
    Redaction,
    Tag,
    TaggingRun,
    Theme,
)
from surveys.tagging.codeframes import list_library, list_own
from surveys.tagging.versions import PIPELINE_VERSION, find_live, list_learning, name_pipeline, withdraw
from surveys.values import Band, Source, Stance

BATCH = 128
"""Contributions tagged and stored in one transaction."""


class Tags(Protocol):
    """What tags texts: `nlp.tagger.Tagger`, or a stand-in with the same results."""

    def tag(self, texts: Sequence[str | results.Comment]) -> list[results.TaggedText]:
        """Tag each text; one result per text, in order."""


class Taggers(Protocol):
    """What gives the tagger for a programme's codeframes: `surveys.tagging.tagger.LoadedTaggers`, or a stand-in."""

    def using(self, frames: Sequence[Codeframe], version: LearnedVersion | None = None) -> Tags:
        """Give a tagger that looks for the library's codeframes and these of a programme's own.

        With a version, it has learned what that version has.

        Raises:
            UnfitVersion: the version stands on other models or codeframes.
        """


def name_frames(frames: Sequence[Codeframe]) -> str:
    """Name the editions of a programme's own codeframes, as a run keeps it."""
    return ", ".join(f"{frame.key} {frame.edition}" for frame in sorted(frames, key=lambda frame: frame.key))


def _looks_elsewhere(session: Session) -> ColumnElement[bool]:
    """Hold for contributions whose run looked for other own codeframes than their programme uses today."""
    used = {
        programme_id: name_frames(list_own(session, programme_id))
        for programme_id in session.scalars(
            select(Codeframe.programme_id).where(Codeframe.used_from_utc.is_not(None)).distinct()
        )
        if programme_id is not None
    }
    if not used:
        return false()
    looked = select(TaggingRun.frames).where(TaggingRun.id == Contribution.current_run_id).scalar_subquery()
    wanted = case(used, value=Contribution.programme_id)
    return and_(Contribution.programme_id.in_(used), looked != wanted)


def _has_learned_else(session: Session) -> ColumnElement[bool]:
    """Hold for contributions whose run had learned something else than their programme's live version."""
    wanted = {}
    for programme_id in list_learning(session):
        live = find_live(session, programme_id, frames=name_frames(list_own(session, programme_id)))
        wanted[programme_id] = name_pipeline(PIPELINE_VERSION, live)
    if not wanted:
        return false()
    seen = select(TaggingRun.pipeline).where(TaggingRun.id == Contribution.current_run_id).scalar_subquery()
    return and_(Contribution.programme_id.in_(wanted), seen != case(wanted, value=Contribution.programme_id))


def _waits(session: Session, pipeline: str | None) -> ColumnElement[bool]:
    """Hold for contributions that no run has seen, or whose run had other codeframes or had learned something else.

    With a pipeline, those that another version saw last wait too.
    """
    waits = or_(Contribution.current_run_id.is_(None), _looks_elsewhere(session), _has_learned_else(session))
    if pipeline is None:
        return waits
    seen = select(TaggingRun.pipeline).where(TaggingRun.id == Contribution.current_run_id).scalar_subquery()
    return or_(waits, seen != pipeline)


def list_waiting(session: Session, *, most: int = BATCH, pipeline: str | None = None) -> list[Contribution]:
    """List contributions of one programme to be tagged, oldest first.

    On PostgreSQL the rows are claimed until the transaction ends, so that several workers never take the same ones.
    """
    query = select(Contribution).where(_waits(session, pipeline)).order_by(Contribution.id).limit(most)
    found = list(session.scalars(query.with_for_update(skip_locked=True, of=Contribution)))
    return [each for each in found if each.programme_id == found[0].programme_id]


def count_waiting(session: Session, *, pipeline: str | None = None, programme: Programme | None = None) -> int:
    """Count contributions to be tagged, of one programme or of all."""
    query = select(func.count()).select_from(Contribution).where(_waits(session, pipeline))
    if programme is not None:
        query = query.where(Contribution.programme_id == programme.id)
    return session.scalar(query) or 0


def comment_of(contribution: Contribution) -> results.Comment:
    """Give what the pipeline is told: the words, who speaks, what was asked, and in which language."""
    return results.Comment(
        contribution.text,
        group=contribution.group.value,
        question=contribution.question,
        language=contribution.language.value,
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What a tagger found in contributions of one programme, before it is kept."""

    programme_id: int
    frames: str
    found: Mapping[int, results.TaggedText]
    """By the contribution's id."""


def read_waiting(session: Session, taggers: Taggers, *, most: int = BATCH) -> Read | None:
    """Read contributions of one programme that wait, at most `most`, and write nothing; None when none waits.

    Raises:
        UnfitVersion: what the programme learned fits no more; `tag_waiting` withdraws it.
    """
    contributions = list_waiting(session, most=most)
    if not contributions:
        return None
    programme_id = contributions[0].programme_id
    frames = list_own(session, programme_id)
    version = find_live(session, programme_id, frames=name_frames(frames))
    found = _tagged(taggers.using(frames, version), contributions, version)
    return Read(
        programme_id, name_frames(frames), {each.id: tags for each, tags in zip(contributions, found, strict=True)}
    )


def keep_read(session: Session, read: Read, *, at: datetime) -> int:
    """Keep what was found; returns how many contributions it is of.

    None when the programme's codeframes changed meanwhile: they wait again. What was deleted meanwhile is left out.
    """
    frames = list_own(session, read.programme_id)
    if name_frames(frames) != read.frames:
        return 0
    contributions = list(session.scalars(select(Contribution).where(Contribution.id.in_(read.found))))
    store_results(session, contributions, [read.found[each.id] for each in contributions], frames=frames, at=at)
    return len(contributions)


def tag_waiting(session: Session, taggers: Taggers, *, at: datetime, most: int = BATCH) -> int:
    """Tag contributions of one programme that wait, at most `most`; returns how many were tagged."""
    contributions = list_waiting(session, most=most)
    if contributions:
        frames = list_own(session, contributions[0].programme_id)
        tagger, version = _choose(session, taggers, frames, contributions[0].programme_id, at=at)
        store_results(session, contributions, _tagged(tagger, contributions, version), frames=frames, at=at)
    return len(contributions)


def _tagged(
    tagger: Tags, contributions: Sequence[Contribution], version: LearnedVersion | None
) -> list[results.TaggedText]:
    """Tag contributions, and name what the pipeline had learned."""
    found = tagger.tag([comment_of(each) for each in contributions])
    return [replace(each, pipeline=name_pipeline(each.pipeline, version)) for each in found]


def _choose(
    session: Session, taggers: Taggers, frames: Sequence[Codeframe], programme_id: int, *, at: datetime
) -> tuple[Tags, LearnedVersion | None]:
    """Give a programme's tagger with the version it has learned; one that does not fit is withdrawn."""
    while version := find_live(session, programme_id, frames=name_frames(frames)):
        try:
            return taggers.using(frames, version), version
        except UnfitVersion:
            withdraw(session, version, at=at)
    return taggers.using(frames), None


def store_results(
    session: Session,
    contributions: Sequence[Contribution],
    found: Sequence[results.TaggedText],
    *,
    at: datetime,
    frames: Sequence[Codeframe] = (),
) -> None:
    """Add a run with its tags, personal data and concern to each contribution of a programme, and point to the run.

    `frames` are the programme's own codeframes that were looked for. Where the same pipeline saw a contribution with
    the same codeframes before, it found the same: that run counts again.
    """
    named = name_frames(frames)
    known = _runs_like(session, contributions, pipelines={result.pipeline for result in found}, frames=named)
    fresh = [pair for pair in zip(contributions, found, strict=True) if (pair[0].id, pair[1].pipeline) not in known]
    runs = [
        TaggingRun(
            contribution_id=contribution.id,
            pipeline=result.pipeline,
            frames=named,
            is_empty=result.is_empty,
            language=result.language,
            tagged_at_utc=at,
        )
        for contribution, result in fresh
    ]
    session.add_all(runs)
    session.flush()
    themes = {theme.key: theme for frame in [*list_library(session), *frames] for theme in frame.themes}
    for run, (_, result) in zip(runs, fresh, strict=True):
        session.add_all(_tags(run, result, themes))
        session.add_all(Redaction(run_id=run.id, start=r.start, end=r.end, kind=r.kind) for r in result.redactions)
    current = [*known.values(), *runs]
    session.execute(update(Contribution), [{"id": run.contribution_id, "current_run_id": run.id} for run in current])
    _raise_concerns(session, contributions, found, at=at)
    session.flush()


def _runs_like(
    session: Session, contributions: Sequence[Contribution], *, pipelines: Collection[str], frames: str
) -> dict[tuple[int, str], TaggingRun]:
    """Find the runs of these pipelines with these codeframes that were made before, by contribution and pipeline."""
    query = select(TaggingRun).where(
        TaggingRun.contribution_id.in_([each.id for each in contributions]),
        TaggingRun.pipeline.in_(pipelines),
        TaggingRun.frames == frames,
    )
    return {(run.contribution_id, run.pipeline): run for run in session.scalars(query)}


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
