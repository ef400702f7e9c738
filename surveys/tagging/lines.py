"""Tagging from file to file: JSON Lines in, JSON Lines out, independent of the database."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from nlp.results import Comment, TaggedText
from surveys.tagging.runs import BATCH, Tags


@dataclass(frozen=True)
class BadLine:
    """A line that could not be read."""

    number: int
    wrong: str


@dataclass(frozen=True)
class Line:
    """One comment read from a line."""

    id: object
    comment: Comment


def read_line(number: int, line: str) -> Line | BadLine:
    """Read `{"id", "text", "group"?, "question"?}`; other keys are passed over."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        return BadLine(number, f"not JSON: {error.msg}")
    if not isinstance(raw, dict) or "id" not in raw or not isinstance(raw.get("text"), str):
        return BadLine(number, 'expected an object with "id" and "text"')
    group, question = raw.get("group"), raw.get("question")
    if not all(part is None or isinstance(part, str) for part in (group, question)):
        return BadLine(number, '"group" and "question" must be text')
    return Line(raw["id"], Comment(raw["text"], group=group, question=question))


def tag_lines(
    lines: Iterable[str], tagger: Tags, *, codeframes: Iterable[str] = (), least: float = 0.0
) -> Iterator[dict[str, Any] | BadLine]:
    """Tag each line, in order; blank lines are passed over, bad ones come back as such.

    `codeframes` keeps only themes of those frames (all when empty); `least` drops tags of a lower confidence, 0 to 1.
    """
    frames = tuple(f"{frame}-" for frame in codeframes)
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    while batch := [read_line(number, line) for number, line in islice(numbered, BATCH)]:
        good = [line for line in batch if isinstance(line, Line)]
        results = iter(tagger.tag([line.comment for line in good]))
        for line in batch:
            yield line if isinstance(line, BadLine) else _record(line, next(results), frames, least)


def _record(line: Line, result: TaggedText, frames: tuple[str, ...], least: float) -> dict[str, Any]:
    """Give one result as it is written."""
    tags = [tag for tag in result.tags if tag.confidence >= least and (not frames or tag.theme.startswith(frames))]
    return {
        "id": line.id,
        "tags": [asdict(tag) for tag in tags],
        "redactions": [asdict(redaction) for redaction in result.redactions],
        "concern": asdict(result.concern) if result.concern else None,
        "empty": result.is_empty,
        "language": result.language,
        "pipeline": result.pipeline,
    }
