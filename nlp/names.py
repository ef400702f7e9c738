"""Names of people: a gazetteer with cues, and the named entity recogniser as one more vote."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from nlp.results import Redaction

_DATA = Path(__file__).parent / "data" / "personal"
_NAME = r"[A-Z][a-zà-öø-ÿ]+(?:['’-][A-Z][a-zà-öø-ÿ]+)*|[A-Z]['’][A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-z]+)*|Ma?c[A-Z][a-z]+"
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")


@cache
def _cues() -> Mapping[str, str]:
    """Return each list of cues as one regular expression without groups."""
    raw = tomllib.loads((_DATA / "cues.toml").read_text(encoding="utf-8"))
    return {name: "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for name, words in raw.items()}


def _any(name: str, form: str) -> re.Pattern[str]:
    return re.compile(form.replace("CUE", f"(?:{_cues()[name]})"), re.IGNORECASE)


_TITLE = re.compile(rf"\b(?:{_cues()['titles']})\.? (?:(?:{_NAME})(?: (?:{_NAME})){{0,2}}|[A-Z]\b\.?(?! [a-z]))")
_CALLED = _any("called", r"\bCUE[ :,]+$")
_ROLE = _any("roles", r"\bCUE,? $")
_KIN = _any("kin", r"\bCUE,? $")
_BEFORE = _any("before", r"(?:\bCUE|&) $")
_AFTER = _any("after", r"^(?:['’]s\b|,? CUE\b| and (?-i:[A-Z])[a-z]+)")
_ACTS = _any("acts", r"^ CUE\b")
_PLACE = _any("places", r"^ CUE\b")
_PRAISED = _any("praise", r"^ (?:is|was|has been) (?:(?:so|very|really|always|absolutely|just|my|our) )?CUE\b")
_SURNAME_AFTER = re.compile(rf"^(?: (?:{_NAME}))+")


@cache
def _list(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").split()
    return frozenset(lines)


def has_candidates(text: str) -> bool:
    """Tell whether the named entity recogniser has anything to look at: a capital not known as a common word."""
    return any(
        match.group()[0].isupper() and match.group().lower() not in _list("not_names.txt")
        for match in _WORD.finditer(text)
    )


def find_names(text: str, entities: Sequence[tuple[int, int]] = ()) -> Iterator[Redaction]:
    """Yield the names of people, perhaps overlapping; `entities` are the ranges the recogniser took for persons."""
    for match in _TITLE.finditer(text):
        yield Redaction(*match.span(), "PERSON")
    for match in _WORD.finditer(text):
        span = _possessive_off(match.group(), match.start())
        word = text[slice(*span)]
        if _is_name(text, word, *span):
            yield Redaction(span[0], span[1] + _surname(text, span[1]), "PERSON")
    for start, end in entities:
        if _is_person_entity(text, start, end):
            yield Redaction(start, _possessive_off(text[start:end], start)[1], "PERSON")


def _possessive_off(word: str, start: int) -> tuple[int, int]:
    bare = re.sub(r"['’]s?$", "", word)
    return start, start + len(bare)


def _surname(text: str, end: int) -> int:
    """Return how many characters after a first name belong to a surname."""
    match = _SURNAME_AFTER.match(text[end:])
    if not match or _PLACE.match(match.group()):
        return 0
    words = match.group().split()
    return 0 if words[0].lower() in _list("not_names.txt") else len(match.group())


def _is_name(text: str, word: str, start: int, end: int) -> bool:
    """Weigh the gazetteer, capitals and cues for one word."""
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    lower = word.lower()
    if not word or _PLACE.match(after) or lower in _list("never_names.txt"):
        return False
    called = bool(_CALLED.search(before))
    if word[0].isupper() and not (word.isupper() and len(word) > 1 and not text.isupper()):
        return _capital_is_name(lower, before, after, called=called)
    if lower in _list("first_names.txt") and lower not in _list("ambiguous_names.txt"):
        return called or bool(_ROLE.search(before)) or bool(_ACTS.match(after))
    return False


def _capital_is_name(lower: str, before: str, after: str, *, called: bool) -> bool:
    if lower in _list("months.txt"):
        return called or bool(_ACTS.match(after) or _PRAISED.match(after) or _KIN.search(before))
    if lower in _list("ambiguous_names.txt"):
        cued = called or bool(_ROLE.search(before) or _ACTS.match(after) or _PRAISED.match(after))
        return cued or (not _starts_sentence(before) and bool(_BEFORE.search(before) or _AFTER.match(after)))
    if lower in _list("first_names.txt"):
        return True
    if lower in _list("not_names.txt"):
        return False
    shortest = 3
    acts = bool(_ACTS.match(after)) and not _starts_sentence(before)
    return len(lower) >= shortest and (called or acts or bool(_ROLE.search(before)))


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1:] in ".!?:\n"


def _is_person_entity(text: str, start: int, end: int) -> bool:
    """Believe the recogniser where the words are capitalised, not common, and stand where a person would."""
    words = _WORD.findall(text[start:end])
    if not words or any(word.lower() in _list("not_names.txt") for word in words) or _PLACE.match(text[end:]):
        return False
    if not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    if words[0].lower() in _list("ambiguous_names.txt") and len(words) == 1:
        return False
    return len(words) > 1 or bool(
        _BEFORE.search(text[:start]) or _AFTER.match(text[end:]) or _ROLE.search(text[:start])
    )
