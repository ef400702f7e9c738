"""Names of people: a gazetteer with cues, and the named entity recogniser as one more vote."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from nlp.results import Redaction

_DATA = Path(__file__).parent / "data" / "personal"
_CAPITAL, _SMALL, _LETTER = "A-ZÀ-ÖØ-ÞŁŚŻŞÇ", "a-zß-öø-ÿāăąćčďēęěğīıłńňōőœřśşšţťūůűźżž", "A-Za-zÀ-ÖØ-öø-ž"
_NAME = (
    rf"Ma?c[{_CAPITAL}][{_SMALL}]+|[{_CAPITAL}][{_SMALL}]+(?:['’-][{_CAPITAL}][{_SMALL}]+)*"
    rf"|[{_CAPITAL}]['’][{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)*"
)
_WORD = re.compile(rf"[{_LETTER}]+(?:['’-][{_LETTER}]+)*")


@cache
def _cues() -> Mapping[str, str]:
    """Return each list of cues as one regular expression without groups."""
    raw = tomllib.loads((_DATA / "cues.toml").read_text(encoding="utf-8"))
    return {name: "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for name, words in raw.items()}


def _any(name: str, form: str) -> re.Pattern[str]:
    return re.compile(form.replace("CUE", f"(?:{_cues()[name]})"), re.IGNORECASE)


_SURE_TITLES = "[Mm]rs?|M[sx]|ms|Cllr|cllr|Rev|Reverend|Prof|Professor"
_TITLE = re.compile(
    rf"\b(?:(?P<sure>{_SURE_TITLES})|{_cues()['titles']})\.? "
    rf"(?:(?P<name>{_NAME})(?: (?:{_NAME})){{0,2}}|[B-HJ-Z]\b\.?|[AI]\b\.?(?!['’]| [a-z]))"
)
_ANY_CASE_TITLE = re.compile(
    rf"\b(?:(?:MR|MRS|MS|MISS|DR|CLLR|SISTER|NURSE|FATHER)\.? (?P<upper>[{_CAPITAL}][{_CAPITAL}'’-]+)"
    rf"|(?:[Mm]rs?|[Mm]s|[Dd]r)\.? (?P<lower>[{_SMALL}][{_SMALL}'’-]{{2,}}))(?!['’\w])"
)
_INITIALS = re.compile(rf"(?<![\w.'’£-])(?:(?:[B-HJ-Z]\.? ?|[AI]\. ?)(?:[A-Z]\.? ?)?)(?<=[ .])(?P<name>{_NAME})")
_CALLED = _any("called", r"\bCUE[ :,]+$")
_NAMED = _any("named", r"\bCUE $")
_ROLE = _any("roles", r"\bCUE,? $")
_KIN = _any("kin", r"\bCUE,? $")
_BEFORE = _any("before", r"(?:\bCUE|&) $")
_WARM = _any("warm", r"\bCUE $")
_AFTER = _any("after", r"^(?:['’]s\b|,? CUE\b| and (?-i:[A-Z])[a-z]+)")
_ACTS = _any("acts", r"^ CUE\b")
_DOES = _any("does", r"^ CUE\b")
_POSTS = _any("posts", r"^CUE\b")
_PLACE = _any("places", r"^ CUE\b")
_PRAISED = _any("praise", r"^ (?:is|was|has been) (?:(?:so|very|really|always|absolutely|just|my|our) )?CUE\b")
_VERB = re.compile(
    r"^ (?:(?:is|was|[a-z]{2,}ed)\b|[a-z]{2,}(?<![su])s (?:me|my|him|his|her|us|our|it|them|the|an?|to|with|in|on|for"
    r"|out|up|at|off|by|every|all|no|your?|mum|dad|english|when|if)\b)",
    re.IGNORECASE,
)
_PARTICLES = r"(?: (?:de|da|dos|van|von|der|bin|al|el|le))*"
_SURNAME_AFTER = re.compile(rf"^(?:{_PARTICLES} (?:{_NAME}))+")
_LOUD_SURNAME = re.compile(rf"^ [{_CAPITAL}][{_CAPITAL}'’-]{{2,}}(?!['’\w])")
_LOW_SURNAME = re.compile(rf"^ [{_SMALL}'’-]{{3,}}(?!['’\w])")
_A_THING = re.compile(r"\b(?:the|an?|st\.?|saint|every|any|no|some) $", re.IGNORECASE)
_NEIGHBOURS = (
    re.compile(rf"([{_LETTER}'’-]{{2,}})(?:, | and | & |, and | )$"),
    re.compile(rf"^(?:, | and | & |, and | )([{_LETTER}'’-]{{2,}})"),
)
#: What English words end in, and names from elsewhere hardly ever.
_WORDY = re.compile(
    r"(?:ing|[ts]ion|ment|ness|it(?:y|ies)|ous|ly|[ai]ble|ism|ology|[ae]nce|ical|ers?|ive|less|ful|ware|ship|ists?"
    r"|onal|[iu]al|unal|ed|es)$"
)


@cache
def _list(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").split()
    return frozenset(lines)


@cache
def _sure_names() -> frozenset[str]:
    """Return the first names that are no words when they begin with a capital."""
    return _list("first_names.txt") - _list("ambiguous_names.txt")


@cache
def _sure_small_names() -> frozenset[str]:
    """Return the first names that are no words in small letters either."""
    return _sure_names() - _list("not_names.txt")


@cache
def _sayings() -> tuple[str, ...]:
    return tuple((_DATA / "sayings.txt").read_text(encoding="utf-8").splitlines())


def _plain(word: str) -> str:
    """Return the word as the lists have it: in small letters without accents, straight apostrophes."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower().replace("ł", "l").replace("’", "'"))
    return "".join(character for character in bare if not unicodedata.combining(character))


