"""Findings and releases, as tests need them."""

from datetime import date

from sqlalchemy.orm import Session

from surveys.models import Account, Decision, Finding, Programme, Release, Tag
from surveys.publication.findings import ActionWords, FindingWords, add_action, add_finding
from surveys.publication.releases import publish_release
from surveys.values import ActionKind, Outcome
from tests.tagged import AT, theme_of


def ready_finding(session: Session, programme: Programme, *, title: str = "Late visits") -> Finding:
    words = FindingWords(title=title, you_said="You said that visits come late.", themes=[theme_of(session, "i-02")])
    finding = add_finding(session, programme, words)
    promise = ActionWords(
        kind=ActionKind.WILL,
        text="We will call ahead.",
        why="",
        owner="Contracts manager",
        on=date(2027, 3, 1),
        told="Everybody, by letter",
    )
    add_action(session, finding, promise)
    finding.is_ready = True
    session.commit()
    return finding


def publish(session: Session, programme: Programme, by: Account) -> Release:
    release = publish_release(session, programme, by=by, at=AT)
    session.commit()
    return release


def reject_all(session: Session, by: Account) -> None:
    """Decide against every tag there is."""
    for tag in session.query(Tag):
        session.add(
            Decision(
                tag_id=tag.id,
                outcome=Outcome.REJECT,
                had_seen_suggestion=True,
                decided_by_id=by.id,
                decided_at_utc=AT,
            )
        )
    session.commit()
