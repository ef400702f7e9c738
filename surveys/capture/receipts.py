"""Receipt codes: ten characters that lead a respondent, and nobody else, back to their own words."""

import hashlib
import hmac

from surveys.capture.codes import ALPHABET, grouped, make_code, read_code

LENGTH = 10


def make_receipt() -> str:
    """Make a random receipt code such as K7QM-2XPT-94."""
    return make_code(LENGTH)


def receipt_of(code: str) -> str:
    """Give the receipt code that belongs to a draft's random code.

    Whoever holds the draft's code can work it out again, so that sending twice gives one receipt. The way back is
    closed.
    """
    digest = hmac.new(code.encode(), b"receipt", hashlib.sha256).digest()
    return grouped("".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH]))


def read_receipt(typed: str) -> str | None:
    """Read a receipt code as people type it."""
    return read_code(typed, LENGTH)


def hash_receipt(receipt: str) -> str:
    """Give the SHA-256 of a receipt code, in hexadecimal: all that is stored of it."""
    return hashlib.sha256(receipt.encode()).hexdigest()
