"""Personal data in comments: where it stands, and text with it hidden."""

from collections.abc import Iterable, Sequence

from nlp.identifiers import find_identifiers
from nlp.names import find_names
from nlp.results import Redaction

#: Each kind of personal data, and the words that stand for it in redacted text.
KINDS = {
    "EMAIL": "email address",
    "NHS_NUMBER": "NHS number",
    "NINO": "National Insurance number",
    "PHONE": "phone number",
    "DOB": "date of birth",
    "POSTCODE": "postcode",
    "ADDRESS": "address",
    "KEY_SAFE": "door code",
    "PERSON": "Person",
}
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def find_redactions(text: str, entities: Sequence[tuple[int, int]] = ()) -> tuple[Redaction, ...]:
    """Find personal data in a text.

    `entities` are ranges a named entity recogniser took for persons; they are one vote among several.
    Returns ranges in order that do not overlap: of two that would, the surer kind wins, then the longer.
    """
    return settle([*find_identifiers(text), *find_names(text, entities)])


def settle(found: Iterable[Redaction]) -> tuple[Redaction, ...]:
    """Keep the surer, then the longer, of redactions that overlap; return them in order."""
    kept: list[Redaction] = []
    for redaction in sorted(found, key=lambda it: (_RANK[it.kind], it.start - it.end, it.start)):
        if all(redaction.end <= other.start or other.end <= redaction.start for other in kept):
            kept.append(redaction)
    return tuple(sorted(kept, key=lambda it: it.start))


def redact(text: str, redactions: Iterable[Redaction]) -> str:
    """Replace personal data by words in brackets; the same person is the same "[Person 1]" throughout.

    A first name alone stands for the first person already met who bears it.
    """
    pieces: list[str] = []
    people: list[frozenset[str]] = []
    position = 0
    for redaction in settle(redactions):
        pieces.append(text[position : redaction.start])
        hidden = text[redaction.start : redaction.end]
        words = KINDS[redaction.kind]
        pieces.append(f"[{words} {_number(hidden, people)}]" if redaction.kind == "PERSON" else f"[{words}]")
        position = redaction.end
    return "".join([*pieces, text[position:]])


_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "sister", "nurse", "matron", "councillor", "cllr", "father"}
    | {"rev", "reverend", "sir", "lady", "professor", "prof"}
)


def _number(name: str, people: list[frozenset[str]]) -> int:
    """Return the person's number, counted from 1, adding a new person to `people` when nobody fits."""
    words = frozenset(word.strip(".").lower() for word in name.split()) - _TITLES or frozenset({name.lower()})
    for number, known in enumerate(people, start=1):
        if words <= known or known <= words:
            people[number - 1] = known | words
            return number
    people.append(words)
    return len(people)
