"""Codes that people read off a screen and type in again: Crockford's base 32, 5 bits a character."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No character that is taken for another."""

GROUP = 4
_MISREAD = str.maketrans("OIL", "011")


def make_code(length: int) -> str:
    """Make a random code of so many characters, such as K7QM-2XPT-94TR for 12."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(length)))


def read_code(typed: str, length: int) -> str | None:
    """Read a code as people type it: any case, with or without hyphens, O for 0, I or L for 1."""
    characters = re.sub(r"[\W_]", "", typed).upper().translate(_MISREAD)
    fits = len(characters) == length and set(characters) <= set(ALPHABET)
    return grouped(characters) if fits else None


def grouped(characters: str) -> str:
    """Write characters in groups of four that can be read aloud."""
    return "-".join(characters[start : start + GROUP] for start in range(0, len(characters), GROUP))
