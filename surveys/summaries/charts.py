"""Bar charts as numbers: where each bar and each line of words stands. A template turns them into a picture.

Heights and places down the page are in em, so that they grow with the letters; widths are in percent of the chart's
width, so that the chart fits any screen while its letters stay as large as the page's.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.summaries.suppression import Shown
from surveys.values import Stance

LONGEST_PERCENT = 50.0
"""Width of the longest bar; the rest is for its number and words."""

LABEL_LETTERS = 34
"""Letters that fit one line on the narrowest screen, 320 pixels wide."""

LINE_EM, BAR_EM, STEP_EM, GAP_EM = 1.3, 1.1, 1.45, 1.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The contributions of one stance; `width_percent` is 0 for none and for a hidden number."""

    stance: Stance
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
    """One labelled set of bars."""

    label: tuple[Line, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Blocks from top to bottom."""

    height_em: float
    blocks: tuple[Block, ...]


def draw_chart(rows: Iterable[tuple[str, tuple[Shown, ...]]]) -> Chart:
    """Place a block of bars, one a stance in the order of `Stance`, for each label; all bars share one scale."""
    known = [(label, counts) for label, counts in rows]
    largest = max((count.value or 0 for _, counts in known for count in counts), default=0)
    blocks: list[Block] = []
    top = 0.0
    for label, counts in known:
        block, top = _place(label, counts, top=top, largest=largest)
        blocks.append(block)
    return Chart(height_em=round(top, 2), blocks=tuple(blocks))


def _place(label: str, counts: tuple[Shown, ...], *, top: float, largest: int) -> tuple[Block, float]:
    """Place one block; returns it and where the next one starts."""
    texts = textwrap.wrap(label, LABEL_LETTERS)
    lines = tuple(Line(text, round(top + LINE_EM * (row + 0.8), 2)) for row, text in enumerate(texts))
    first = top + LINE_EM * len(texts) + 0.1
    bars = tuple(
        Bar(stance, count, round(first + STEP_EM * row, 2), _width(count, largest))
        for row, (stance, count) in enumerate(zip(Stance, counts, strict=True))
    )
    return Block(lines, bars), first + STEP_EM * len(bars) + GAP_EM


def _width(count: Shown, largest: int) -> float:
    """Give a bar's width in percent of the chart's."""
    return round(LONGEST_PERCENT * count.value / largest, 2) if count.value else 0.0
