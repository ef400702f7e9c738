"""Reference populations: what a survey can be compared by, and the figures that were added for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.definitions import Area, SingleChoice
from surveys.fieldwork.catalogue import Item, read_catalogue
from surveys.fieldwork.questions import NOT_SAID, without_gates
from surveys.models import Account, Programme, QuestionnaireEdition, ReferencePopulation, ReferenceShare
from surveys.values import Group

GROUP_WORDS = {
    Group.SERVICE_USER: "People who use care",
    Group.FAMILY_CARER: "Family carers",
    Group.CARE_WORKER: "Care workers",
    Group.PROVIDER: "Care providers",
    Group.PROFESSIONAL: "Other professionals",
}


@dataclass(frozen=True)
class Trait:
    """Something by which answers are compared with a population: a question, or with no key the group who speaks.

    `options` are its values with their words; where there are none, people name their area themselves.
    """

    survey_key: str
    key: str
    text: str
    options: Mapping[str, str]
    is_about_you: bool = False


GROUPS = Trait("", "", "Who speaks", {group.value: words for group, words in GROUP_WORDS.items()})


@dataclass(frozen=True)
class ReferenceWords:
    """What is said of figures: who is counted, by whom, and the day that they are from."""

    title: str
    source: str
    counted_on: date


def list_traits(editions: Sequence[QuestionnaireEdition]) -> list[Trait]:
    """List what a survey can be compared by: questions about the person, then areas, then all with one choice."""
    about = [item for item in without_gates(read_catalogue(editions, about_you=True).items) if _is_choice(item)]
    others = [item for item in read_catalogue(editions).items if isinstance(item.question, Area) or _is_choice(item)]
    others.sort(key=lambda item: not isinstance(item.question, Area))
    return [
        *(_trait(editions[0].key, item, is_about_you=True) for item in about if len(_options(item)) > 1),
        *(_trait(editions[0].key, item) for item in others),
    ]


def find_trait(editions: Sequence[QuestionnaireEdition], key: str) -> Trait | None:
    """Find what a survey can be compared by, by the question's key."""
    return next((trait for trait in list_traits(editions) if trait.key == key), None)


def add_reference(
    session: Session,
    programme: Programme,
    trait: Trait,
    shares: Mapping[str, float],
    *,
    words: ReferenceWords,
    by: Account,
    at: datetime,
) -> ReferencePopulation:
    """Add figures on a population; they count from now on in place of earlier ones. Shares add up to 1."""
    population = ReferencePopulation(
        programme_id=programme.id,
        survey_key=trait.survey_key,
        question_key=trait.key,
        title=words.title,
        source=words.source,
        counted_on=words.counted_on,
        added_by_id=by.id,
        added_at_utc=at,
        shares=[
            ReferenceShare(position=place, value=value, share=share)
            for place, (value, share) in enumerate(shares.items())
        ],
    )
    session.add(population)
    session.flush()
    return population


def withdraw_reference(session: Session, population: ReferencePopulation, *, by: Account, at: datetime) -> None:
    """Let figures count no longer; earlier ones on the same do not come back."""
    for each in _list_standing(session, population.programme_id, population.survey_key):
        if each.question_key == population.question_key:
            each.withdrawn_by_id, each.withdrawn_at_utc = by.id, at
    session.flush()


def list_references(session: Session, programme: Programme, survey_key: str) -> dict[str, ReferencePopulation]:
    """List the figures that count for a survey, by the question's key; for groups the survey's key is empty."""
    return {each.question_key: each for each in _list_standing(session, programme.id, survey_key)}


def find_reference(session: Session, programme: Programme, number: int) -> ReferencePopulation | None:
    """Find figures that were not withdrawn, by their id."""
    found = session.get(ReferencePopulation, number)
    is_ours = found is not None and found.programme_id == programme.id and found.withdrawn_at_utc is None
    return found if is_ours else None


def _list_standing(session: Session, programme_id: int, survey_key: str) -> list[ReferencePopulation]:
    """List the figures of a survey that were not withdrawn, the oldest first."""
    query = select(ReferencePopulation).where(
        ReferencePopulation.programme_id == programme_id,
        ReferencePopulation.survey_key == survey_key,
        ReferencePopulation.withdrawn_at_utc.is_(None),
    )
    return list(session.scalars(query.order_by(ReferencePopulation.id)))


def _is_choice(item: Item) -> bool:
    """Tell whether people choose one of several options."""
    return isinstance(item.question, SingleChoice)


def _options(item: Item) -> dict[str, str]:
    """List the options that say something."""
    return {value: words for value, words in item.options.items() if value != NOT_SAID}


def _trait(survey_key: str, item: Item, *, is_about_you: bool = False) -> Trait:
    """Make a trait of an item."""
    return Trait(survey_key, item.name, item.text(), _options(item), is_about_you)
