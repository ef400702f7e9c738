"""What was answered to each question, as somebody may see it. Pure.

Protected numbers hang together through routing: how many were asked a question tells how many gave an answer to an
earlier one. So of protected ones only those who answered are counted, not who left it blank or was not asked; and a
question that hangs on one of whose answers a number is hidden is not counted at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from surveys.definitions import MultipleChoice
from surveys.fieldwork.catalogue import Item
from surveys.fieldwork.figures import Count, CountTable, Guard, Line, make_table, withhold
from surveys.fieldwork.tallies import ItemTally
from surveys.fieldwork.words import OTHERS
from surveys.summaries.suppression import HIDDEN

NOT_SAID = "not-said"
"""The option by which people say that they would rather not say; it is no answer."""


@dataclass(frozen=True)
class QuestionCount:
    """How many answered a question; what they answered, where that is counted.

    `left_blank` and `not_asked` are None where they are protected. `table` adds up to those who answered; it is None
    for words of one's own and for files.
    """

    item: Item
    answered: Count
    left_blank: Count | None = None
    not_asked: Count | None = None
    table: CountTable | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether no number of it is hidden."""
        rows = self.table.rows if self.table else ()
        return not self.answered.is_hidden and not any(row.count.is_hidden for row in rows)


def show_items(items: Sequence[Item], tallies: Mapping[str, ItemTally], guard: Guard) -> list[QuestionCount]:
    """Show the tallies of items, which come in the order in which they are asked."""
    shown: dict[str, QuestionCount] = {}
    for item in items:
        # A withheld earlier question withholds this one too, so that the chain of what hangs on what stays shut.
        is_shut = any(not each.is_whole for each in shown.values() if each.item.question.key in item.hangs_on)
        shut = guard.threshold is not None and is_shut
        shown[item.name] = _shut(item) if shut else _show(item, tallies[item.name], guard)
    return list(shown.values())


def without_gates(items: Sequence[Item]) -> list[Item]:
    """Leave out the questions that only ask whether to go on: those that other closed questions hang on."""
    gates = {key for item in items if not item.is_words for key in item.hangs_on}
    return [item for item in items if item.question.key not in gates]


def _shut(item: Item) -> QuestionCount:
    """Show nothing of an item."""
    line = withhold(len(item.options), HIDDEN)
    table = None if item.is_words else make_table(item.name, item.text(), item.options.items(), line)
    return QuestionCount(item, HIDDEN, table=table)


def _show(item: Item, tally: ItemTally, guard: Guard) -> QuestionCount:
    """Show one item."""
    shown = QuestionCount(item, guard.show(tally.answered))
    if guard.threshold is None:
        shown = replace(shown, left_blank=guard.show(tally.blank), not_asked=guard.show(tally.not_asked))
    return shown if item.is_words else replace(shown, table=_table(item, tally, guard))


def _table(item: Item, tally: ItemTally, guard: Guard) -> CountTable:
    """Show what was answered; options of which several can be chosen add up to nothing, so each stands alone."""
    answered = guard.show(tally.answered)
    names, counts = _values(item, tally, guard)
    if not isinstance(item.question, MultipleChoice):
        return make_table(item.name, item.text(), names, guard.show_within(counts, answered))
    line = Line(tuple(map(guard.show, counts)), answered)
    line = withhold(len(counts), answered) if answered.is_hidden else line
    return replace(make_table(item.name, item.text(), names, line), overlaps=True)


def _values(item: Item, tally: ItemTally, guard: Guard) -> tuple[list[tuple[str, str]], list[int]]:
    """List the values that were counted with their words, and how often each was given."""
    if not item.is_open:
        named = {value: text for value, text in item.options.items() if value != NOT_SAID}
        return list(named.items()), [tally.values[value] for value in named]
    kept, others = guard.fold(tally.values)
    counted = dict(sorted(kept.items()))
    if others is not None:
        counted[OTHERS] = others
    names = {value: value for value in counted} | {OTHERS: f"Others, fewer than {guard.threshold} each"}
    return [(value, names[value]) for value in counted], list(counted.values())
