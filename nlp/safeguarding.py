"""Possible safeguarding concerns: recall first, since a person reads each one.

Two things point at a concern: the signs kept in `data/safeguarding.toml`, and what the encoder learned from scenes
that have no such word. Neither the thresholds nor the stance of themes have a say.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.results import Concern

_DATA = Path(__file__).parent / "data" / "safeguarding.toml"
#: The kind of a concern that no sign names.
UNNAMED = "unnamed"
_ONE_SIGN = 0.5
_EACH_MORE = 0.15
_MOST = 0.95


@dataclass(frozen=True, slots=True)
class ConcernKind:
    """A kind of harm with the signs of it; a sign inside the words of an `unless` does not count."""

    key: str
    title: str
    signs: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]


@cache
def concern_kinds() -> tuple[ConcernKind, ...]:
    """Return the kinds of concern, in the order of `data/safeguarding.toml`."""
    raw = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(
        ConcernKind(
            kind["key"],
            kind["title"],
            tuple(re.compile(sign) for sign in kind["signs"]),
            re.compile("|".join(f"(?:{words})" for words in kind["unless"]) or r"(?!)"),
        )
        for kind in raw["kinds"]
    )


@cache
def _any_sign() -> re.Pattern[str]:
    """Return one pattern that matches somewhere wherever any sign does, for a quick first look.

    Every sign begins at the edge of a word, so nothing else is tried at the letters in between.
    """
    signs = [sign.pattern for kind in concern_kinds() for sign in kind.signs]
    return re.compile(r"\b(?:" + "|".join(signs) + ")")


def find_concern(text: str) -> Concern | None:
    """Find the strongest signs of harm in a cleaned text, or None; the confidence counts them."""
    lower = text.lower()
    if not _any_sign().search(lower):
        return None
    found = [concern for kind in concern_kinds() if (concern := _concern_of(kind, lower))]
    return max(found, key=lambda it: (it.confidence, -it.start), default=None)


def _concern_of(kind: ConcernKind, lower: str) -> Concern | None:
    spans = [match.span() for sign in kind.signs for match in sign.finditer(lower)]
    if not spans:
        return None
    struck_out = [match.span() for match in kind.unless.finditer(lower)]
    spans = [it for it in spans if not any(it[0] < end and start < it[1] for start, end in struck_out)]
    if not spans:
        return None
    confidence = min(_MOST, _ONE_SIGN + _EACH_MORE * (len(spans) - 1))
    return Concern(kind.key, min(start for start, _ in spans), max(end for _, end in spans), confidence)
