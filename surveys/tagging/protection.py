"""How well people are protected: personal data and concerns against their own gold sets, as JSON Lines.

A line of personal data is `{"text", "spans": [{"start", "end", "type"}]}`, one of concerns `{"text", "concern"}`.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.accuracy import Counts, total
from nlp.results import Comment, TaggedText
from surveys.errors import UnreadableFile
from surveys.tagging.accuracy import interval
from surveys.tagging.runs import Tags

NAMES = "PERSON"


@dataclass(frozen=True)
class Hidden:
    """A stretch of personal data that somebody marked, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Protected:
    """One comment: whether people take it for a concern, what they marked, and what the machine made of it."""

    is_concern: bool | None
    hidden: tuple[Hidden, ...]
    result: TaggedText


def measures_protection(line: str) -> bool:
    """Tell whether a line belongs to a gold set of personal data or of concerns."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError:
        return False
    return isinstance(raw, dict) and bool({"spans", "concern"} & raw.keys())


def measure_protection(lines: Iterable[str], tagger: Tags) -> dict[str, Any]:
    """Measure what the tagger hides and what it shows a lead; each figure has a 95 % bootstrap interval.

    Raises:
        UnreadableFile: a line has no text, or neither spans nor concern.
    """
    golds = [_read(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    results = tagger.tag([comment for comment, _, _ in golds])
    judged = [Protected(concern, hidden, it) for (_, concern, hidden), it in zip(golds, results, strict=True)]
    return {
        "comments": len(judged),
        "pipeline": results[0].pipeline if results else "",
        "figures": {name: interval(judged, figure) for name, figure in FIGURES.items()},
        "frames": {},
        "themes": {},
    }


def _read(number: int, line: str) -> tuple[Comment, bool | None, tuple[Hidden, ...]]:
    try:
        raw = json.loads(line)
        hidden = tuple(Hidden(span["start"], span["end"], span["type"]) for span in raw.get("spans", ()))
        return Comment(raw["text"], group=raw.get("group")), raw.get("concern"), hidden
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        message = f"line {number} is no gold comment: expected text and spans (start, end, type), or text and concern"
        raise UnreadableFile(message) from error


def _is_covered(span: Hidden, result: TaggedText) -> bool:
    """Tell whether nothing of a stretch but spaces and marks is left to read; the kind does not matter for that."""
    return any(it.start <= span.start and span.end <= it.end for it in result.redactions)


def _hiding(judged: Sequence[Protected], *, names: bool) -> float | None:
    """Give the share of the names, or of everything else, that is covered."""
    covered = [_is_covered(it, one.result) for one in judged for it in one.hidden if (it.kind == NAMES) is names]
    return sum(covered) / len(covered) if covered else None


def _hidden_rightly(judged: Sequence[Protected]) -> float | None:
    """Give the share of what was hidden that overlaps something marked."""
    marked = [one for one in judged if one.is_concern is None]
    right = [
        any(found.start < it.end and it.start < found.end for it in one.hidden)
        for one in marked
        for found in one.result.redactions
    ]
    return sum(right) / len(right) if right else None


def _concerns(judged: Sequence[Protected]) -> Counts:
    pairs = [(one.result.concern is not None, one.is_concern) for one in judged if one.is_concern is not None]
    return total(Counts(found and true, found and not true, true and not found) for found, true in pairs)


FIGURES: Mapping[str, Callable[[Sequence[Protected]], float | None]] = {
    "names hidden": lambda judged: _hiding(judged, names=True),
    "other personal data hidden": lambda judged: _hiding(judged, names=False),
    "hidden rightly": _hidden_rightly,
    "concern recall": lambda judged: _concerns(judged).recall,
    "concern precision": lambda judged: _concerns(judged).precision,
}
