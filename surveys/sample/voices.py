"""What the sample's people said: survey responses and two workshops."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from surveys.capture.drafts import start_draft
from surveys.capture.editions import publish_edition
from surveys.capture.responses import submit_response
from surveys.capture.sealing import make_draft_code
from surveys.capture.workshops import NoteEntry, WorkshopPlan, close_workshop, open_workshop, record_note
from surveys.definitions import QUOTE_CONSENT, list_library_questionnaires
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.models import Account, Programme, Workshop
from surveys.sample.content import read_responses, read_toml
from surveys.values import AnsweredBy, Group, Wording

OPENS_ON = date(2026, 9, 1)
"""The sample's surveys stay open, so that anybody can try them."""


def add_sample_voices(session: Session, programme: Programme, *, facilitator: Account) -> None:
    """Add the questionnaires with their responses, and the workshops with their notes."""
    editions = {
        questionnaire.key: publish_edition(session, programme, questionnaire, opens_on=OPENS_ON, closes_on=None)
        for questionnaire in list_library_questionnaires("home_care")
    }
    for row in read_responses():
        on = date.fromisoformat(row["answered_on"])
        draft = start_draft(session.connection(), editions[row["questionnaire"]], secret=make_draft_code(), on=on)
        draft.answers = {**row["answers"], QUOTE_CONSENT: row["quote_consent"], ANSWERED_BY: AnsweredBy.SELF}
        submit_response(session, draft, at=_noon(date.fromisoformat(row["answered_on"])))
    for row in read_toml("workshops.toml")["workshops"]:
        _add_workshop(session, programme, row, facilitator=facilitator)


def _add_workshop(session: Session, programme: Programme, row: Mapping[str, Any], *, facilitator: Account) -> None:
    """Add one workshop with its notes, and close it."""
    plan = WorkshopPlan(
        title=row["title"],
        held_on=row["held_on"],
        place=row["place"],
        table_count=row["tables"],
        prompts=tuple(prompt["text"] for prompt in row["prompts"]),
        attendance={Group(group): count for group, count in row["attendance"].items()},
    )
    workshop = open_workshop(session, programme, plan, by=facilitator)
    keys = [prompt["key"] for prompt in row["prompts"]]
    for number, note in enumerate(row["notes"], start=1):
        entry = _entry(workshop, keys, note, client_key=f"sample-{row['key']}-{number}")
        record_note(session, workshop, entry, by=facilitator, at=_noon(row["held_on"]))
    close_workshop(session, workshop, at=_noon(row["held_on"]))


def _entry(workshop: Workshop, prompt_keys: list[str], note: Mapping[str, Any], *, client_key: str) -> NoteEntry:
    """Give a note as it would be typed in."""
    return NoteEntry(
        client_key=client_key,
        prompt_id=workshop.prompts[prompt_keys.index(note["prompt"])].id,
        table_number=note["table"],
        group=Group(note["group"]),
        wording=Wording(note["wording"]),
        text=note["text"],
        vote_count=note["votes"],
        has_quote_consent=note["quote_consent"],
    )


def _noon(day: date) -> datetime:
    """Give the instant of noon on a day."""
    return datetime.combine(day, time(12), tzinfo=UTC)
