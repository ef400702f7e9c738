"""All surveys of a programme at a glance: when they take answers, how many came, and when the last one did."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.editions import questionnaire_of
from surveys.clock import date_in_england
from surveys.fieldwork.catalogue import read_catalogue
from surveys.fieldwork.figures import Count, CountTable, Guard, make_table
from surveys.fieldwork.references import GROUPS
from surveys.fieldwork.tallies import count_responses, tally_items
from surveys.models import Programme, QuestionnaireEdition, Response
from surveys.values import Group


@dataclass(frozen=True)
class SurveyLine:
    """A survey with its editions, the newest first; `last_on` is None where no number is shown either."""

    editions: tuple[QuestionnaireEdition, ...]
    total: Count
    last_on: date | None

    @property
    def edition(self) -> QuestionnaireEdition:
        """Give the newest edition."""
        return self.editions[0]


@dataclass(frozen=True)
class Dates:
    """When an edition takes answers, seen from a day: how many days are left, the last one included."""

    opens_on: date
    closes_on: date | None
    is_open: bool
    is_over: bool
    days_left: int | None


def list_surveys(session: Session, programme: Programme, guard: Guard) -> list[SurveyLine]:
    """List the surveys of a programme in order of publishing."""
    surveys: dict[str, list[QuestionnaireEdition]] = {}
    query = select(QuestionnaireEdition).where(QuestionnaireEdition.programme_id == programme.id)
    for edition in session.scalars(query.order_by(QuestionnaireEdition.id)):
        surveys.setdefault(edition.key, []).append(edition)
    came = _select_came(session, programme)
    return [_line(sorted(editions, key=lambda it: -it.version), came, guard) for editions in surveys.values()]


def dates_of(edition: QuestionnaireEdition, *, on: date) -> Dates:
    """Give when an edition takes answers, seen from a day."""
    closes_on = edition.closes_on
    is_over = closes_on is not None and closes_on < on
    left = None if closes_on is None or is_over else (closes_on - on).days + 1
    return Dates(edition.opens_on, closes_on, edition.opens_on <= on and not is_over, is_over, left)


def count_groups(session: Session, programme: Programme) -> CountTable:
    """Count the responses of a whole programme by who speaks: true counts, for leads alone."""
    counted: Counter[Group] = Counter()
    for line in list_surveys(session, programme, Guard()):
        counted.update(_groups_of(session, line))
    parts = Guard().show_line([counted[group] for group in Group])
    return make_table("group", GROUPS.text, GROUPS.options.items(), parts)


def _groups_of(session: Session, line: SurveyLine) -> Counter[Group]:
    """Count the responses of one survey by who speaks; where people say so themselves, by what they said."""
    counted: Counter[Group] = Counter()
    for edition in line.editions:
        questionnaire = questionnaire_of(edition)
        count = count_responses(session, [edition])
        counted[questionnaire.group] += count
        if not count or questionnaire.group_from is None:
            continue
        catalogue = read_catalogue([edition])
        tally = tally_items(session, catalogue)[catalogue.by_edition[edition.id][questionnaire.group_from].name]
        for value, said in tally.values.items():
            group = questionnaire.group_of({questionnaire.group_from: value})
            counted[questionnaire.group] -= said
            counted[group] += said
    return counted


def _select_came(session: Session, programme: Programme) -> Mapping[int, tuple[int, date]]:
    """Select how many responses came and the day of the last, by edition."""
    query = (
        select(Response.edition_id, func.count(), func.max(Response.submitted_at_utc))
        .join(QuestionnaireEdition)
        .where(QuestionnaireEdition.programme_id == programme.id)
        .group_by(Response.edition_id)
    )
    return {number: (count, date_in_england(last)) for number, count, last in session.execute(query)}


def _line(editions: list[QuestionnaireEdition], came: Mapping[int, tuple[int, date]], guard: Guard) -> SurveyLine:
    """Put a survey's numbers together."""
    own = [came[edition.id] for edition in editions if edition.id in came]
    total = guard.show(sum(count for count, _ in own))
    last_on = max((day for _, day in own), default=None)
    return SurveyLine(tuple(editions), total, None if total.is_hidden else last_on)
