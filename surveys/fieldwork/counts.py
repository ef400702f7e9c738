"""The fixed tables of a survey: who answered, what was answered to each question, what people said of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from surveys.definitions import Area, MultipleChoice
from surveys.fieldwork.catalogue import Catalogue, Item, read_catalogue
from surveys.fieldwork.figures import Count, CountTable, Guard, Line, make_table, protected, withhold
from surveys.fieldwork.tallies import (
    ItemTally,
    ResponseTally,
    count_drafts,
    tally_about_you,
    tally_items,
    tally_responses,
)
from surveys.fieldwork.words import OTHERS, VALUES, WAYS
from surveys.models import Programme, QuestionnaireEdition

NOT_SAID = "not-said"
"""The option by which people say that they would rather not say; it is no answer."""

_BESIDE = (("answered", "Answered"), ("left-blank", "Left blank"), ("not-asked", "Not asked"))


@dataclass(frozen=True)
class QuestionCount:
    """How many answered a question, left it blank and never met it; and what they answered, where that is counted.

    `table` adds up to those who answered. It is None for words of one's own and for files.
    """

    item: Item
    beside: CountTable
    table: CountTable | None

    @property
    def answered(self) -> Count:
        """Give how many answered."""
        return self.beside.rows[0].count


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
    areas = [each for each in count_questions(session, editions, guard) if isinstance(each.item.question, Area)]
    return SurveyCounts(
        total=guard.show(found.total),
        draft_count=guard.show(count_drafts(session, editions)),
        by_edition=_by_edition(found, editions, guard),
        by_week=_by_date("week", "Week from Monday", found.weeks(), guard),
        by_day=_by_date("day", "Day", found.days, guard) if guard.threshold is None else None,
        ways=tuple(_by_way(found, way, guard) for way in WAYS),
        areas=tuple(areas),
    )


def count_questions(session: Session, editions: Sequence[QuestionnaireEdition], guard: Guard) -> list[QuestionCount]:
    """Count what was answered to every question, but for those about the person."""
    catalogue = read_catalogue(editions)
    return _count(catalogue, tally_items(session, catalogue), guard)


def count_about_you(
    session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition]
) -> tuple[Count, list[QuestionCount]]:
    """Count what people said about themselves, and how many said anything; nobody sees small numbers of it.

    Whoever would rather not say counts among those who left the question blank.
    """
    guard, catalogue = protected(programme), read_catalogue(editions, about_you=True)
    total, tallies = tally_about_you(session, catalogue)
    for tally in tallies.values():
        count = tally.values.pop(NOT_SAID, 0)
        tally.answered, tally.blank = tally.answered - count, tally.blank + count
    return guard.show(total), _count(catalogue, tallies, guard)


def _count(catalogue: Catalogue, tallies: Mapping[str, ItemTally], guard: Guard) -> list[QuestionCount]:
    """Show the tallies of items."""
    return [_count_item(item, tallies[item.name], guard) for item in catalogue.items]


def _count_item(item: Item, tally: ItemTally, guard: Guard) -> QuestionCount:
    """Show one item: how many answered it, left it blank and never met it, and what was answered."""
    parts = (tally.answered, tally.blank, tally.not_asked)
    beside = Line(tuple(map(guard.show, parts)), guard.show(sum(parts)))
    shown = QuestionCount(item, make_table(item.name, item.text(), _BESIDE, beside), None)
    if item.is_words:
        return shown
    if isinstance(item.question, MultipleChoice):
        return replace(shown, table=_overlapping(item, tally, guard))
    names, counts = _values(item, tally, guard)
    return replace(shown, table=make_table(item.name, item.text(), names, guard.show_within(counts, shown.answered)))


def _values(item: Item, tally: ItemTally, guard: Guard) -> tuple[tuple[tuple[str, str], ...], list[int]]:
    """List the values that were counted with their words, and how often each was given."""
    if not item.is_open:
        named = {value: text for value, text in item.options.items() if value != NOT_SAID}
        return tuple(named.items()), [tally.values[value] for value in named]
    kept, others = guard.fold(tally.values)
    counted = dict(sorted(kept.items()))
    if others is not None:
        counted[OTHERS] = others
    names = {value: value for value in counted} | {OTHERS: f"Others, fewer than {guard.threshold} each"}
    return tuple((value, names[value]) for value in counted), list(counted.values())


def _overlapping(item: Item, tally: ItemTally, guard: Guard) -> CountTable:
    """Show options of which several can be chosen: they add up to nothing, so each stands alone."""
    answered = guard.show(tally.answered)
    line = Line(tuple(guard.show(tally.values[value]) for value in item.options), answered)
    if answered.is_hidden:
        line = withhold(len(item.options), answered)
    return replace(make_table(item.name, item.text(), item.options.items(), line), overlaps=True)


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
    line: Line = guard.show_line([counted[day] for day in days])
    return make_table(key, title, [(day.isoformat(), day.isoformat()) for day in days], line)
