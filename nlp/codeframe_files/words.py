"""How a codeframe's parts are written in plain files: one-line words, stances, bullets and lists."""

import re
import unicodedata
from collections.abc import Iterable

from nlp.results import Stance

STANCE_WORDS = {"happening": Stance.MET, "not happening": Stance.UNMET, "asked for": Stance.WANTED} | {
    stance.value: stance for stance in Stance
}
"""What may stand before an example, with a colon, to say its stance."""

_BULLET = re.compile(r"[-•*–·]\s+")
_STANCED = re.compile(rf"(|{'|'.join(STANCE_WORDS)})\s*:\s*(.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;|]+")
_UNKEYED = re.compile(r"[^a-z0-9]+")
_UNSEEN = {"Cc", "Cs", "Cn", "Co"}


def tidy(raw: str) -> str:
    """Put words on one line: single blanks, and no characters that files of some kinds cannot hold."""
    seen = "".join(" " if it.isspace() else it for it in raw if it.isspace() or unicodedata.category(it) not in _UNSEEN)
    return " ".join(seen.split())


def read_lines(raw: str) -> list[str]:
    """Give the lines that say something, without bullets."""
    lines = (
        _BULLET.sub("", line.strip(), count=1) if _BULLET.match(line.strip()) else line for line in raw.splitlines()
    )
    return [line for line in map(tidy, lines) if line]


def read_stanced(line: str) -> tuple[Stance | None, str]:
    """Split `unmet: Nobody came` into stance and words; words may also stand alone, or after a lone colon."""
    found = _STANCED.fullmatch(line)
    if found is None:
        return None, line
    return STANCE_WORDS.get(found[1].lower()), found[2]


def write_stanced(stance: Stance | None, words: str) -> str:
    """Write words so that `read_lines` and `read_stanced` give back the same."""
    if stance is not None:
        return f"{stance.value}: {words}"
    return f": {words}" if _STANCED.fullmatch(words) or _BULLET.match(words) else words


def read_list(raw: str) -> tuple[str, ...]:
    """Read keys that stand in one cell or line, with blanks, commas or semicolons between them."""
    return tuple(part for part in _BETWEEN.split(raw.strip()) if part)


def key_of(words: str, *, most: int = 40) -> str:
    """Make a key of the first words: small letters and digits, hyphens between; empty when there is none of them."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    key = _UNKEYED.sub("-", plain).strip("-")
    return key if len(key) <= most else key[: most + 1].rpartition("-")[0] or key[:most]


def without_repeats(keys: Iterable[str]) -> list[str]:
    """Number keys that stand more than once: visits, visits-2."""
    taken: dict[str, None] = {}
    for key in keys:
        new, number = key, 1
        while new in taken:
            number += 1
            new = f"{key}-{number}"
        taken[new] = None
    return list(taken)
