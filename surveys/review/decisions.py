"""What reviewers decide. Every act adds rows: tags and earlier decisions stay as they were."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import NothingChanged, SpanOutsideText
from surveys.models import Account, Contribution, ContributionReview, Decision, Tag, Theme
from surveys.values import Band, Outcome, Source, Stance


@dataclass(frozen=True)
class Reading:
    """What a reviewer reads in a stretch of the words: a theme and a stance. `end` is not part of the stretch."""

    theme: Theme
    stance: Stance
    start: int
    end: int


@dataclass(frozen=True)
class Act:
    """Who decides, when, and whether the machine's tags of the contribution were in view."""

    by: Account
    at: datetime
    had_seen_suggestion: bool


def accept_tag(session: Session, tag: Tag, act: Act) -> None:
    """Decide that a tag is right; saying so twice adds one decision."""
    _decide(session, tag, Outcome.ACCEPT, act)


def reject_tag(session: Session, tag: Tag, act: Act) -> None:
    """Decide that a tag is wrong; saying so twice adds one decision."""
    _decide(session, tag, Outcome.REJECT, act)


def add_tag(session: Session, contribution: Contribution, reading: Reading, act: Act) -> Tag:
    """Put a theme on a contribution; where a tag says exactly that already, accept it instead.

    Raises:
        SpanOutsideText: the stretch is empty or not inside the contribution's text.
    """
    if not 0 <= reading.start < reading.end <= len(contribution.text):
        raise SpanOutsideText
    session.refresh(contribution, with_for_update=True)
    known = _find_like(session, contribution, reading)
    if known is not None:
        accept_tag(session, known, act)
        return known
    tag = Tag(
        contribution_id=contribution.id,
        theme_id=reading.theme.id,
        source=Source.REVIEWER,
        stance=reading.stance,
        start=reading.start,
        end=reading.end,
        confidence=1.0,
        band=Band.ACCEPT,
    )
    session.add(tag)
    session.flush()
    _decide(session, tag, Outcome.ADD, act)
    return tag


def replace_tag(session: Session, tag: Tag, reading: Reading, act: Act) -> Tag:
    """Set a tag aside for one that reads the words otherwise; both stay, and the old one names the new one.

    Raises:
        NothingChanged: the reading is the tag's own.
        SpanOutsideText: the stretch is empty or not inside the contribution's text.
    """
    if _says(tag, reading):
        raise NothingChanged
    replacement = add_tag(session, tag.contribution, reading, act)
    _decide(session, tag, Outcome.REPLACE, act, replacement=replacement)
    return replacement


def finish_review(
    session: Session, contribution: Contribution, *, by: Account, at: datetime, is_blind: bool = False
) -> None:
    """Note that a reviewer has finished with a contribution; the first time counts.

    `is_blind` says that the machine's tags were not in view, because the contribution was drawn to be read so.
    """
    session.refresh(contribution, with_for_update=True)
    query = select(ContributionReview.id).where(
        ContributionReview.contribution_id == contribution.id, ContributionReview.reviewer_id == by.id
    )
    if session.scalar(query) is None:
        session.add(
            ContributionReview(
                contribution_id=contribution.id, reviewer_id=by.id, reviewed_at_utc=at, is_blind=is_blind
            )
        )
        session.flush()


def _decide(session: Session, tag: Tag, outcome: Outcome, act: Act, *, replacement: Tag | None = None) -> None:
    """Add a decision, unless the latest one on the tag is the same person's and says the same."""
    query = select(Decision).where(Decision.tag_id == tag.id).order_by(Decision.id.desc()).limit(1)
    latest = session.scalars(query).first()
    replacement_id = replacement.id if replacement else None
    if latest and latest.decided_by_id == act.by.id and _repeats(latest, outcome, replacement_id):
        return
    session.add(
        Decision(
            tag_id=tag.id,
            outcome=outcome,
            replacement_id=replacement_id,
            had_seen_suggestion=act.had_seen_suggestion,
            decided_by_id=act.by.id,
            decided_at_utc=act.at,
        )
    )
    session.flush()


def _repeats(latest: Decision, outcome: Outcome, replacement_id: int | None) -> bool:
    """Tell whether a decision says what the latest one says; who added a tag need not accept it."""
    was = Outcome.ACCEPT if latest.outcome is Outcome.ADD and outcome is Outcome.ACCEPT else latest.outcome
    return was is outcome and latest.replacement_id == replacement_id


def _find_like(session: Session, contribution: Contribution, reading: Reading) -> Tag | None:
    """Find the newest tag of a contribution that says exactly this, whoever put it there."""
    query = select(Tag).where(
        Tag.contribution_id == contribution.id,
        Tag.theme_id == reading.theme.id,
        Tag.stance == reading.stance,
        Tag.start == reading.start,
        Tag.end == reading.end,
    )
    return session.scalars(query.order_by(Tag.id.desc()).limit(1)).first()


def _says(tag: Tag, reading: Reading) -> bool:
    """Tell whether a tag says exactly what a reading says."""
    mine = (reading.theme.id, reading.stance, reading.start, reading.end)
    return (tag.theme_id, tag.stance, tag.start, tag.end) == mine
