"""Stretches of a text: finding words in it, and cutting it up for showing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]
"""Half-open character range."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is shown in one way. `personal` says what personal data it is, if it is any."""

    text: str
    is_marked: bool
    personal: str = ""


def locate_words(text: str, words: str, *, near: int = 0) -> Span | None:
    """Find where words stand in a text, whatever white space is between them; None when they do not.

    Of several places, the one that starts closest to `near` is taken, the earlier of two as close.
    """
    parts = words.split()
    if not parts:
        return None
    places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    return min(places, key=lambda span: abs(span[0] - near), default=None)


def cut(text: str, marked: Span | None, personal: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """Cut a text at the ends of its marked span and of its personal data.

    `personal` holds spans that do not overlap, each with its words. The pieces joined are the text.
    """
    spans = [(start, end) for start, end, _ in personal] + ([marked] if marked else [])
    edges = sorted({0, len(text), *(edge for span in spans for edge in span if 0 < edge < len(text))})
    return [
        Piece(
            text[start:end],
            is_marked=marked is not None and marked[0] <= start and end <= marked[1],
            personal=next((words for first, last, words in personal if first <= start and end <= last), ""),
        )
        for start, end in pairwise(edges)
    ]
