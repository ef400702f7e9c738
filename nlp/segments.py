"""Sentences and clauses: the stretches of a comment that may each say something of their own."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"')\]]*\s+|\s*[\r\n]+\s*|\s*;\s+|\s+[-–—]+\s+|(?<=\w)\.{2,}\s*|(?<=[a-z]{3}[.!?])(?=[A-Z])"
)
_CONTRAST = re.compile(
    r",?\s+(?=(?:but|however|although|though|mind you|whereas|yet|except|only trouble|apart from|other than that)\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|st|no|e\.g|i\.e|eg|ie|etc|approx)\.$", re.IGNORECASE)
_SHORTEST_CLAUSE_WORDS = 3
_LONG_CLAUSE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Segment:
    """A half-open range of the cleaned text, without white space at its ends; `sentence` counts from 0."""

    start: int
    end: int
    sentence: int


def segments_of(text: str) -> list[Segment]:
    """Split a cleaned text at sentence ends, line breaks and contrasts, in order; a blank text has none."""
    found: list[Segment] = []
    for number, (start, end) in enumerate(_sentences(text)):
        found += [Segment(*piece, number) for piece in _clauses(text, start, end)]
    return found


def _sentences(text: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    start = 0
    for cut in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(0, cut.start() - 8), cut.start()):
            continue
        ranges.append((start, cut.start()))
        start = cut.end()
    ranges.append((start, len(text)))
    return [trimmed for trimmed in (_trim(text, *piece) for piece in ranges) if trimmed]


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split one sentence at its contrasts, and what is still long at its commas."""
    pieces = _cut(text, start, end, _CONTRAST)
    return [
        smaller
        for piece in pieces
        for smaller in (
            _cut(text, *piece, _COMMA) if len(text[slice(*piece)].split()) > _LONG_CLAUSE_WORDS else [piece]
        )
    ]


def _cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for cut in pattern.finditer(text, start, end):
        if len(text[start : cut.start()].split()) >= _SHORTEST_CLAUSE_WORDS <= len(text[cut.end() : end].split()):
            pieces.append((start, cut.start()))
            start = cut.end()
    pieces.append((start, end))
    return [trimmed for trimmed in (_trim(text, *piece) for piece in pieces) if trimmed]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Drop white space at both ends; None when no letter or digit is left."""
    piece = text[start:end]
    if not any(character.isalnum() for character in piece):
        return None
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
