"""The sample's findings and their first release."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from surveys.models import Account, Action, Finding, Programme
from surveys.publication.releases import publish_release
from surveys.sample.content import read_toml
from surveys.tagging.codeframes import get_themes
from surveys.values import ActionKind


def add_sample_findings(session: Session, programme: Programme, *, by: Account, at: datetime) -> None:
    """Add the findings and publish those that are ready."""
    for row in read_toml("findings.toml")["findings"]:
        session.add(_finding(session, programme, row))
    session.flush()
    publish_release(session, programme, by=by, at=at)


def _finding(session: Session, programme: Programme, row: Mapping[str, Any]) -> Finding:
    """Make one finding with its actions."""
    finding = Finding(
        programme_id=programme.id,
        key=row["key"],
        title=row["title"],
        you_said=row["you_said"],
        is_ready=row["is_published"],
        themes=get_themes(session, programme, row["themes"], place=f"findings.toml: {row['key']}"),
    )
    finding.actions = [
        Action(
            kind=ActionKind(action["kind"]),
            text=action["text"],
            why=action.get("why", ""),
            owner=action["owner"],
            due_on=action.get("due_on"),
            done_on=action.get("done_on"),
            told=action.get("told", ""),
        )
        for action in row["actions"]
    ]
    return finding
