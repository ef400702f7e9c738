"""Findings and actions while they are written; what is published of them is in `releases`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from surveys.errors import FindingIncomplete, ReasonMissing
from surveys.models import Action, Finding, Programme, Theme
from surveys.values import ActionKind

KEY_LIMIT = 60
"""Longest key made of a title, in letters; a number may follow."""


@dataclass(frozen=True, slots=True)
class FindingWords:
    """What a lead writes down as a finding."""

    title: str
    you_said: str
    themes: Sequence[Theme]


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What a lead writes down as an action.

    `on` is the day it was done for `did`, and otherwise the day by which it will be, or will be looked at again.
    """

    kind: ActionKind
    text: str
    why: str
    owner: str
    on: date | None
    told: str


def list_findings(session: Session, programme: Programme) -> list[Finding]:
    """List a programme's findings with their themes and actions, oldest first."""
    query = select(Finding).where(Finding.programme_id == programme.id).order_by(Finding.id)
    return list(session.scalars(query.options(selectinload(Finding.themes), selectinload(Finding.actions))))


def find_finding(session: Session, programme: Programme, key: str) -> Finding | None:
    """Find a finding of a programme by its key."""
    return session.scalar(select(Finding).where(Finding.programme_id == programme.id, Finding.key == key))


def find_action(finding: Finding, action_id: int) -> Action | None:
    """Find an action of a finding."""
    return next((action for action in finding.actions if action.id == action_id), None)


def add_finding(session: Session, programme: Programme, words: FindingWords) -> Finding:
    """Add a finding as a draft; its key is made of the title once, and stays when the title changes."""
    finding = Finding(programme_id=programme.id, key=_free_key(session, programme, words.title), is_ready=False)
    session.add(finding)
    return edit_finding(session, finding, words)


def edit_finding(session: Session, finding: Finding, words: FindingWords) -> Finding:
    """Change a finding's words and themes; one that loses its last theme is a draft again."""
    finding.title, finding.you_said = words.title, words.you_said
    finding.themes = list(words.themes)
    finding.is_ready = finding.is_ready and bool(words.themes)
    session.flush()
    return finding


def add_action(session: Session, finding: Finding, words: ActionWords) -> Action:
    """Add an action to a finding.

    Raises:
        ReasonMissing: a "we cannot" has no why.
    """
    action = Action(finding_id=finding.id)
    _write(action, words)
    finding.actions.append(action)
    session.flush()
    return action


def edit_action(session: Session, action: Action, words: ActionWords) -> Action:
    """Change an action.

    Raises:
        ReasonMissing: a "we cannot" has no why.
    """
    _write(action, words)
    session.flush()
    return action


def mark_ready(session: Session, finding: Finding) -> None:
    """Let a finding go into the next release.

    Raises:
        FindingIncomplete: it has no theme or no action.
    """
    if not finding.themes or not finding.actions:
        raise FindingIncomplete(has_theme=bool(finding.themes), has_action=bool(finding.actions))
    finding.is_ready = True
    session.flush()


def mark_draft(session: Session, finding: Finding) -> None:
    """Keep a finding out of the next release; releases that hold it stay."""
    finding.is_ready = False
    session.flush()


def _write(action: Action, words: ActionWords) -> None:
    """Put words into an action; the day goes where its kind has it."""
    if words.kind is ActionKind.CANNOT and not words.why.strip():
        raise ReasonMissing
    action.kind, action.text, action.why = words.kind, words.text, words.why
    action.owner, action.told = words.owner, words.told
    is_done = words.kind is ActionKind.DID
    action.done_on, action.due_on = (words.on, None) if is_done else (None, words.on)


def _free_key(session: Session, programme: Programme, title: str) -> str:
    """Make a key of a title that no other finding of the programme has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:KEY_LIMIT].strip("-") or "finding"
    taken = set(session.scalars(select(Finding.key).where(Finding.programme_id == programme.id)))
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