def _bare(word: str) -> str:
    """Return the word without the 's of a possessive."""
    return re.sub(r"['’]s?$", "", word, flags=re.IGNORECASE)


def has_candidates(text: str) -> bool:
    """Tell whether the recogniser could add anything: a range it names for which `find_names` would believe it.

    That takes two capitalised words in a row which no list knows as common, or one with a cue beside it.
    """
    last = False
    for match in _WORD.finditer(text):
        word = _bare(match.group())
        if not word:
            continue
        odd = word[0].isupper() and not word.isupper() and _plain(word) not in _list("not_names.txt")
        if odd and (last or _may_be_person_alone(text, match.start(), match.start() + len(word))):
            return True
        last = odd
    return False


def _may_be_person_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a single word could be a person; first names are found without the recogniser."""
    plain = _plain(text[start:end])
    if plain in _list("ambiguous_names.txt") or plain in _sure_names():
        return False
    before = text[max(0, start - 30) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(text[end:]) or _ROLE.search(before))


def find_names(text: str, entities: Sequence[tuple[int, int]] = ()) -> Iterator[Redaction]:
    """Yield the names of people, perhaps overlapping; `entities` are the ranges the recogniser took for persons."""
    found = [*_titled(text), *_first_names(text), *_recognised(text, entities)]
    if not found:
        return
    lower = text.lower().replace("’", "'")
    spared = [span for saying in _sayings() if saying in lower for span in _places_of(saying, lower)]
    for start, end in found:
        if not any(start < stop and begin < end for begin, stop in spared):
            yield Redaction(start, end, "PERSON")


def _places_of(saying: str, lower: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"\b{re.escape(saying)}\b", lower)]


def _titled(text: str) -> Iterator[tuple[int, int]]:
    """Yield names with a title or initials before them."""
    for match in _TITLE.finditer(text):
        if not match["name"] or match["sure"] or _may_be_surname(match["name"]):
            yield match.span()
    for match in _ANY_CASE_TITLE.finditer(text):
        name = match["upper"] or match["lower"]
        if _may_be_surname(name) and not (match["lower"] and _WORDY.search(name)):
            yield match.span()
    for match in _INITIALS.finditer(text):
        if _may_be_surname(match["name"]):
            yield match.span()


def _may_be_surname(word: str) -> bool:
    plain = _plain(word)
    common = plain in _list("not_names.txt") or plain in _list("never_names.txt")
    return not common or plain in _list("surnames.txt")


def _first_names(text: str) -> Iterator[tuple[int, int]]:
    loud = text.isupper()
    for match in _WORD.finditer(text):
        word = _bare(match.group())
        start, end = match.start(), match.start() + len(word)
        if word and _is_name(text, word, start, end, loud=loud):
            yield start, end + _surname(text, word, end, loud=loud)


def _recognised(text: str, entities: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in entities:
        if _is_person_entity(text, start, end):
            yield start, start + len(_bare(text[start:end]))


def _surname(text: str, word: str, end: int, *, loud: bool) -> int:
    """Return how many characters after a first name belong to a surname."""
    if word.islower():
        match = _LOW_SURNAME.match(text[end:])
        plain = _plain(match.group().strip()) if match else ""
        is_surname = plain in _list("surnames.txt") and plain not in _list("not_names.txt")
        return len(match.group()) if match and is_surname else 0
    match = (_LOUD_SURNAME if loud else _SURNAME_AFTER).match(text[end:])
    if not match or _PLACE.match(match.group()):
        return 0
    first = next(part for part in match.group().split() if part[0].isupper())
    return len(match.group()) if _may_be_surname(first) else 0


def _is_name(text: str, word: str, start: int, end: int, *, loud: bool) -> bool:
    """Weigh the gazetteer, capitals and cues for one word."""
    plain = _plain(word)
    capital = word[0].isupper() and (loud or not word.isupper() or len(word) == 1)
    if not capital and plain in _list("not_names.txt") and plain not in _list("first_names.txt"):
        return False
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    called = bool(_CALLED.search(before))
    if _PLACE.match(after) or plain in _list("never_names.txt") or (_A_THING.search(before) and not called):
        return False
    if capital:
        return _capital_is_name(plain, before, after, called=called)
    return _small_is_name(plain, before, after, called=called)


def _small_is_name(plain: str, before: str, after: str, *, called: bool) -> bool:
    """Judge a word in small letters, or in capitals where the rest is not."""
    shortest = 4
    if plain not in _list("first_names.txt"):
        known = plain in _list("ambiguous_names.txt") or _WORDY.search(plain)
        return len(plain) >= shortest and not known and bool(_NAMED.search(before))
    if plain in _list("ambiguous_names.txt"):
        return False
    if len(plain) >= shortest and plain in _sure_small_names():
        return True
    cued = called or bool(_ROLE.search(before) or _ACTS.match(after))
    return cued or _has_named_neighbour(before, after, sure=True)


def _capital_is_name(plain: str, before: str, after: str, *, called: bool) -> bool:
    if plain in _list("months.txt"):
        return called or bool(_ACTS.match(after) or _PRAISED.match(after) or _KIN.search(before))
    if plain in _list("ambiguous_names.txt"):
        return called or _ambiguous_is_name(before, after)
    if plain in _list("first_names.txt") or _is_double_name(plain):
        return True
    shortest = 3
    if len(plain) < shortest or any(part in _list("not_names.txt") for part in {plain, *plain.split("-")}):
        return False
    return called or bool(_ROLE.search(before)) or _unknown_is_name(plain, before, after)


def _ambiguous_is_name(before: str, after: str) -> bool:
    if _ROLE.search(before) or _ACTS.match(after) or _PRAISED.match(after) or _POSTS.match(after):
        return True
    if _has_named_neighbour(before, after, sure=False):
        return True
    if _starts_sentence(before):
        return bool(_DOES.match(after))
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _unknown_is_name(plain: str, before: str, after: str) -> bool:
    """Judge a capitalised word that no list knows by what stands beside it."""
    if _has_named_neighbour(before, after, sure=True):
        return True
    acts = bool(_ACTS.match(after) or _DOES.match(after))
    if not _starts_sentence(before):
        return acts or bool(_WARM.search(before) and _AFTER.match(after))
    return not _WORDY.search(plain) and (acts or bool(_VERB.match(after)))


def _is_double_name(plain: str) -> bool:
    """Tell whether a word with a hyphen has a first name in it."""
    return "-" in plain and any(part in _sure_names() for part in plain.split("-"))


def _has_named_neighbour(before: str, after: str, *, sure: bool) -> bool:
    """Tell whether a first name stands beside the word in a list; `sure` takes no name that is also a word."""
    for match in (_NEIGHBOURS[0].search(before), _NEIGHBOURS[1].match(after)):
        plain = _plain(match.group(1)) if match else ""
        if plain in _sure_small_names():
            return True
        if match and not sure and match.group(1)[0].isupper() and plain in _list("ambiguous_names.txt"):
            return plain not in _list("months.txt")
    return False


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1:] in ".!?:\n"


def _is_person_entity(text: str, start: int, end: int) -> bool:
    """Believe the recogniser where the words are capitalised, not common, and stand where a person would."""
    words = _WORD.findall(text[start:end])
    if not words or any(_plain(word) in _list("not_names.txt") for word in words) or _PLACE.match(text[end:]):
        return False
    if not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    if _A_THING.search(text[max(0, start - 10) : start]):
        return False
    return len(words) > 1 or _may_be_person_alone(text, start, end)
