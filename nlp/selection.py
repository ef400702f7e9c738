"""From scores to tags: which themes to show, with which stance, on what evidence and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.heads import Heads
from nlp.nearest import WrittenExamples
from nlp.results import Band, Stance, Tag
from nlp.scoring import Prepared, Scores
from nlp.stance import STANCES
from nlp.text import CleanText
from nlp.tfidf import word_column

_SECOND_STANCE = 0.5
_BESIDE = 0.85
_WORDS = re.compile(r"[a-z£'’]{3,}")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """A comment with what was made of it on the way."""

    prepared: Prepared
    cleaned: CleanText
    scores: Scores


def tags_of(scored: Scored, heads: Heads, written: WrittenExamples, themes: Sequence[str]) -> tuple[Tag, ...]:
    """Return the tags of a comment, for the given themes only, ordered by start, end and theme.

    Each says why: by a strong phrase, the nearest of the written examples, or the words that weigh most.
    """
    column = {theme: number for number, theme in enumerate(heads.themes)}
    tags = [tag for theme in themes for tag in _tags(scored, heads, written, column[theme])]
    return tuple(sorted(tags, key=lambda it: (it.start, it.end, it.theme, it.stance)))


def _tags(scored: Scored, heads: Heads, written: WrittenExamples, theme: int) -> Iterator[Tag]:
    scores, segments = scored.scores, scored.prepared.segments
    probability = float(scores.probabilities[theme])
    if probability < heads.suggest[theme]:
        return
    band = Band.ACCEPT if probability >= heads.accept[theme] else Band.SUGGEST
    for stance, first, last in _places(scores.segments[:, theme], scores.stances[:, theme]):
        start, end = segments[first].start, segments[last].end
        strongest = first + int(scores.segments[first : last + 1, theme].argmax())
        example = written.find(scores.states[strongest], theme=theme, stance=STANCES.index(stance))
        why = _phrase(scored.prepared, heads.themes[theme], start, end) or (
            f"like “{example}”" if example else _words(scored.prepared, heads, theme, start, end)
        )
        confidence = round(probability, _DIGITS)
        yield Tag(heads.themes[theme], stance, *scored.cleaned.original(start, end), confidence, band, why)


def _places(strength: NDArray[np.float32], stances: NDArray[np.float32]) -> list[tuple[Stance, int, int]]:
    """Return where the theme is said, once a stance: first that of all segments by their strength, then others.

    Another stance needs a segment that says so nearly as strongly as the first one's.
    """
    choices = stances.argmax(axis=1)
    main = int((strength @ stances).argmax())
    best = int((strength * stances[:, main]).argmax())
    places = [_grown(best, main, strength, choices)]
    for choice in sorted({*map(int, choices)} - {main}):
        strongest = int(np.where(choices == choice, strength, -1).argmax())
        if strongest != best and strength[strongest] >= max(_SECOND_STANCE, _SECOND_STANCE * strength[best]):
            places.append(_grown(strongest, choice, strength, choices))
    return places


def _grown(
    middle: int, choice: int, strength: NDArray[np.float32], choices: NDArray[np.int64]
) -> tuple[Stance, int, int]:
    """Take in the neighbours that are nearly as strong and say the same."""

    def belongs(number: int) -> bool:
        """Tell whether a neighbour speaks for the same theme and stance nearly as strongly."""
        return bool(choices[number] == choice and strength[number] >= _BESIDE * strength[middle])

    first = last = middle
    while first > 0 and belongs(first - 1):
        first -= 1
    while last + 1 < len(strength) and belongs(last + 1):
        last += 1
    return STANCES[choice], first, last


def _phrase(prepared: Prepared, theme: str, start: int, end: int) -> str | None:
    """Name the first strong phrase of a theme in a range."""
    phrases = [it for it in prepared.phrases if it.theme == theme and it.start < end and start < it.end]
    return f"phrase: {prepared.text[phrases[0].start : phrases[0].end].lower()}" if phrases else None


def _words(prepared: Prepared, heads: Heads, theme: int, start: int, end: int) -> str:
    """Name the two words that weigh most for a theme."""
    words = dict.fromkeys(_WORDS.findall(prepared.text[start:end].lower()))
    weights = heads.words_weight[theme]
    weight = {it: float(weights[word_column(it)] * heads.words_idf[word_column(it)]) for it in words}
    heaviest = [it for it in sorted(words, key=lambda word: -weight[word])[:2] if weight[it] > 0]
    return f"words: {', '.join(heaviest)}" if heaviest else "sense of the clause"
