"""True counts of a survey, read from the database; only `surveys.fieldwork.counts` and the files for leads see them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from surveys.capture.editions import questionnaire_of
from surveys.clock import date_in_england
from surveys.fieldwork.catalogue import Catalogue, Item, counted_as
from surveys.fieldwork.paths import Paths
from surveys.models import AboutYou, Answer, QuestionnaireEdition, Response, SealedDraft

WAYS = ("channel", "language", "format", "answered_by")
"""Columns of a response that say how it was given."""


@dataclass
class ResponseTally:
    """Responses by edition id, by week, and by how they were given: for each of `WAYS`, its values."""

    total: int = 0
    editions: Counter[int] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    ways: dict[str, Counter[str]] = field(default_factory=lambda: {way: Counter() for way in WAYS})

    def weeks(self) -> dict[date, int]:
        """Count by week, each by its Monday, from the first to the last with none left out."""
        counted: Counter[date] = Counter()
        for day, count in self.days.items():
            counted[day - timedelta(days=day.weekday())] += count
        if not counted:
            return {}
        first, last = min(counted), max(counted)
        mondays = (first + timedelta(days=days) for days in range(0, (last - first).days + 1, 7))
        return {monday: counted[monday] for monday in mondays}


@dataclass
class ItemTally:
    """How many met a question and answered it, left it blank, or never met it; and what they answered."""

    answered: int = 0
    blank: int = 0
    not_asked: int = 0
    values: Counter[str] = field(default_factory=Counter)


def of_editions(editions: Iterable[QuestionnaireEdition]) -> ColumnElement[bool]:
    """Choose the responses to editions."""
    return Response.edition_id.in_([edition.id for edition in editions])


def count_responses(session: Session, editions: Iterable[QuestionnaireEdition]) -> int:
    """Count the responses to editions."""
    return session.scalar(select(func.count(Response.id)).where(of_editions(editions))) or 0


def tally_responses(session: Session, editions: Sequence[QuestionnaireEdition]) -> ResponseTally:
    """Count the responses to editions."""
    found = ResponseTally()
    ways = [type_coerce(getattr(Response, way), String) for way in WAYS]
    query = select(Response.edition_id, func.count(), *ways).where(of_editions(editions))
    for edition_id, count, *values in session.execute(query.group_by(Response.edition_id, *ways)):
        found.total += count
        found.editions[edition_id] += count
        for way, value in zip(WAYS, values, strict=True):
            found.ways[way][value] += count
    instants = session.scalars(select(Response.submitted_at_utc).where(of_editions(editions)))
    found.days = Counter(map(date_in_england, instants))
    return found


def count_drafts(session: Session, editions: Sequence[QuestionnaireEdition]) -> int:
    """Count the drafts that were begun and not sent; what is in them nobody can read."""
    ids = [edition.id for edition in editions]
    return session.scalar(select(func.count(SealedDraft.id)).where(SealedDraft.edition_id.in_(ids))) or 0


def tally_items(session: Session, catalogue: Catalogue) -> dict[str, ItemTally]:
    """Count what was answered to each item, by its name."""
    found = {item.name: ItemTally() for item in catalogue.items}
    total = 0
    for edition in catalogue.editions:
        count = count_responses(session, [edition])
        asked = _count_asked(session, edition, catalogue, count)
        total += count
        for key, item in catalogue.by_edition[edition.id].items():
            found[item.name].blank += asked[key]
        for key, value, number in session.execute(_select_values(edition, catalogue)):
            _add(found, catalogue.by_edition[edition.id].get(key), value, number)
    for tally in found.values():
        # What was asked stood in `blank`; an answer whose question was asked for another reason counts as asked.
        asked_count = max(tally.blank, tally.answered)
        tally.blank, tally.not_asked = asked_count - tally.answered, total - asked_count
    return found


def tally_about_you(session: Session, catalogue: Catalogue) -> tuple[int, dict[str, ItemTally]]:
    """Count what people said about themselves, and how many did; whoever did not answer something left it blank."""
    found = {item.name: ItemTally() for item in catalogue.items}
    ids = [edition.id for edition in catalogue.editions]
    rows = session.execute(select(AboutYou.edition_id, AboutYou.answers).where(AboutYou.edition_id.in_(ids))).all()
    for edition_id, answers in rows:
        for key, value in answers.items():
            item = catalogue.by_edition[edition_id].get(key)
            if item:
                found[item.name].answered += 1
                found[item.name].values.update(counted_as(item, value))
    for tally in found.values():
        tally.blank = len(rows) - tally.answered
    return len(rows), found


def _add(found: Mapping[str, ItemTally], item: Item | None, value: str | None, number: int) -> None:
    """Add so many answers of one value to the tally of their item."""
    if item is None:
        return
    tally = found[item.name]
    tally.answered += number
    if value is not None:
        for each in counted_as(item, json.loads(value)):
            tally.values[each] += number


def _select_values(edition: QuestionnaireEdition, catalogue: Catalogue) -> Any:
    """Select how often each value was given; of answers in people's own words, only how many there are."""
    items = catalogue.by_edition[edition.id]
    own = [key for key, item in items.items() if item.is_words]
    others = [key for key, item in items.items() if not item.is_words]
    value = cast(Answer.value, String)
    query = select(Answer.question_key, value, func.count()).join(Response).where(of_editions([edition]))
    closed = query.where(Answer.question_key.in_(others)).group_by(Answer.question_key, value)
    nothing = cast(None, String)
    words = select(Answer.question_key, nothing, func.count()).join(Response).where(of_editions([edition]))
    return closed.union_all(words.where(Answer.question_key.in_(own)).group_by(Answer.question_key))


def _count_asked(session: Session, edition: QuestionnaireEdition, catalogue: Catalogue, total: int) -> Counter[str]:
    """Count how many of the responses to an edition were asked each question of the catalogue."""
    items = catalogue.by_edition[edition.id]
    if not any(item.hangs_on for item in items.values()):
        return Counter(dict.fromkeys(items, total))
    paths = Paths(questionnaire_of(edition))
    marked: dict[int, dict[str, Any]] = defaultdict(dict)
    query = select(Answer.response_id, Answer.question_key, Answer.value).join(Response).where(of_editions([edition]))
    for response_id, key, value in session.execute(query.where(Answer.question_key.in_(paths.watched))):
        marked[response_id][key] = value
    counted: Counter[str] = Counter()
    marks: dict[tuple[bool, ...], tuple[Mapping[str, Any], int]] = {}
    for given in marked.values():
        mark = paths.mark(given)
        marks[mark] = (given, marks.get(mark, ({}, 0))[1] + 1)
    for answers, count in [*marks.values(), ({}, total - len(marked))]:
        counted.update(dict.fromkeys(paths.asked(answers), count))
    return counted
