"""Versions of what was learned: made, put live or refused, rolled back. Rows are added, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, selectinload

from surveys.errors import NothingLive, NothingToLearn, Overtaken
from surveys.learning.evidence import Evidence
from surveys.models import Account, Contribution, LearnedVersion, Programme, TaggingRun, VersionStep
from surveys.tagging.codeframes import list_own
from surveys.tagging.learning import Figures, Learned
from surveys.tagging.runs import name_frames
from surveys.tagging.versions import PIPELINE_VERSION, find_live, name_pipeline
from surveys.values import VersionOutcome

NO_DECISIONS = "There is nothing to learn from yet: nobody has decided on a tag, or finished with a contribution"
NOTHING_NEW = "Nothing has been decided since version {} was made"
UNMEASURED = "there was nothing to measure it on"
FELL = {"gold": "it was worse on the test comments", "audit": "it was worse on what people read blind"}


@dataclass(frozen=True)
class RolledBack:
    """The version that was taken out of use, and the one that is live instead; None is what came with the product."""

    version: LearnedVersion
    live: LearnedVersion | None


def get_live(session: Session, programme: Programme) -> LearnedVersion | None:
    """Give the version that a programme is tagged with; None is what came with the product."""
    return find_live(session, programme.id, frames=name_frames(list_own(session, programme.id)))


def list_versions(session: Session, programme: Programme) -> list[LearnedVersion]:
    """List all versions with their steps, the newest first."""
    query = select(LearnedVersion).where(LearnedVersion.programme_id == programme.id)
    steps = selectinload(LearnedVersion.steps).joinedload(VersionStep.taken_by)
    return list(session.scalars(query.options(steps).order_by(LearnedVersion.number.desc())))


def figures_of(version: LearnedVersion) -> Figures:
    """Give what was measured when a version was made."""
    return Figures.model_validate(version.figures)


def check_new(session: Session, programme: Programme, evidence: Evidence) -> None:
    """Check that there is something to learn that the last version has not learned.

    One that was rolled back may be made again.

    Raises:
        NothingToLearn: there is not.
    """
    if not evidence.task.lessons:
        raise NothingToLearn(NO_DECISIONS)
    last = next(iter(list_versions(session, programme)), None)
    if last is None or any(step.outcome is VersionOutcome.ROLLED_BACK for step in last.steps):
        return
    if last.evidence_sha256 == evidence.sha256:
        raise NothingToLearn(NOTHING_NEW.format(last.number))


def store_version(
    session: Session, programme: Programme, evidence: Evidence, learned: Learned, *, by: Account | None, at: datetime
) -> LearnedVersion:
    """Keep a version; it goes live if nothing that was measured got worse, and is refused otherwise.

    Raises:
        Overtaken: another one is live now than the one it was compared with.
    """
    session.refresh(programme, with_for_update=True)
    live = get_live(session, programme)
    if (live.id if live else None) != evidence.live_id:
        raise Overtaken
    query = select(func.max(LearnedVersion.number)).where(LearnedVersion.programme_id == programme.id)
    version = LearnedVersion(
        programme_id=programme.id,
        number=(session.scalar(query) or 0) + 1,
        pipeline=PIPELINE_VERSION,
        frames=evidence.frames,
        lesson_count=len(evidence.task.lessons),
        decision_count=evidence.decision_count,
        audit_count=len(evidence.task.audit),
        evidence_sha256=evidence.sha256,
        figures=learned.figures.model_dump(mode="json"),
        data=learned.data,
        made_by_id=by.id if by else None,
        made_at_utc=at,
    )
    session.add(version)
    session.flush()
    outcome = VersionOutcome.WENT_LIVE if learned.may_go_live else VersionOutcome.REFUSED
    _take_step(session, version, outcome, by=by, at=at, reason="" if learned.may_go_live else _reason(learned))
    return version


def roll_back(session: Session, programme: Programme, *, by: Account | None, at: datetime) -> RolledBack:
    """Go one step back, to the version that was live before; the tags it had made count again at once.

    Contributions that it never saw wait to be tagged with it.

    Raises:
        NothingLive: no learned version is live.
    """
    session.refresh(programme, with_for_update=True)
    version = get_live(session, programme)
    if version is None:
        raise NothingLive("No learned version is live: the tagging works as it came.")
    _take_step(session, version, VersionOutcome.ROLLED_BACK, by=by, at=at)
    live = get_live(session, programme)
    _point_back(session, version, live)
    return RolledBack(version, live)


def _take_step(
    session: Session,
    version: LearnedVersion,
    outcome: VersionOutcome,
    *,
    by: Account | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Add what became of a version."""
    taken_by_id = by.id if by else None
    step = VersionStep(version_id=version.id, outcome=outcome, reason=reason, taken_by_id=taken_by_id, taken_at_utc=at)
    session.add(step)
    session.flush()
    session.expire(version, ["steps"])


def _point_back(session: Session, version: LearnedVersion, live: LearnedVersion | None) -> None:
    """Point each contribution to what the version that is live now had found in it, where it had seen it."""
    earlier = (
        select(TaggingRun.id)
        .where(
            TaggingRun.contribution_id == Contribution.id,
            TaggingRun.pipeline == name_pipeline(PIPELINE_VERSION, live),
            TaggingRun.frames == version.frames,
        )
        .scalar_subquery()
    )
    query = update(Contribution).where(Contribution.programme_id == version.programme_id, earlier.is_not(None))
    session.execute(query.values(current_run_id=earlier), execution_options={"synchronize_session": False})
    session.expire_all()


def _reason(learned: Learned) -> str:
    """Say why a version does not go live."""
    return " and ".join(FELL[name] for name in learned.fallen) or UNMEASURED
