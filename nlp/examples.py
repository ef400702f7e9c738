"""Labelled comments: the written training set and the gold sets, as JSON lines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.results import Comment, Stance

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Label:
    """A theme that people put on a comment, with its stance and evidence; the range is half-open."""

    theme: str
    stance: Stance
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A comment with every label it should have.

    `concern` tells whether a safeguarding lead should read it; None where nobody has said.
    """

    comment: Comment
    labels: tuple[Label, ...]
    register: str = ""
    concern: bool | None = None

    @property
    def themes(self) -> frozenset[str]:
        """The themes of the labels."""
        return frozenset(label.theme for label in self.labels)


def load_examples(paths: Iterable[Path]) -> list[Example]:
    """Read examples in the order of the files and lines.

    Raises:
        ValueError: a line is not an example; the message names file and line.
    """
    examples: list[Example] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                examples.append(_parse(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
    return examples


def training_examples() -> list[Example]:
    """Return the written training set that comes with the library."""
    return load_examples(sorted((DATA / "training").glob("*.jsonl")))


def gold_examples(name: str) -> list[Example]:
    """Return a bundled gold set, `written` or `survey`."""
    return load_examples([DATA / "gold" / f"gold_dev_{name}.jsonl"])


def concern_examples() -> list[Example]:
    """Return the written comments that do, or only seem to, point at harm; their themes are not labelled."""
    return load_examples([DATA / "concerns" / "examples.jsonl"])


def _parse(raw: dict[str, object]) -> Example:
    concern = raw.get("concern")
    if concern is not None:
        return Example(Comment(str(raw["text"])), (), concern=bool(concern))
    text, group, question, tags = str(raw["text"]), raw.get("group"), raw.get("question"), raw["tags"]
    if not isinstance(tags, list):
        raise TypeError("tags: expected a list")
    labels = []
    for tag in tags:
        label = Label(tag["theme"], Stance(tag["stance"]), tag["start"], tag["end"])
        if not 0 <= label.start < label.end <= len(text):
            raise ValueError(f"tags: {label.start}–{label.end} is no range of the text")
        labels.append(label)
    comment = Comment(text, str(group) if group else None, str(question) if question else None)
    return Example(comment, tuple(labels), str(raw.get("register") or ""))
