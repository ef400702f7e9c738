"""Responses one by one, shuffled, for an export: no number and no order in it tells when or by whom one was sent."""

import json
import random
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, select, type_coerce
from sqlalchemy.orm import Session

from surveys.capture.editions import questionnaire_of
from surveys.clock import date_in_england
from surveys.fieldwork.catalogue import Catalogue
from surveys.fieldwork.columns import META, Cell, Column, Plan, list_columns
from surveys.fieldwork.paths import Paths
from surveys.fieldwork.tallies import WAYS, of_editions
from surveys.models import Answer, Response

CHUNK = 1000
"""So many responses are read at once: enough to be fast, few enough to need little memory."""

LONGEST_KNOWN = 24
"""Stored values of so many characters at most are kept while an export runs; words are mostly longer."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One response: its number in this export, what is known of it as a whole, and its answers.

    `meta` holds the cells of `META`, `cells` those of the columns; `answers` are the values by question, None for one
    that was asked and left blank.
    """

    meta: list[Cell]
    cells: list[Cell]
    asked: frozenset[str]
    answers: Mapping[str, Any]


class ResponseReader:
    """Reads the responses to the editions of a catalogue."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._session, self.catalogue = session, catalogue
        self.columns: list[Column] = list_columns(catalogue)
        self.text_places = [len(META) + place for place, column in enumerate(self.columns) if column.item.is_words]
        """Where words of people's own stand among all cells of a row."""
        self._versions = {edition.id: edition.version for edition in catalogue.editions}
        self._paths = {edition.id: Paths(questionnaire_of(edition)) for edition in catalogue.editions}
        self._known: dict[str, Any] = {}
        self._plans = {number: Plan(self.columns, items) for number, items in catalogue.by_edition.items()}

    def __iter__(self) -> Iterator[ExportRow]:
        """Go through all responses in an order that is made up anew each time."""
        ids = list(self._session.scalars(select(Response.id).where(of_editions(self.catalogue.editions))))
        random.Random(secrets.randbits(256)).shuffle(ids)  # noqa: S311  seeded with a secret
        number = 0
        for start in range(0, len(ids), CHUNK):
            for row in self._read(ids[start : start + CHUNK]):
                number += 1
                row.meta[0] = number
                yield row

    def _read(self, ids: Sequence[int]) -> Iterator[ExportRow]:
        """Read some responses with their answers."""
        answers: dict[int, dict[str, Any]] = defaultdict(dict)
        query = select(Answer.response_id, Answer.question_key, cast(Answer.value, String))
        for response_id, key, value in self._session.execute(query.where(Answer.response_id.in_(ids))):
            answers[response_id][key] = self._value(value)
        ways = [type_coerce(getattr(Response, way), String) for way in WAYS]
        columns = (Response.id, Response.edition_id, Response.submitted_at_utc, Response.has_quote_consent, *ways)
        found = {row[0]: row for row in self._session.execute(select(*columns).where(Response.id.in_(ids)))}
        for number in ids:
            if number in found:
                yield self._row(found[number], answers[number])

    def _row(self, row: Any, answers: dict[str, Any]) -> ExportRow:
        """Put one response together; its number is filled in later, its instant is left behind."""
        _, edition_id, sent_at, may_quote, channel, language, form, answered_by = row
        asked = self._paths[edition_id].asked(answers)
        meta: list[Cell] = [
            0,
            date_in_england(sent_at).isoformat(),
            self._versions[edition_id],
            language,
            form,
            channel,
            answered_by,
            "yes" if may_quote else "no",
        ]
        return ExportRow(meta, self._plans[edition_id].fill(asked, answers), asked, answers)

    def _value(self, stored: str) -> Any:
        """Read a stored value; those of closed questions come again and again."""
        if len(stored) > LONGEST_KNOWN:
            return json.loads(stored)
        if stored not in self._known:
            self._known[stored] = json.loads(stored)
        return self._known[stored]
