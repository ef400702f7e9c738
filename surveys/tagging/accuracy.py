"""How good the machine's tags are against a gold set: JSON Lines with `tags` of theme, stance, start and end."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from nlp import accuracy
from nlp.results import Comment, Tag
from surveys.errors import UnreadableFile
from surveys.tagging.runs import Tags

Item = TypeVar("Item")


@dataclass(frozen=True)
class GoldTag:
    """A tag that two people agreed on."""

    theme: str
    stance: str
    start: int
    end: int


@dataclass(frozen=True)
class Judged:
    """One gold comment beside what the machine made of it."""

    gold: tuple[GoldTag, ...]
    found: tuple[Tag, ...]

    def matched(self) -> list[tuple[Tag, GoldTag]]:
        """Pair each gold tag with the machine's of the same theme, the same stance first."""
        pairs = []
        for gold in self.gold:
            same = [tag for tag in self.found if tag.theme == gold.theme]
            if same:
                pairs.append((min(same, key=lambda tag: tag.stance != gold.stance), gold))
        return pairs


def measure(lines: Iterable[str], tagger: Tags) -> dict[str, Any]:
    """Measure the tagger on a gold set; every figure of the whole set has a 95 % bootstrap interval.

    Raises:
        UnreadableFile: a line is no gold comment.
    """
    golds = [_read_gold(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    results = tagger.tag([comment for comment, _ in golds])
    judged = [Judged(tags, result.tags) for (_, tags), result in zip(golds, results, strict=True)]
    return {
        "comments": len(judged),
        "pipeline": results[0].pipeline if results else "",
        "figures": {name: interval(judged, figure) for name, figure in FIGURES.items()},
        "frames": {frame: _row(counts) for frame, counts in _frames(judged).items()},
        "themes": {theme: _row(counts) for theme, counts in _themes(judged).items()},
    }


def _read_gold(number: int, line: str) -> tuple[Comment, tuple[GoldTag, ...]]:
    """Read one gold line."""
    try:
        raw = json.loads(line)
        tags = tuple(GoldTag(tag["theme"], tag["stance"], tag["start"], tag["end"]) for tag in raw["tags"])
        return Comment(raw["text"], group=raw.get("group"), question=raw.get("question")), tags
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        message = f"line {number} is no gold comment: expected text and tags with theme, stance, start and end"
        raise UnreadableFile(message) from error


def _micro(judged: Sequence[Judged], key: Callable[[Any], object]) -> accuracy.Counts:
    """Count what was found and what is there, over all comments."""
    return accuracy.total(accuracy.count(map(key, it.found), map(key, it.gold)) for it in judged)


def _theme(tag: Tag | GoldTag) -> str:
    return tag.theme


def _theme_and_stance(tag: Tag | GoldTag) -> tuple[str, str]:
    return tag.theme, str(tag.stance)


def _themes(judged: Sequence[Judged]) -> dict[str, accuracy.Counts]:
    """Count each theme."""
    return accuracy.by_theme(
        [[t.theme for t in it.found] for it in judged], [[t.theme for t in it.gold] for it in judged]
    )


def _frames(judged: Sequence[Judged]) -> dict[str, accuracy.Counts]:
    """Count each codeframe."""
    return accuracy.by_frame(_themes(judged), lambda theme: theme.rpartition("-")[0])


def _accepted(judged: Sequence[Judged]) -> accuracy.Counts:
    """Count themes of the accept band alone."""
    sure = [Judged(it.gold, tuple(tag for tag in it.found if tag.band == "accept")) for it in judged]
    return _micro(sure, _theme)


def _spans(judged: Sequence[Judged]) -> float | None:
    """Give the character F1 of the spans of matched tags."""
    pairs = [pair for it in judged for pair in it.matched()]
    return accuracy.span_f1([(tag.start, tag.end) for tag, _ in pairs], [(gold.start, gold.end) for _, gold in pairs])


def _abstention(judged: Sequence[Judged]) -> float | None:
    """Give the share of comments with no theme that were left without one."""
    return accuracy.abstention([it.found for it in judged], [it.gold for it in judged])


def _calibration(judged: Sequence[Judged]) -> float | None:
    """Give the calibration error of the confidence of every tag found."""
    tags = [(tag.confidence, any(tag.theme == gold.theme for gold in it.gold)) for it in judged for tag in it.found]
    return accuracy.calibration_error([confidence for confidence, _ in tags], [is_right for _, is_right in tags])


FIGURES: Mapping[str, Callable[[Sequence[Judged]], float | None]] = {
    "theme micro-F1": lambda judged: _micro(judged, _theme).f1,
    "theme precision": lambda judged: _micro(judged, _theme).precision,
    "theme recall": lambda judged: _micro(judged, _theme).recall,
    "theme macro-F1": lambda judged: accuracy.macro_f1(_themes(judged).values()),
    "theme and stance micro-F1": lambda judged: _micro(judged, _theme_and_stance).f1,
    "accept band precision": lambda judged: _accepted(judged).precision,
    "accept band recall": lambda judged: _accepted(judged).recall,
    "no theme left untagged": _abstention,
    "span character F1": _spans,
    "calibration error": _calibration,
}


def interval(judged: Sequence[Item], figure: Callable[[Sequence[Item]], float | None]) -> dict[str, float] | None:
    """Give a figure with its interval, rounded; None where there is nothing to measure."""
    found = accuracy.bootstrap(judged, figure, rounds=300)
    if found is None:
        return None
    return {"value": round(found.value, 4), "low": round(found.low, 4), "high": round(found.high, 4)}


def _row(counts: accuracy.Counts) -> dict[str, Any]:
    """Give the figures of one theme or frame; with fewer than ten gold tags they say too little."""
    figures = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    rounded = {name: None if value is None else round(value, 3) for name, value in figures.items()}
    return {"gold": counts.hits + counts.misses, "too_few_to_tell": counts.is_too_few, **rounded}
