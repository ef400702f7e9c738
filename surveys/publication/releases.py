"""Frozen releases: what stands in one never changes, whatever is decided later."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from surveys.errors import NothingToPublish
from surveys.models import Account, Finding, Programme, Release
from surveys.publication.content import ReleaseContent, ReleasedFinding
from surveys.summaries.counts import count_any
from surveys.summaries.quotes import list_quotes


def publish_release(session: Session, programme: Programme, *, by: Account, at: datetime) -> Release:
    """Publish all findings that are ready, as they stand now; earlier releases stay.

    Raises:
        NothingToPublish: no finding is ready.
    """
    session.refresh(programme, with_for_update=True)
    content = make_content(session, programme)
    if not content.findings:
        raise NothingToPublish
    latest = session.scalar(select(func.max(Release.number)).where(Release.programme_id == programme.id))
    release = Release(
        programme_id=programme.id,
        number=(latest or 0) + 1,
        content=content.model_dump(mode="json"),
        published_by_id=by.id,
        published_at_utc=at,
    )
    session.add(release)
    session.flush()
    return release


def make_content(session: Session, programme: Programme) -> ReleaseContent:
    """Make what a release published now would hold: the findings that are ready, oldest first."""
    query = (
        select(Finding)
        .where(Finding.programme_id == programme.id, Finding.is_ready)
        .options(selectinload(Finding.themes), selectinload(Finding.actions))
        .order_by(Finding.id)
    )
    findings = tuple(freeze_finding(session, programme, finding) for finding in session.scalars(query))
    return ReleaseContent(findings=findings, suppressed_below=programme.small_number)


def freeze_finding(session: Session, programme: Programme, finding: Finding) -> ReleasedFinding:
    """Give a finding as it would be published now."""
    table = count_any(session, programme, finding.themes)
    quotes = list_quotes(session, programme, finding.themes, table=table)
    return ReleasedFinding.of(finding, table=table, quotes=[quote for each in quotes.values() for quote in each])


def list_releases(session: Session, programme: Programme) -> list[Release]:
    """List a programme's releases, the latest first."""
    query = select(Release).where(Release.programme_id == programme.id).order_by(Release.number.desc())
    return list(session.scalars(query))


def content_of(release: Release) -> ReleaseContent:
    """Read what a release holds."""
    return ReleaseContent.model_validate(release.content)


def find_release_of(session: Session, programme: Programme, key: str) -> Release | None:
    """Find the latest release that holds a finding; links to one stay good after it left the newest release."""
    return next((each for each in list_releases(session, programme) if content_of(each).find(key)), None)


def find_published_keys(session: Session, programme: Programme) -> set[str]:
    """Give the keys of all findings that any release holds."""
    return {finding.key for each in list_releases(session, programme) for finding in content_of(each).findings}
