"""Who is missing from a survey: its counts beside the figures that were added on its population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.fieldwork.comparing import Comparison, compare, list_missing
from surveys.fieldwork.counts import count_about_you, count_questions
from surveys.fieldwork.figures import CountTable, Guard
from surveys.fieldwork.overview import count_groups
from surveys.fieldwork.questions import QuestionCount
from surveys.fieldwork.references import GROUPS, Trait, list_references, list_traits
from surveys.models import Programme, QuestionnaireEdition, ReferencePopulation


@dataclass(frozen=True)
class TraitComparison:
    """The answers by one trait against a population."""

    trait: Trait
    reference: ReferencePopulation
    table: CountTable
    rows: tuple[Comparison, ...]

    def missing(self) -> list[Comparison]:
        """List those of whom fewer answered than expected, the widest gap first."""
        return list_missing(self.rows)


def compare_survey(
    session: Session, programme: Programme, editions: Sequence[QuestionnaireEdition], guard: Guard
) -> list[TraitComparison]:
    """Compare a survey by every trait that figures were added for, in the order of the traits.

    What people said about themselves is protected from everybody, all else as the guard says.
    """
    references = list_references(session, programme, editions[0].key)
    traits = [trait for trait in list_traits(editions) if trait.key in references]
    if not traits:
        return []
    about = _tables(count_about_you(session, programme, editions)[1])
    answers = _tables(count_questions(session, editions, guard))
    return [
        _compare(trait, references[trait.key], about[trait.key], programme.small_number)
        if trait.is_about_you
        else _compare(trait, references[trait.key], answers[trait.key], guard.threshold)
        for trait in traits
    ]


def compare_groups(session: Session, programme: Programme) -> TraitComparison | None:
    """Compare who speaks over all surveys of a programme, by true counts; None without figures for it."""
    reference = list_references(session, programme, GROUPS.survey_key).get(GROUPS.key)
    return _compare(GROUPS, reference, count_groups(session, programme), None) if reference else None


def _tables(counted: Sequence[QuestionCount]) -> Mapping[str, CountTable]:
    """Give the tables of questions that are counted by value, by the name of the item."""
    return {each.item.name: each.table for each in counted if each.table}


def _compare(trait: Trait, reference: ReferencePopulation, table: CountTable, threshold: int | None) -> TraitComparison:
    """Compare one trait."""
    expected = {share.value: share.share for share in reference.shares}
    return TraitComparison(trait, reference, table, tuple(compare(table, expected, threshold=threshold)))
