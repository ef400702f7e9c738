"""An attacker with every table that facilitators and reviewers get, and a linear programme, finds no small number.

The tables of a survey hang together: each adds up to the same responses, and whoever was asked a question that hangs
on another one is counted there as well. The attacker knows all that, the threshold and how numbers are rounded.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.optimize import linprog

from surveys.fieldwork.catalogue import Catalogue, read_catalogue
from surveys.fieldwork.figures import Count, Guard
from surveys.fieldwork.questions import QuestionCount, show_items
from surveys.fieldwork.tallies import ItemTally
from surveys.models import QuestionnaireEdition
from surveys.summaries.suppression import Shown, possible_values
from tests.fieldwork import options, question, survey

THRESHOLD = 8
GUARD = Guard(THRESHOLD)
NUMBERS = [0, 1, 2, 3, 5, 7, 8, 9, 12, 13, 30, 100]
HELP, MORE = ["home-care", "reablement", "other"], ["hospital", "home", "elsewhere"]
WAYS, WEEKS = ["online", "kiosk", "paper", "phone"], ["week 1", "week 2", "week 3"]


@dataclass
class Attack:
    """What is known: for each unknown its bounds, and sums of unknowns that are equal to another one."""

    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    sums: list[tuple[Sequence[str], str]] = field(default_factory=list)

    def see(self, name: str, count: Count, *, is_withheld: bool = False) -> None:
        """Take in a number that is seen; the same one may be seen in several places."""
        assert isinstance(count, Shown)
        low, high = possible_values(count, threshold=THRESHOLD)
        old = self.bounds.get(name, (0.0, np.inf))
        self.bounds[name] = (max(0 if is_withheld else low, old[0]), min(high, old[1]))
        if count.is_hidden:
            self.hidden.add(name)

    def see_line(self, names: Sequence[str], cells: Sequence[Count], total: str, *, is_withheld: bool) -> None:
        """Take in a table, whose numbers add up to one that is known by its name."""
        for name, cell in zip(names, cells, strict=True):
            self.see(name, cell, is_withheld=is_withheld)
        self.sums.append((names, total))

    def see_question(self, shown: QuestionCount, names: Sequence[str], *, asked: str) -> None:
        """Take in a question; whoever was asked and did not answer left it blank."""
        assert shown.table is not None
        key = shown.item.name
        self.see(f"{key} answered", shown.answered, is_withheld=shown.table.is_withheld and not shown.is_whole)
        self.bounds.setdefault(f"{key} blank", (0, np.inf))
        self.sums.append(([f"{key} answered", f"{key} blank"], asked))
        cells = [row.count for row in shown.table.rows]
        self.see_line(names, cells, f"{key} answered", is_withheld=shown.table.is_withheld)

    def narrowest(self, true: Mapping[str, int]) -> float:
        """Give the width of the narrowest range that is left to a hidden number; the true one is within each.

        A nought may be found behind a star: that nobody said something is no secret, and is shown elsewhere.
        """
        names = list(self.bounds)
        rows = np.zeros((len(self.sums), len(names)))
        for row, (parts, total) in zip(rows, self.sums, strict=True):
            row[[names.index(part) for part in parts]] += 1
            row[names.index(total)] -= 1
        widths = []
        for name in sorted(name for name in self.hidden if true[name]):
            aim = np.zeros(len(names))
            aim[names.index(name)] = 1
            low, high = (
                linprog(sign * aim, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=list(self.bounds.values()))
                for sign in (1, -1)
            )
            assert low.status == 0
            most = np.inf if high.status != 0 else -high.fun
            assert low.fun - 1e-6 <= true[name] <= most + 1e-6
            widths.append(most - low.fun)
        return min(widths, default=np.inf)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """A question, and one that hangs on it."""
    hanging = {"question": "help", "is": ["reablement"]}
    questions = [
        question("single", "help", options=options(*HELP)),
        question("single", "more", options=options(*MORE), show_when=hanging),
    ]
    definition = survey(questions=questions).model_dump(mode="json", by_alias=True)
    edition = QuestionnaireEdition(id=1, key="care", version=1, digest="recovery", definition=definition)
    return read_catalogue([edition])


def split(choose: random.Random, count: int, names: Sequence[str]) -> dict[str, int]:
    """Divide people over answers."""
    cuts = sorted(choose.randint(0, count) for _ in names[1:])
    return {name: high - low for name, low, high in zip(names, [0, *cuts], [*cuts, count], strict=True)}


def made_up(choose: random.Random) -> dict[str, int]:
    """Make up how many gave each answer."""
    true = {name: choose.choice(NUMBERS) for name in HELP}
    true["help answered"] = sum(true.values())
    true["help blank"] = choose.choice(NUMBERS)
    true["all"] = true["help answered"] + true["help blank"]
    true["more blank"] = min(choose.choice(NUMBERS), true["reablement"])
    true["more answered"] = true["reablement"] - true["more blank"]
    return (
        true
        | split(choose, true["more answered"], MORE)
        | split(choose, true["all"], WAYS)
        | split(choose, true["all"], WEEKS)
    )


def tally(true: Mapping[str, int], key: str, names: Sequence[str]) -> ItemTally:
    values = Counter({name: true[name] for name in names})
    not_asked = true["all"] - true[f"{key} answered"] - true[f"{key} blank"]
    return ItemTally(true[f"{key} answered"], true[f"{key} blank"], not_asked, values)


@pytest.mark.parametrize("seed", range(3000))
def test_every_hidden_number_keeps_several_possible_values(catalogue: Catalogue, seed: int) -> None:
    true = made_up(random.Random(seed))  # noqa: S311  not a secret
    attack = Attack()
    attack.see("all", GUARD.show(true["all"]))
    for names in (WAYS, WEEKS):
        line = GUARD.show_line([true[name] for name in names])
        attack.see_line(names, line.cells, "all", is_withheld=line.is_withheld)
    tallies = {"help": tally(true, "help", HELP), "more": tally(true, "more", MORE)}
    help_, more = show_items(catalogue.items, tallies, GUARD)
    attack.see_question(help_, HELP, asked="all")
    attack.see_question(more, MORE, asked="reablement")
    assert attack.narrowest(true) > 0.99


def test_a_question_that_hangs_on_a_hidden_number_is_not_counted(catalogue: Catalogue) -> None:
    tallies = {"help": ItemTally(53, 0, 0, Counter({"home-care": 30, "reablement": 20, "other": 3}))}
    tallies["more"] = ItemTally(20, 0, 33, Counter({"home": 20}))
    _, more = show_items(catalogue.items, tallies, GUARD)
    assert (str(more.answered), more.table.is_withheld if more.table else None) == ("*", True)
    _, more = show_items(catalogue.items, tallies, Guard())
    assert (str(more.answered), str(more.not_asked)) == ("20", "33")
