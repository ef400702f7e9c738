"""Keys made from words. They stand in answers, so they are made once and never change."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
"""Characters; a question's key gets more behind it where options ask for words."""


def make_key(words: str, *, taken: Collection[str] = (), fallback: str = "question") -> str:
    """Make a key of words: lower case, joined by hyphens, cut at the end of a word, different from all taken.

    Words without Latin letters give the fallback.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    parts = re.findall(r"[a-z0-9]+", plain)
    key = parts[0][:LONGEST] if parts else fallback
    for part in parts[1:]:
        if len(key) + len(part) + 1 > LONGEST:
            break
        key = f"{key}-{part}"
    return _free(key, taken)


def _free(key: str, taken: Collection[str]) -> str:
    """Give the key, with a number behind it if it is taken."""
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}-{number}"
    return found
