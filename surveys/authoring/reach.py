"""Which questions nobody can ever meet, whatever they answer.

For each question the possible answers to those it depends on are tried together, but one for all answers that no
condition tells apart: what people type as a number falls into few stretches, a choice of many into few sets.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from surveys.authoring.routes import answers_of
from surveys.definitions import MultipleChoice, Number, Question, Questionnaire, Ranking, Value
from surveys.definitions.routing import Leaf

MOST_STATES = 20_000
"""More combinations than this are not tried; the question then counts as one that can be reached."""

MOST_LOOKED_FOR = 12
"""More options of one question than this, where many can be chosen together, are not tried either."""

State = tuple[tuple[str, "Value"], ...]
"""Answers to earlier questions that later conditions look at; sorted by question. One that is left out is not there."""


def list_unreachable(questionnaire: Questionnaire) -> list[Question]:
    """List the questions that no answers lead to, in order."""
    questions = list(questionnaire.questions())
    return [question for question in questions if question.show_when and not _is_reachable(question, questions)]


def _is_reachable(target: Question, questions: Sequence[Question]) -> bool:
    """Try all answers to what the question depends on, question by question."""
    steps = _depends_on(target, questions)
    if any(_is_manifold(step, _wanted(step, steps, target)) for step in steps):
        return True
    states: set[State] = {()}
    for place, question in enumerate(steps):
        needed = {leaf.question for later in (*steps[place + 1 :], target) for leaf in _leaves(later)}
        values = list(_candidates(question, _wanted(question, steps, target)))
        states = {
            tuple(pair for pair in following if pair[0] in needed)
            for state in states
            for following in _follow(question, state, values)
        }
        if len(states) > MOST_STATES:
            return True
    return any(_meets(target, state) for state in states)


def _follow(question: Question, state: State, values: Sequence[Value]) -> Iterator[State]:
    """Give the states after a question: with each answer, and without one where it may be left out."""
    is_met = _meets(question, state)
    if not is_met or not question.required:
        yield state
    if is_met:
        yield from (tuple(sorted({**dict(state), question.key: _frozen(value)}.items())) for value in values)


def _meets(question: Question, state: State) -> bool:
    """Tell whether the question is shown to somebody with these answers."""
    answers: dict[str, Value] = {key: list(value) if isinstance(value, tuple) else value for key, value in state}
    return question.show_when is None or question.show_when.holds(answers)


def _frozen(value: Value) -> Value:
    """Make an answer hashable."""
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]  # turned back in `_meets`


def _leaves(question: Question) -> list[Leaf]:
    """List the comparisons on which a question depends."""
    return list(question.show_when.leaves()) if question.show_when else []


def _depends_on(target: Question, questions: Sequence[Question]) -> list[Question]:
    """List the questions on which the target depends, straight or through others, in the order of the questionnaire."""
    by_key = {question.key: question for question in questions}
    found: set[str] = set()
    waiting = [target]
    while waiting:
        names = {leaf.question for leaf in _leaves(waiting.pop())} - found
        found |= names
        waiting += [by_key[name] for name in names]
    return [question for question in questions if question.key in found]


def _wanted(question: Question, steps: Sequence[Question], target: Question) -> set[str | int]:
    """Give the values of a question that the conditions look for."""
    leaves = [leaf for each in (*steps, target) for leaf in _leaves(each) if leaf.question == question.key]
    return set(chain.from_iterable(leaf.wanted() for leaf in leaves))


def _is_manifold(question: Question, wanted: set[str | int]) -> bool:
    """Tell whether there are too many sets of options to try."""
    return isinstance(question, MultipleChoice | Ranking) and len(wanted) > MOST_LOOKED_FOR


def _candidates(question: Question, wanted: set[str | int]) -> Iterator[Value]:
    """Give answers such that the conditions see every difference that they can see."""
    match question:
        case MultipleChoice() | Ranking():
            yield from _sets(question, wanted)
        case Number():
            limits = {number + step for number in wanted if isinstance(number, int) for step in (-1, 0, 1)}
            yield from sorted(n for n in limits | {question.lowest, question.highest} if question.can_be(n))
        case _ if answers_of(question):
            yield from answers_of(question)
        case _:
            yield "words"


def _sets(question: MultipleChoice | Ranking, wanted: set[str | int]) -> Iterator[list[str]]:
    """Give the sets of options that can be chosen; of those that no condition looks for, one is enough."""
    alone = question.none if isinstance(question, MultipleChoice) else None
    most = question.places if isinstance(question, Ranking) else len(question.options)
    others = [option.value for option in question.options if option.value != alone]
    telling = [value for value in others if value in wanted]
    plain = [value for value in others if value not in wanted][:1]
    if alone:
        yield [alone]
    for chosen in _subsets(telling):
        if len(chosen) <= most and (chosen or plain):
            yield chosen or plain


def _subsets(values: Sequence[str]) -> Iterator[list[str]]:
    """Give every subset, the empty one too."""
    for bits in range(2 ** len(values)):
        yield [value for place, value in enumerate(values) if bits >> place & 1]
