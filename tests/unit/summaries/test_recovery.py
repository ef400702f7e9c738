"""An attacker with all margins, all shown numbers and a linear programme cannot compute a hidden number."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from scipy.optimize import linprog

from surveys.summaries.suppression import Shown, possible_values, show_grid

THRESHOLD = 8
NUMBERS = [0, 1, 2, 3, 7, 8, 12, 13, 30, 100]


def table_of(seed: int) -> list[list[int]]:
    """Make a table of five groups and three stances, with its margins."""
    choose = random.Random(seed)  # noqa: S311  not a secret
    rows = [[choose.choice(NUMBERS) for _ in range(3)] for _ in range(5)]
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def narrowest_range(shown: Sequence[Sequence[Shown]]) -> float:
    """Give the width of the narrowest range that the sums leave to a hidden cell."""
    height, width = len(shown), len(shown[0])
    sums = np.zeros((height + width, height * width))
    for row in range(height):
        for column in range(width):
            sums[row, row * width + column] = -1 if column == width - 1 else 1
            sums[height + column, row * width + column] = -1 if row == height - 1 else 1
    bounds = [possible_values(cell, threshold=THRESHOLD) for row in shown for cell in row]
    ranges = []
    for index, cell in enumerate(cell for row in shown for cell in row):
        if cell.is_hidden:
            aim = np.zeros(height * width)
            aim[index] = 1
            least, most = (
                linprog(sign * aim, A_eq=sums, b_eq=np.zeros(height + width), bounds=bounds) for sign in (1, -1)
            )
            ranges.append((-most.fun if most.status == 0 else np.inf) - least.fun)
    return float(min(ranges, default=np.inf))


@pytest.mark.parametrize("seed", range(25))
def test_every_hidden_number_keeps_several_possible_values(seed: int) -> None:
    assert narrowest_range(show_grid(table_of(seed), threshold=THRESHOLD)) > 0.99
