"""Receipt codes: ten characters that lead a respondent, and nobody else, back to their own words."""

import hashlib
import hmac
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: 5 bits a character, none that is taken for another."""

LENGTH = 10
_MISREAD = str.maketrans("OIL", "011")
_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def make_receipt() -> str:
    """Make a random receipt code such as K7QM-2XPT-94."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def receipt_of(token: str) -> str:
    """Give the receipt code that belongs to a draft's random token.

    Whoever holds the token can work it out again, so that sending twice gives one receipt. The way back is closed.
    """
    digest = hmac.new(token.encode(), b"receipt", hashlib.sha256).digest()
    return _grouped("".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH]))


def read_receipt(typed: str) -> str | None:
    """Read a receipt code as people type it: any case, with or without hyphens, O for 0, I or L for 1."""
    characters = re.sub(r"[\W_]", "", typed).upper().translate(_MISREAD)
    return _grouped(characters) if _SHAPE.fullmatch(characters) else None


def hash_receipt(receipt: str) -> str:
    """Give the SHA-256 of a receipt code, in hexadecimal: all that is stored of it."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def _grouped(characters: str) -> str:
    """Write ten characters in groups that can be read aloud."""
    return f"{characters[:4]}-{characters[4:8]}-{characters[8:]}"
