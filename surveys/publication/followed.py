"""From a receipt code to where the words went: the themes they count towards, and what was published on these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.responses import find_response
from surveys.models import Answer, Contribution, Programme, Release, Tag, Theme
from surveys.review.current import select_standing_tags


@dataclass(frozen=True)
class FollowedWords:
    """One free text of a response, and the tags that stand on it, in the order of the words."""

    contribution: Contribution
    tags: Sequence[Tag]

    @property
    def is_sorted(self) -> bool:
        """Tell whether the pipeline has looked at the words yet."""
        return self.contribution.current_run_id is not None


@dataclass(frozen=True)
class Followed:
    """Everything that a receipt code leads to; `findings` as the latest release published them."""

    words: Sequence[FollowedWords]
    findings: Sequence[Mapping[str, Any]]


def find_followed(session: Session, programme: Programme, *, receipt: str) -> Followed | None:
    """Find what became of one response's words; None when the code belongs to no response of the programme."""
    response = find_response(session, programme, receipt=receipt)
    if response is None:
        return None
    contributions = session.scalars(
        select(Contribution)
        .join(Answer, Contribution.answer_id == Answer.id)
        .where(Answer.response_id == response.id)
        .order_by(Answer.id)
    ).all()
    tags = _standing_tags(session, contributions)
    words = [FollowedWords(one, [tag for tag in tags if tag.contribution_id == one.id]) for one in contributions]
    return Followed(words, _published_on(session, programme, {tag.theme.key for tag in tags}))


def _standing_tags(session: Session, contributions: Sequence[Contribution]) -> list[Tag]:
    """List the standing tags of the contributions by place, one for each theme and stance."""
    query = select_standing_tags().where(Contribution.id.in_([one.id for one in contributions]))
    rows = session.execute(query.join(Theme, Tag.theme_id == Theme.id).order_by(Tag.start, Theme.position, Tag.id))
    once = {(tag.contribution_id, tag.theme_id, tag.stance): tag for tag, _ in reversed(rows.all())}
    return list(reversed(once.values()))


def _published_on(session: Session, programme: Programme, themes: set[str]) -> list[Mapping[str, Any]]:
    """List the findings of the latest release that rest on any of the themes."""
    query = select(Release).where(Release.programme_id == programme.id).order_by(Release.number.desc())
    release = session.scalars(query).first()
    findings = release.content.get("findings", []) if release else []
    return [finding for finding in findings if themes & set(finding.get("themes", []))]
