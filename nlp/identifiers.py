"""Personal identifiers found by their form: numbers with check digits, codes, addresses and dates."""

import re
from collections.abc import Callable, Iterator

from nlp.results import Redaction

_SPOKEN_EMAIL = re.compile(
    r"\b(?=[0-9._%+'-]*[a-z])[a-z0-9._%+'-]+ ?"
    r"(?:(?:\(at\)|\[at\]) ?[a-z0-9-]+ ?(?:\(dot\)|\bdot\b|\.)|\bat [a-z0-9-]+ dot) ?"
    r"(?:co(?:\.| dot )uk|com|org|net|gov)\b(?: dot uk)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"\b[a-z0-9._%+'-]+ ?(?:\(at\)|\[at\]|\bat\b) ?[a-z0-9-]+ ?(?:\(dot\)|\bdot\b|\.) ?"
    r"(?:co(?:\.| dot )uk|com|org|net|gov)\b(?: dot uk)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_POSTCODE = re.compile(
    r"\b(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r"\s{0,2}\d[ABD-HJLNP-UW-Z]{2})\b",
    re.IGNORECASE,
)
_NINO = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-NP-Z][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[A-D]\b", re.IGNORECASE)
_EXAMPLE_NINO = re.compile(r"\bQQ[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[A-D]\b", re.IGNORECASE)
_NINO_CUED = re.compile(
    r"(?:national insurance|\bNINO\b|\bN\.?I\.?)(?: (?:number|no))?[ .:#-]*(?:is )?"
    r"([A-Z]{2}[ .-]?(?:\d[ .-]?){6}[A-Z])\b",
    re.IGNORECASE,
)
_TEN_DIGITS = re.compile(r"(?<![\d+])\d{3}[ .-]?\d{3}[ .-]?\d{4}(?!\d)")
_NHS_CUED = re.compile(r"\bNHS(?: (?:number|no|num))?[ .:#'’s-]*(?:is |was )?((?:\d[ .-]?){9}\d)(?!\d)", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.\- ]\d{{1,2}}[/.\- ](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of|[- ]the)?[ \-]{_MONTH}[,\- ]*(?:\d{{4}}|'?\d{{2}})"
    rf"|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]\d{{4}})"
)
_BIRTH_CUED = re.compile(
    r"(?:\bborn(?: on)?(?: the)?|\bd\.?o\.?b\.?|date of birth|birth ?date|b(?:irth)?day(?:['’]?s)?)"
    rf"[ :.=-]*(?:is |was |on |the |it's )*({_DATE})\b"
    rf"|(?:\bd\.?o\.?b\b\.?|date of birth|birth ?date)[^\d\n]{{0,25}}({_DATE})\b"
    rf"|\bborn (?:in|at) [^\d\n.]{{3,20}}({_DATE})\b|\bb\.? ?({_DATE})\b",
    re.IGNORECASE,
)
_OLD_DATE = re.compile(rf"(?<!\d)({_DATE})(?!\d)", re.IGNORECASE)
_BIRTH_YEARS = re.compile(r"(?:19[0-7]\d)$")
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|cl|crescent|cres|court|ct|terrace|terr?|way|gardens?|gdns"
    r"|grove|place|square|hill|walk|row|view|mews|parade|rise|green|park|house|lodge|mount|bank|fold|croft|gate|yard"
    r"|wharf|buildings|circus|quay|wynd|brae|loan|path|meadows?|heights|villas?|cottages?|common|chase|dene|garth|glebe"
    r"|orchard|copse|spinney|approach|broadway|esplanade|promenade|boulevard|vale|dale|nook|ridge|leas|mead|towers?"
    r"|point|bungalows?|flats|farm|manor|estate|side|end|hollow|paddocks?|fields?)"
)
_WORDS = r"(?:(?:St\.? )?[A-Z][A-Za-z'’]+(?:-[A-Za-z]+)*\s+){1,3}"
_ROAD = r"(?:street|st|road|rd|avenue|ave|lane|drive|close|crescent|terrace|way|grove|hill|row|green|mews|walk|gardens)"
_ADDRESS = re.compile(
    rf"(?:\b(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Rr]oom|FLAT)\s\d{{1,4}}(?:/\d)?[A-Za-z]?,?\s+)?"
    rf"(?<![\d.£:/])(?:\d/\d,? )?\b\d{{1,4}}[A-Za-z]?,?\s+"
    rf"(?:{_WORDS}(?i:{_STREET})\b|The (?!\w+day)[A-Z][a-z]+s?\b"
    rf"|(?:Heol|Ffordd|Maes|Clos|Stryd|Rhodfa|Bryn|Lôn|Cwrt|Parc)"
    rf"(?:[ -][A-Za-zŷŵâêîôû]+){{0,2}}[ -][A-Z][a-zŷŵâêîôû]+)(?:, {_WORDS}(?i:{_ROAD})\b)?"
    rf"|\b[Ff]lat\s\d{{1,4}}[A-Za-z]?,?\s+{_WORDS}(?i:{_STREET})\b(?:, {_WORDS}(?i:{_ROAD})\b)?"
)
_HOUSE = re.compile(
    r"\b[A-Z][a-z'’]+ (?:[A-Z][a-z'’]+ )?(?:Cottage|House|Lodge|Farm|Barn|Villa|Court|Manor|Grange|Croft|Bungalow), "
    rf"(?:\d{{1,4}} )?{_WORDS}(?i:{_ROAD})\b"
)
_LOWER_ADDRESS = re.compile(
    r"(?:\bflat \d{1,3}[a-z]?,? )?(?<![\d.£:/])\b\d{1,4}[a-z]?,? "
    r"(?!(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|miles?|times?|of|and|the|more|per|past|to|or|on|in|down)\b)"
    r"(?:(?:st )?[a-z'’-]{3,} ){1,2}(?:street|road|rd|avenue|ave|lane|drive|close(?=[,.]|$)|crescent|cres"
    r"|terrace|gardens|gdns|grove|st(?=[,.]|$))\b|\bflat \d{1,3}[a-z]?,? (?:[a-z'’-]{3,} ){1,2}(?:court|house|lodge)\b",
    re.IGNORECASE,
)
_KEY_SAFE = re.compile(
    r"\b(?:key ?safe|keysafe|door|gate|entry|alarm|lock ?box|key ?box|pin|access)(?:'s)?"
    r"(?: (?:code|number|no|pin|combination))?(?: (?:is|was|for the|at|on|by|the|front|back|door|gate|box)){0,5}"
    r"[ :=#-]*(?:still )?(C?\d(?:[ -]?\d){3,5}[A-Z]?)\b(?![/.]\d)",
    re.IGNORECASE,
)
_CODE_CUED = re.compile(
    r"\b(?:code|combination|pin)(?: number| no)?[ :=#-]*(?:is |was )?(C?\d(?:[ -]?\d){3,5}[A-Z]?)\b", re.IGNORECASE
)


