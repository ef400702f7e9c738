"""From scores to tags: which themes to show, with which stance, on what evidence and why."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.heads import Heads
from nlp.results import Band, Stance, Tag
from nlp.scoring import Prepared, Scores
from nlp.stance import STANCES
from nlp.text import CleanText
from nlp.tfidf import word_column

_PHRASE_ONLY = 0.5
_SECOND_STANCE = 0.5
_BESIDE = 0.85
_WORDS = re.compile(r"[a-z£'’]{3,}")
_DIGITS = 4


def tags_of(
    prepared: Prepared, cleaned: CleanText, scores: Scores, heads: Heads, themes: Sequence[str]
) -> tuple[Tag, ...]:
    """Return the tags of a comment, for the given themes only, ordered by start, end and theme."""
    column = {theme: number for number, theme in enumerate(heads.themes)}
    tags = [
        tag
        for theme in themes
        for tag in (
            _learned_tags(prepared, cleaned, scores, heads, column[theme])
            if theme in column
            else _phrase_tags(prepared, cleaned, scores, theme)
        )
    ]
    return tuple(sorted(tags, key=lambda it: (it.start, it.end, it.theme, it.stance)))


def _learned_tags(prepared: Prepared, cleaned: CleanText, scores: Scores, heads: Heads, theme: int) -> Iterator[Tag]:
    probability = float(scores.probabilities[theme])
    if probability < heads.suggest[theme]:
        return
    band = Band.ACCEPT if probability >= heads.accept[theme] else Band.SUGGEST
    for stance, first, last in _places(scores.segments[:, theme], scores.stances[:, theme]):
        start, end = prepared.segments[first].start, prepared.segments[last].end
        why = _why(prepared, heads, theme, start, end)
        confidence = round(probability, _DIGITS)
        yield Tag(heads.themes[theme], stance, *cleaned.original(start, end), confidence, band, why)


def _places(strength: NDArray[np.float32], stances: NDArray[np.float32]) -> list[tuple[Stance, int, int]]:
    """Return the strongest segment with like neighbours, and the strongest of another stance if nearly as strong."""
    best = int(np.argmax(strength))
    choices = stances.argmax(axis=1)
    places = [_grown(best, strength, choices)]
    others = [
        number
        for number in range(len(strength))
        if choices[number] != choices[best] and strength[number] >= max(_SECOND_STANCE, _SECOND_STANCE * strength[best])
    ]
    for choice in sorted({int(choices[number]) for number in others}):
        strongest = max((number for number in others if choices[number] == choice), key=lambda it: strength[it])
        places.append(_grown(strongest, strength, choices))
    return places


def _grown(middle: int, strength: NDArray[np.float32], choices: NDArray[np.int64]) -> tuple[Stance, int, int]:
    """Take in the neighbours that are nearly as strong and say the same."""

    def belongs(number: int) -> bool:
        """Tell whether a neighbour speaks for the same theme and stance nearly as strongly."""
        return bool(choices[number] == choices[middle] and strength[number] >= _BESIDE * strength[middle])

    first = last = middle
    while first > 0 and belongs(first - 1):
        first -= 1
    while last + 1 < len(strength) and belongs(last + 1):
        last += 1
    return STANCES[int(choices[middle])], first, last


def _phrase_tags(prepared: Prepared, cleaned: CleanText, scores: Scores, theme: str) -> Iterator[Tag]:
    """Tag a theme the models do not know by its first phrase of each stance."""
    seen: set[Stance] = set()
    for phrase in prepared.phrases:
        if phrase.theme != theme:
            continue
        number = next(n for n, it in enumerate(prepared.segments) if phrase.start < it.end)
        stance = phrase.stance or STANCES[int(scores.stances[number].mean(axis=0).argmax())]
        if stance not in seen:
            seen.add(stance)
            segment = prepared.segments[number]
            start, end = cleaned.original(min(segment.start, phrase.start), max(segment.end, phrase.end))
            words = prepared.text[phrase.start : phrase.end].lower()
            yield Tag(theme, stance, start, end, _PHRASE_ONLY, Band.SUGGEST, f"phrase: {words}")


def _why(prepared: Prepared, heads: Heads, theme: int, start: int, end: int) -> str:
    """Name the strong phrase, or the words that weigh most for the theme, or the sense of the whole clause."""
    phrases = [
        prepared.text[it.start : it.end].lower()
        for it in prepared.phrases
        if it.theme == heads.themes[theme] and it.start < end and start < it.end
    ]
    if phrases:
        return f"phrase: {phrases[0]}"
    words = dict.fromkeys(_WORDS.findall(prepared.text[start:end].lower()))
    weights = heads.words_weight[theme]
    weight = {it: float(weights[word_column(it)] * heads.words_idf[word_column(it)]) for it in words}
    heaviest = [it for it in sorted(words, key=lambda word: -weight[word])[:2] if weight[it] > 0]
    return f"words: {', '.join(heaviest)}" if heaviest else "sense of the clause"
