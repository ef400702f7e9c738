"""The fixed tables of a survey: who answered, what was answered to each question, what people said of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from surveys.definitions import Area
from surveys.fieldwork.catalogue import read_catalogue
from surveys.fieldwork.figures import Count, CountTable, Guard, make_table, protected
from surveys.fieldwork.questions import NOT_SAID, QuestionCount, show_items, without_gates
from surveys.fieldwork.tallies import (
    ResponseTally,
    count_drafts,
    tally_about_you,
    tally_items,
    tally_responses,
)
from surveys.fieldwork.words import VALUES, WAYS
from surveys.models import Programme, QuestionnaireEdition


@dataclass(frozen=True)
class SurveyCounts:
    """Responses in all, drafts that are open, and tables of how the responses came."""

    total: Count
    draft_count: Count
    by_edition: CountTable
    by_week: CountTable
    by_day: CountTable | None
    ways: tuple[CountTable, ...]
    areas: tuple[QuestionCount, ...]


def count_survey(session: Session, editions: Sequence[QuestionnaireEdition], guard: Guard) -> SurveyCounts:
    """Count the responses to the editions of one survey, the newest first."""
    found = tally_responses(session, editions)
    return SurveyCounts(
        total=guard.show(found.total),
        draft_count=guard.show(count_drafts(session, editions)),
        by_edition=_by_edition(found, editions, guard),
        by_week=_by_date("week", "Week from Monday", found.weeks(), guard),
        by_day=_by_date("day", "Day", found.days, guard) if guard.threshold is None else None,
        ways=tuple(_by_way(found, way, guard) for way in WAYS),
        areas=tuple(_count_areas(session, editions, guard)),
    )


def count_questions(session: Session, editions: Sequence[QuestionnaireEdition], guard: Guard) -> list[QuestionCount]:
    """Count what was answered to every question, but for those about the person."""
    catalogue = read_catalogue(editions)
    return show_items(catalogue.items, tally_items(session, catalogue), guard)


def count_about_you(
    session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition]
) -> tuple[Count, list[QuestionCount]]:
    """Count what people said about themselves, and how many said anything; nobody sees small numbers of it.

    Whoever would rather not say gave no answer. Whether somebody wanted to be asked at all is not counted.
    """
    guard, catalogue = protected(programme), read_catalogue(editions, about_you=True)
    total, tallies = tally_about_you(session, catalogue)
    for tally in tallies.values():
        count = tally.values.pop(NOT_SAID, 0)
        tally.answered, tally.blank = tally.answered - count, tally.blank + count
    return guard.show(total), show_items(without_gates(catalogue.items), tallies, guard)


def _count_areas(session: Session, editions: Sequence[QuestionnaireEdition], guard: Guard) -> list[QuestionCount]:
    """Count where people live, as it is counted with all other questions; alone where nothing else decides on it."""
    areas = read_catalogue(editions).only(Area)
    if any(item.hangs_on for item in areas.items):
        return [each for each in count_questions(session, editions, guard) if isinstance(each.item.question, Area)]
    return show_items(areas.items, tally_items(session, areas), guard)


def _by_edition(found: ResponseTally, editions: Sequence[QuestionnaireEdition], guard: Guard) -> CountTable:
    """Count by edition."""
    names = [(str(edition.version), f"Version {edition.version}") for edition in editions]
    return make_table("edition", "Version", names, guard.show_line([found.editions[each.id] for each in editions]))


def _by_way(found: ResponseTally, way: str, guard: Guard) -> CountTable:
    """Count by how responses were given."""
    line = guard.show_line([found.ways[way][value] for value in VALUES[way]])
    return make_table(way, WAYS[way], VALUES[way].items(), line)


def _by_date(key: str, title: str, counted: Mapping[date, int], guard: Guard) -> CountTable:
    """Count by date, the first one first."""
    days = sorted(counted)
    line = guard.show_line([counted[day] for day in days])
    return make_table(key, title, [(day.isoformat(), day.isoformat()) for day in days], line)
