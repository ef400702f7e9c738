"""Personal data hidden behind plain words, the same person behind the same words throughout a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Contribution, Redaction
from surveys.review.spans import Span
from surveys.tagging.kinds import personal_words

Personal = tuple[int, int, str]
"""A half-open character range of personal data, and its kind as the pipeline names it."""

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "nurse", "sister"])


def hide_personal(text: str, personal: Iterable[Personal], *, within: Span | None = None) -> str:
    """Replace personal data by words in brackets; with a range, give that part of the text.

    Where a text names several people, they are numbered in the order of the whole text: "[name 1]", "[name 2]". What
    reaches into the range is replaced as a whole.
    """
    start, end = within or (0, len(text))
    merged = _merge(personal)
    pieces: list[str] = []
    for (first, last, _), words in zip(merged, _name(text, merged), strict=True):
        if first < end and last > start:
            pieces += [text[start:first], f"[{words}]"]
            start = max(start, last)
    return "".join([*pieces, text[start:end]])


def personal_of(session: Session, contributions: Collection[Contribution]) -> dict[int, list[Personal]]:
    """Give the personal data in contributions by their ids, as their current runs found it.

    A contribution that no run has seen is left out: nobody looked for names in it yet, so its words cannot be shown.
    """
    by_run: dict[int, list[Personal]] = defaultdict(list)
    runs = {each.current_run_id for each in contributions if each.current_run_id is not None}
    for row in session.scalars(select(Redaction).where(Redaction.run_id.in_(runs)).order_by(Redaction.start)):
        by_run[row.run_id].append((row.start, row.end, row.kind))
    return {each.id: by_run[each.current_run_id] for each in contributions if each.current_run_id is not None}


def _merge(personal: Iterable[Personal]) -> list[Personal]:
    """Join ranges that overlap, in the order of the text; the first one's kind stands."""
    merged: list[Personal] = []
    for start, end, kind in sorted(personal):
        if merged and start < merged[-1][1]:
            first, last, known = merged.pop()
            merged.append((first, max(last, end), known))
        else:
            merged.append((start, end, kind))
    return merged


def _name(text: str, personal: Sequence[Personal]) -> list[str]:
    """Give the words for each range; people are told apart by number where there are several."""
    people: list[frozenset[str]] = []
    found: list[tuple[str, int]] = []
    for start, end, kind in personal:
        found.append((personal_words(kind), _number(text[start:end], people) if kind == "PERSON" else 0))
    return [f"{words} {number}" if number and len(people) > 1 else words for words, number in found]


def _number(name: str, people: list[frozenset[str]]) -> int:
    """Give a person's number, from 1; a part of a name met before is that person."""
    parts = frozenset(re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", name.lower()))) - _TITLES
    for number, known in enumerate(people, start=1):
        if parts <= known or known <= parts:
            people[number - 1] = known | parts
            return number
    people.append(parts)
    return len(people)
