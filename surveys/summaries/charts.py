"""Bar charts as numbers: where each bar and each line of words stands. A template turns them into a picture.

Heights and places down the page are in em, so that they grow with the letters; widths are in percent of the chart's
width, so that the chart fits any screen while its letters stay as large as the page's.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.summaries.counts import ShownRow
from surveys.summaries.suppression import Shown
from surveys.values import Stance

LONGEST_PERCENT = 50.0
"""Width of the longest bar; the rest is for its number and words."""

LABEL_LETTERS = 34
"""Letters that fit one line on the narrowest screen, 320 pixels wide."""

LINE_EM, STEP_EM, GAP_EM = 1.3, 1.45, 1.0
"""Heights of a line of words, and of a bar with the room after it; the room after a block."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Contributions of one stance; without one, of all."""

    stance: Stance | None
    count: Shown
    top_em: float
    width_percent: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label; `base_em` is where its letters stand."""

    text: str
    base_em: float


@dataclass(frozen=True, slots=True)
class Block:
    """One labelled set of bars, one for each number that is shown and not 0.

    `hidden` lists the stances whose numbers are not shown; `hidden_em` is where that is said, None when nothing is.
    """

    label: tuple[Line, ...]
    bars: tuple[Bar, ...]
    hidden: tuple[Stance, ...]
    hidden_em: float | None
    bottom_em: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Blocks from top to bottom."""

    height_em: float
    blocks: tuple[Block, ...]


def draw_chart(rows: Iterable[tuple[str, ShownRow]]) -> Chart:
    """Place a block for each labelled row; all bars share one scale."""
    known = list(rows)
    largest = max((count.value or 0 for _, row in known for _, count in _counts(row)), default=0)
    blocks: list[Block] = []
    for label, row in known:
        blocks.append(_place(label, row, top=blocks[-1].bottom_em + GAP_EM if blocks else 0.0, largest=largest))
    return Chart(height_em=blocks[-1].bottom_em if blocks else 0.0, blocks=tuple(blocks))


def _counts(row: ShownRow) -> list[tuple[Stance | None, Shown]]:
    """List the numbers of a row in the order of its bars: all, then the stances."""
    return [(None, row.total), *row.by_stance().items()]


def _place(label: str, row: ShownRow, *, top: float, largest: int) -> Block:
    """Place one block."""
    texts = textwrap.wrap(label, LABEL_LETTERS)
    lines = tuple(Line(text, round(top + LINE_EM * (number + 0.8), 2)) for number, text in enumerate(texts))
    first = top + LINE_EM * len(texts) + 0.1
    visible = [(stance, count, count.value) for stance, count in _counts(row) if count.value]
    bars = tuple(
        Bar(stance, count, round(first + STEP_EM * number, 2), round(LONGEST_PERCENT * value / largest, 2))
        for number, (stance, count, value) in enumerate(visible)
    )
    end = first + STEP_EM * len(bars)
    has_hidden = any(count.is_hidden for _, count in _counts(row))
    return Block(
        label=lines,
        bars=bars,
        hidden=tuple(stance for stance, count in row.by_stance().items() if count.is_hidden),
        hidden_em=round(end + LINE_EM * 0.7, 2) if has_hidden else None,
        bottom_em=round(end + (LINE_EM if has_hidden else 0), 2),
    )
