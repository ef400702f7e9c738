"""Which version of what was learned a programme's contributions are tagged with: a query over the versions' steps."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from nlp import PIPELINE_VERSION
from surveys.models import LearnedVersion, VersionStep
from surveys.values import VersionOutcome

__all__ = ["PIPELINE_VERSION", "find_live", "list_learning", "name_pipeline", "withdraw"]

UNFIT = "It does not fit the models of this release"


def find_live(session: Session, programme_id: int, *, frames: str) -> LearnedVersion | None:
    """Find the version that a programme is tagged with: the last that went live and was not rolled back.

    It must fit: made on this version of the pipeline, for these editions of the programme's own codeframes. None is
    what comes with the product.
    """
    later = aliased(VersionStep)
    is_rolled_back = exists().where(later.version_id == LearnedVersion.id, later.outcome == VersionOutcome.ROLLED_BACK)
    query = (
        select(LearnedVersion)
        .join(VersionStep, VersionStep.version_id == LearnedVersion.id)
        .where(
            LearnedVersion.programme_id == programme_id,
            LearnedVersion.pipeline == PIPELINE_VERSION,
            LearnedVersion.frames == frames,
            VersionStep.outcome == VersionOutcome.WENT_LIVE,
            ~is_rolled_back,
        )
    )
    return session.scalars(query.order_by(VersionStep.id.desc()).limit(1)).first()


def list_learning(session: Session) -> list[int]:
    """List the ids of the programmes of which a version ever went live."""
    query = select(LearnedVersion.programme_id).join(VersionStep, VersionStep.version_id == LearnedVersion.id)
    return list(session.scalars(query.where(VersionStep.outcome == VersionOutcome.WENT_LIVE).distinct()))


def name_pipeline(pipeline: str, version: LearnedVersion | None) -> str:
    """Name a pipeline with what it has learned, such as 2026.3+bath.3, as a tagging run keeps it."""
    return f"{pipeline}+{version.programme.key}.{version.number}" if version else pipeline


def withdraw(session: Session, version: LearnedVersion, *, at: datetime) -> None:
    """Take a version out of use that turned out not to fit the models."""
    session.add(VersionStep(version_id=version.id, outcome=VersionOutcome.ROLLED_BACK, reason=UNFIT, taken_at_utc=at))
    session.flush()
