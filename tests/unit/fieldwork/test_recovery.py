"""An attacker with every table that facilitators and reviewers get, and a linear programme, finds no small number.

The tables of a survey hang together: each adds up to the same responses, and whoever was asked a question that hangs
on another one is counted there as well. The attacker knows all that, the threshold and how numbers are rounded.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.optimize import linprog

from surveys.fieldwork.figures import Count, Guard, Line
from surveys.summaries.suppression import Shown, possible_values

THRESHOLD = 8
GUARD = Guard(THRESHOLD)
NUMBERS = [0, 1, 2, 3, 5, 7, 8, 9, 12, 13, 30, 100]


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
        low = 0 if is_withheld else low
        old = self.bounds.get(name, (0.0, np.inf))
        self.bounds[name] = (max(low, old[0]), min(high, old[1]))
        if count.is_hidden:
            self.hidden.add(name)

    def see_line(self, names: Sequence[str], line: Line, total: str) -> None:
        """Take in a table."""
        for name, cell in zip(names, line.cells, strict=True):
            self.see(name, cell, is_withheld=line.is_withheld)
        self.see(total, line.total)
        self.sums.append((names, total))

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


def split(choose: random.Random, count: int, names: Sequence[str]) -> dict[str, int]:
    """Divide people over answers."""
    cuts = sorted(choose.randint(0, count) for _ in names[1:])
    return {name: high - low for name, low, high in zip(names, [0, *cuts], [*cuts, count], strict=True)}


def ask(attack: Attack, true: dict[str, int], key: str, options: Sequence[str], *, asked: str) -> None:
    """Show a question as the pages do: how many answered it and left it blank, and what was answered."""
    beside = [f"{key} answered", f"{key} blank"]
    for name in beside:
        attack.see(name, GUARD.show(true[name]))
    attack.bounds.setdefault(asked, (0, np.inf))
    attack.sums.append((beside, asked))
    line = GUARD.show_within([true[name] for name in options], GUARD.show(true[beside[0]]))
    attack.see_line(options, line, beside[0])


@pytest.mark.parametrize("seed", range(60))
def test_every_hidden_number_keeps_several_possible_values(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311  not a secret
    help_, more = ["home care", "reablement", "other"], ["hospital", "home", "elsewhere"]
    true = {name: choose.choice(NUMBERS) for name in help_}
    true["help answered"] = sum(true.values())
    true["help blank"] = choose.choice(NUMBERS)
    true["all"] = true["help answered"] + true["help blank"]
    true["more blank"] = min(choose.choice(NUMBERS), true["reablement"])
    true["more answered"] = true["reablement"] - true["more blank"]
    true |= split(choose, true["more answered"], more)
    ways, weeks = ["online", "kiosk", "paper", "phone"], ["week 1", "week 2", "week 3"]
    true |= split(choose, true["all"], ways) | split(choose, true["all"], weeks)

    attack = Attack()
    for names in (ways, weeks):
        attack.see_line(names, GUARD.show_line([true[name] for name in names]), "all")
    ask(attack, true, "help", help_, asked="all")
    ask(attack, true, "more", more, asked="reablement")

    assert attack.narrowest(true) > 0.99
