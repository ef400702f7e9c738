"""Drafts: answers on their way. A question that was seen and left blank is there with no value.

A draft is read or written for every page of a survey, so all here goes straight to its table over a connection: with
mapped objects and their session it would cost three times as much.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from surveys.capture.sealing import DraftKey, make_draft_code
from surveys.definitions import QUOTE_CONSENT, Question, Questionnaire, Value, find_path
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.models import QuestionnaireEdition, SealedDraft
from surveys.values import AnsweredBy, Channel

KEPT_DAYS = 60
"""A draft that nobody touched for longer is deleted."""

_BESIDE = frozenset({QUOTE_CONSENT, ANSWERED_BY})
"""What stands beside the answers to questions."""


@dataclass
class Draft:
    """A draft that is open. Holds answers off the path too, for when the path returns.

    `invitation` is the key of the personal invitation it was begun with; it is stored nowhere but in here, sealed.
    """

    id: int
    edition_id: int
    key: DraftKey
    answers: dict[str, Any] = field(default_factory=dict)
    channel: Channel = Channel.ONLINE
    invitation: str | None = None

    @property
    def code(self) -> str:
        """Give the code with which the respondent comes back."""
        return self.key.code


_TABLE = cast("Table", SealedDraft.__table__)
_TO_READ = select(_TABLE.c.id, _TABLE.c.edition_id, _TABLE.c.content).where(
    _TABLE.c.code_hash == bindparam("code_hash")
)
_TO_CHANGE = _TO_READ.with_for_update()
_SAVE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row_id"))
    .values(content=bindparam("sealed"), touched_on=bindparam("day"))
)


def start_draft(
    connection: Connection,
    edition: QuestionnaireEdition,
    *,
    secret: str,
    on: date,
    channel: Channel = Channel.ONLINE,
    invitation: str | None = None,
) -> Draft:
    """Begin a draft under a new random code, which is not stored."""
    key = DraftKey(make_draft_code(), secret=secret)
    values = {"edition_id": edition.id, "code_hash": key.code_hash, "touched_on": on}
    draft = Draft(0, edition.id, key, channel=channel, invitation=invitation)
    begun = insert(_TABLE).values(**values, content=_seal(draft)).returning(_TABLE.c.id)
    draft.id = connection.execute(begun).scalar_one()
    return draft


def find_draft(
    connection: Connection,
    *,
    code: str,
    secret: str,
    edition: QuestionnaireEdition | None = None,
    to_change: bool = False,
) -> Draft | None:
    """Find a draft by its code, of one edition or of any; one that is to change is locked.

    So two tabs write one after the other.
    """
    key = DraftKey(code, secret=secret)
    found = connection.execute(_TO_CHANGE if to_change else _TO_READ, {"code_hash": key.code_hash})
    row = found.one_or_none()
    if row is None or (edition is not None and row.edition_id != edition.id):
        return None
    held = json.loads(key.unseal(row.content))
    return Draft(row.id, row.edition_id, key, held["answers"], Channel(held["channel"]), held["invitation"])


def save_draft(connection: Connection, draft: Draft, *, on: date) -> None:
    """Seal what the draft holds now."""
    connection.execute(_SAVE, {"row_id": draft.id, "sealed": _seal(draft), "day": on})


def _seal(draft: Draft) -> bytes:
    """Encrypt what a draft holds."""
    held = {"answers": draft.answers, "channel": draft.channel, "invitation": draft.invitation}
    return draft.key.seal(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode())


def save_answer(connection: Connection, draft: Draft, question: Question, value: Value | None, *, on: date) -> None:
    """Keep the answer to one question; None when it was left blank."""
    draft.answers[question.key] = value
    save_draft(connection, draft, on=on)


def save_consent(connection: Connection, draft: Draft, *, may_quote: bool, on: date) -> None:
    """Keep whether the words may be quoted."""
    draft.answers[QUOTE_CONSENT] = may_quote
    save_draft(connection, draft, on=on)


def save_answered_by(connection: Connection, draft: Draft, answered_by: AnsweredBy, *, on: date) -> None:
    """Keep who gives the answers."""
    draft.answers[ANSWERED_BY] = answered_by.value
    save_draft(connection, draft, on=on)


def drop_draft(connection: Connection, draft: Draft) -> None:
    """Forget a draft and everything in it."""
    connection.execute(delete(_TABLE).where(_TABLE.c.id == draft.id))


def purge_drafts(connection: Connection, *, on: date) -> int:
    """Delete the drafts that nobody touched for 60 days, with what was uploaded to them; returns how many."""
    old = _TABLE.c.touched_on < on - timedelta(days=KEPT_DAYS)
    return connection.execute(delete(_TABLE).where(old)).rowcount


def given(answers: Mapping[str, Any]) -> dict[str, Value]:
    """Give the answers to questions that have a value."""
    return {key: value for key, value in answers.items() if value is not None and key not in _BESIDE}


def path_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> list[Question]:
    """List the questions that somebody with these answers meets, in order."""
    return find_path(questionnaire, given(answers))


def find_unseen(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Question | None:
    """Find the first question on the path that was neither answered nor left blank."""
    return next((question for question in path_of(questionnaire, answers) if question.key not in answers), None)


def find_gap(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> str | None:
    """Find what keeps the answers from being sent: the key of a required question, or what stands beside them."""
    held = given(answers)
    for question in path_of(questionnaire, answers):
        if question.required and question.key not in held:
            return question.key
    return next((key for key in (ANSWERED_BY, QUOTE_CONSENT) if answers.get(key) is None), None)
