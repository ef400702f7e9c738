"""When a question is shown: in words, and in rows that can be edited one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from surveys.authoring.content import Raw
from surveys.definitions import ChoiceQuestion, MultipleChoice, Number, Question, Questionnaire, Ranking, Rating, Scale
from surveys.definitions.questions import NOT_APPLICABLE, Area
from surveys.definitions.routing import All, Answered, AnyOf, Between, Condition, Is, Leaf, Not
from surveys.values import Joining, Relation


@dataclass(frozen=True)
class Row:
    """One comparison with an earlier answer."""

    question: str
    relation: Relation
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Route:
    """Comparisons taken together."""

    joining: Joining
    rows: tuple[Row, ...]


def read_route(condition: Condition | None) -> Route | None:
    """Read a condition as rows; None when it is nested in a way that rows cannot show."""
    match condition:
        case None:
            return Route(Joining.ALL, ())
        case All():
            joining, parts = Joining.ALL, condition.all
        case AnyOf():
            joining, parts = Joining.ANY, condition.any
        case Not(part=AnyOf() as group):
            joining, parts = Joining.NONE, group.any
        case _:
            joining, parts = Joining.ALL, [condition]
    rows = [_read_row(part) for part in parts]
    kept = [row for row in rows if row is not None]
    return Route(joining, tuple(kept)) if len(kept) == len(rows) else None


def _read_row(part: Condition) -> Row | None:
    """Read one comparison; None when it is not one."""
    match part:
        case Is():
            return Row(part.question, Relation.IS, tuple(part.values))
        case Not(part=Is() as inner):
            return Row(inner.question, Relation.IS_NOT, tuple(inner.values))
        case Between(at_least=int() as limit, at_most=None):
            return Row(part.question, Relation.AT_LEAST, (limit,))
        case Between(at_least=None, at_most=int() as limit):
            return Row(part.question, Relation.AT_MOST, (limit,))
        case Answered():
            return Row(part.question, Relation.ANSWERED if part.answered else Relation.NOT_ANSWERED)
        case _:
            return None


def write_route(route: Route) -> Raw | None:
    """Write rows as a condition; None when there are none, so that the question is always shown."""
    parts = [_write_row(row) for row in route.rows]
    match route.joining, parts:
        case _, []:
            return None
        case Joining.NONE, _:
            return {"not": {"any": parts}}
        case _, [only]:
            return only
        case _:
            return {route.joining.value: parts}


def _write_row(row: Row) -> Raw:
    """Write one comparison."""
    match row.relation:
        case Relation.IS:
            return {"question": row.question, "is": list(row.values)}
        case Relation.IS_NOT:
            return {"not": {"question": row.question, "is": list(row.values)}}
        case Relation.AT_LEAST | Relation.AT_MOST:
            return {"question": row.question, row.relation.value: row.values[0]}
        case _:
            return {"question": row.question, "answered": row.relation is Relation.ANSWERED}


def relations_for(question: Question) -> list[Relation]:
    """List the comparisons that make sense for the answers to a question."""
    is_answered = [Relation.ANSWERED, Relation.NOT_ANSWERED]
    match question:
        case Number():
            return [Relation.AT_LEAST, Relation.AT_MOST, *is_answered]
        case Rating() | Scale():
            return [Relation.IS, Relation.IS_NOT, Relation.AT_LEAST, Relation.AT_MOST, *is_answered]
        case _ if answers_of(question):
            return [Relation.IS, Relation.IS_NOT, *is_answered]
        case _:
            return is_answered


def answers_of(question: Question) -> dict[str | int, str]:
    """Give the answers that can be chosen, in words by their values; empty for words and numbers of one's own."""
    match question:
        case ChoiceQuestion() | Area():
            return {option.value: option.text for option in question.options}
        case Rating():
            labels: dict[str | int, str] = dict(enumerate(question.labels, start=1))
            return labels | ({NOT_APPLICABLE: question.not_applicable} if question.not_applicable else {})
        case Scale():
            return dict(enumerate(question.labels()))
        case _:
            return {}


def condition_words(condition: Condition | None, questionnaire: Questionnaire) -> str:
    """Say in words when a question is shown; empty when it always is."""
    return "" if condition is None else _words(condition, questionnaire)


def _words(condition: Condition, questionnaire: Questionnaire) -> str:
    """Put a condition into words; what is nested stands in brackets."""
    match condition:
        case All():
            return _join(condition.all, " and ", questionnaire)
        case AnyOf():
            return _join(condition.any, " or ", questionnaire)
        case Not():
            return _not_words(condition.part, questionnaire)
        case _:
            return _leaf_words(condition, questionnaire)


def _not_words(part: Condition, questionnaire: Questionnaire) -> str:
    """Say that a condition does not hold."""
    match part:
        case AnyOf():
            return f"none of these is true: {'; '.join(_words(each, questionnaire) for each in part.any)}"
        case Is():
            return _is_words(part, questionnaire, negated=True)
        case _:
            return f"it is not true that ({_words(part, questionnaire)})"


def _leaf_words(condition: Leaf, questionnaire: Questionnaire) -> str:
    """Put one comparison into words."""
    match condition:
        case Is():
            return _is_words(condition, questionnaire)
        case Between():
            return f"{_name(condition.question, questionnaire)} is {_limits(condition, questionnaire)}"
        case Answered():
            return f"{_name(condition.question, questionnaire)} was {'' if condition.answered else 'not '}answered"


def _join(parts: Sequence[Condition], word: str, questionnaire: Questionnaire) -> str:
    """Join parts; a group among them is put in brackets."""
    texts = [(_words(part, questionnaire), isinstance(part, All | AnyOf) and len(parts) > 1) for part in parts]
    return word.join(f"({text})" if is_group else text for text, is_group in texts)


def _is_words(condition: Is, questionnaire: Questionnaire, *, negated: bool = False) -> str:
    """Say which answers are looked for."""
    asked = questionnaire.find_question(condition.question)
    holds_many = isinstance(asked, MultipleChoice | Ranking)
    verb = ("does not include" if negated else "includes") if holds_many else ("is not" if negated else "is")
    values = " or ".join(f"“{value_words(asked, value)}”" for value in condition.values)
    return f"{_name(condition.question, questionnaire)} {verb} {values}"


def _limits(condition: Between, questionnaire: Questionnaire) -> str:
    """Say between which numbers."""
    asked = questionnaire.find_question(condition.question)
    low, high = (None if it is None else value_words(asked, it) for it in (condition.at_least, condition.at_most))
    if low and high:
        return f"from {low} to {high}"
    return f"{low} or more" if low else f"{high} or less"


def value_words(asked: Question | None, value: Any) -> str:
    """Put a value that a condition looks for into words."""
    if asked is None:
        return str(value)
    if isinstance(asked, Number):
        return asked.words(value)
    return answers_of(asked).get(value, str(value))


def _name(key: str, questionnaire: Questionnaire) -> str:
    """Name a question by its words."""
    asked = questionnaire.find_question(key)
    return f"“{asked.heading()}”" if asked else f"“{key}”"
