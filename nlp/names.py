"""Names of people: a gazetteer with cues, and the named entity recogniser as one more vote."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from nlp.results import Redaction

_NAME = r"[A-Z][a-zà-öø-ÿ]+(?:['’-][A-Z][a-zà-öø-ÿ]+)*|[A-Z]['’][A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-z]+)*|Ma?c[A-Z][a-z]+"
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Sister|Nurse|Matron|Councillor|Cllr|Father|Rev|Reverend|Sir|Lady|Professor|Prof"
    rf"|mr|mrs|ms|dr|cllr)\.? (?:(?:{_NAME})(?: (?:{_NAME})){{0,2}}|[A-Z]\b\.?(?! [a-z]))"
)
_CALLED = re.compile(
    r"\b(?:called|named|name is|name's|name was|names are|i'm|i am|this is|signed|sincerely|regards|contact|speak to"
    r"|ask for|known as)[ :,]+",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:carer|carers|nurse|manager|wife|husband|daughter|son|sister|brother|mum|mam|mom|mother|dad|father|nan|gran|grandad"
    r"|neighbour|friend|social worker|physio|physiotherapist|ot|lady|girl|lad|lass|aunt|auntie|uncle|cousin|niece|nephew|pa|boss"
    r"|supervisor|coordinator|co-ordinator|partner|colleague|therapist|worker|driver|doctor|gp|helper|cleaner|client|me|our)"
    r",? $",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:carer|nurse|wife|daughter|sister|mum|mother|nan|neighbour|friend|aunt|auntie|niece|cousin),? $",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:thank you(?: to)?|thanks(?: to)?|with|and|to|from|by|for|like|bless|miss|love|see|get|got|saw|had|ring|rang|phone|ask|asked"
    r"|told|tell|always|was|is|it's|only|our|both|except|&|when|until|since|because|call|calls|of|them|but|if|then|dear|hi|hello) $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:'s\b|’s\b|,? (?:who|has|had|is|was|came|comes|does|did|always|never|says|said|will|would|can|could|gave|went|rang|told|knows|stayed"
    r"|and [A-Z][a-z]+|noticed|took|made|helped|sat|got|brought|left|in the office|from the|at the|my carer|the carer|our carer|prays|sorted"
    r"|she|he|pops|looks|deals|rings|leaves|turns|visits|used|doesn't|didn't|isn't|wasn't))"
)
_VERB_AFTER = re.compile(
    r"^ (?:who|came|comes|does|did|said|says|gave|rang|told|knows|stayed|noticed|took|helped|sat|brought|prays|sorted|pops|looks|rings"
    r"|leaves|turns|visits|used to|has been|is my|was my|is a|was a|is the|was the|always|never|never|mostly|in the office|from the)\b"
)
_NOT_PLACE = re.compile(
    r"^ (?:ward|unit|hospital|house|court|street|road|lodge|clinic|team|centre|avenue|close|care|homecare|day)\b",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"^ (?:is|was|has been) (?:so |very |really |always |absolutely |just |my |our )?(?:lovely|brilliant|great|kind|good|nice|excellent"
    r"|fantastic|wonderful|amazing|rude|late|helpful|gentle|patient|friendly|best|favourite|off|back|new)\b",
    re.IGNORECASE,
)
_SURNAME_AFTER = re.compile(rf"^(?: (?:{_NAME}))+")


@cache
def _list(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "personal" / name).read_text(encoding="utf-8").split()
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
    if not match or _NOT_PLACE.match(match.group()):
        return 0
    words = match.group().split()
    return 0 if words[0].lower() in _list("not_names.txt") else len(match.group())


def _is_name(text: str, word: str, start: int, end: int) -> bool:
    """Weigh the gazetteer, capitals and cues for one word."""
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    lower = word.lower()
    if not word or _NOT_PLACE.match(after) or lower in _list("never_names.txt"):
        return False
    called = bool(_cue_at_end(_CALLED, before))
    if word[0].isupper() and not (word.isupper() and len(word) > 1 and not text.isupper()):
        return _capital_is_name(lower, before, after, called=called)
    if lower in _list("first_names.txt") and lower not in _list("ambiguous_names.txt"):
        return called or bool(_ROLE.search(before)) or bool(_VERB_AFTER.match(after))
    return False


def _capital_is_name(lower: str, before: str, after: str, *, called: bool) -> bool:
    if lower in _list("months.txt"):
        return called or bool(_VERB_AFTER.match(after) or _PRAISED.match(after) or _KIN.search(before))
    if lower in _list("ambiguous_names.txt"):
        cued = called or bool(_ROLE.search(before) or _VERB_AFTER.match(after) or _PRAISED.match(after))
        return cued or (not _starts_sentence(before) and bool(_BEFORE.search(before) or _AFTER.match(after)))
    if lower in _list("first_names.txt"):
        return True
    if lower in _list("not_names.txt"):
        return False
    shortest = 3
    acts = bool(_VERB_AFTER.match(after)) and not _starts_sentence(before)
    return len(lower) >= shortest and (called or acts or bool(_ROLE.search(before)))


def _starts_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1:] in ".!?:\n"


def _cue_at_end(pattern: re.Pattern[str], before: str) -> bool:
    return any(match.end() == len(before) for match in pattern.finditer(before))


def _is_person_entity(text: str, start: int, end: int) -> bool:
    """Believe the recogniser where the words are capitalised, not common, and stand where a person would."""
    words = _WORD.findall(text[start:end])
    if not words or any(word.lower() in _list("not_names.txt") for word in words) or _NOT_PLACE.match(text[end:]):
        return False
    if not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    if words[0].lower() in _list("ambiguous_names.txt") and len(words) == 1:
        return False
    return len(words) > 1 or bool(
        _BEFORE.search(text[:start]) or _AFTER.match(text[end:]) or _ROLE.search(text[:start])
    )