def find_identifiers(text: str) -> Iterator[Redaction]:
    """Yield every identifier found by its form, in no order and perhaps overlapping.

    Sources: NHS numbers by modulus 11 (or by the words before them), National Insurance numbers by HMRC's prefixes,
    postcodes by Royal Mail's form, telephone numbers by the numbering plan.
    """
    if "@" in text:
        yield from _all(_EMAIL, "EMAIL", text)
    if "dot" in text or "(at)" in text or "[at]" in text:
        yield from _all(_SPOKEN_EMAIL, "EMAIL", text)
    yield from _all(_HOUSE, "ADDRESS", text)
    if not any(character.isdigit() for character in text):
        return
    yield from _all(_POSTCODE, "POSTCODE", text)
    for pattern in (_NINO, _EXAMPLE_NINO, _NINO_CUED):
        yield from _all(pattern, "NINO", text)
    yield from _all(_NHS_CUED, "NHS_NUMBER", text)
    yield from _all(_TEN_DIGITS, "NHS_NUMBER", text, holds=_is_nhs_number)
    yield from _phones(text)
    yield from _all(_BIRTH_CUED, "DOB", text)
    yield from _all(_OLD_DATE, "DOB", text, holds=lambda date: bool(_BIRTH_YEARS.search(date)))
    yield from _all(_ADDRESS, "ADDRESS", text)
    yield from _all(_LOWER_ADDRESS, "ADDRESS", text)
    for pattern in (_KEY_SAFE, _CODE_CUED):
        yield from _all(pattern, "KEY_SAFE", text)


def _all(
    pattern: re.Pattern[str], kind: str, text: str, *, holds: Callable[[str], bool] = lambda _: True
) -> Iterator[Redaction]:
    """Yield each match, or the one group of it where it has some, for which the check holds."""
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        if holds(match.group(group)):
            yield Redaction(*match.span(group), kind)


def _is_nhs_number(digits: str) -> bool:
    from nhs_number.validate import is_valid

    return bool(is_valid(re.sub(r"\D", "", digits)))


_PHONE = re.compile(r"(?<![\d£.])(?:(?:\+|00)44[ (.-]*(?:0\)?)?|\(?0)[1-9](?:[ ().-]{0,2}\d){7,10}(?!\d)")


def _phones(text: str) -> Iterator[Redaction]:
    """Yield numbers the library accepts, and others written like a British number (drama ranges, one digit short)."""
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text, "GB"):
        yield Redaction(match.start, match.end, "PHONE")
    yield from _all(_PHONE, "PHONE", text)
