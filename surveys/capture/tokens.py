"""The tokens of personal links. The database alone holds no link that works."""

import hashlib
import hmac

from surveys.capture.codes import ALPHABET, grouped, read_code

LENGTH = 16
"""Characters of a token: 80 bits."""


def token_of(invitation_id: int, *, secret: str) -> str:
    """Give the token of an invitation, such as K7QM-2XPT-94TR-8WNV: HMAC-SHA256 of its key under the server's secret.

    So the same link can go on a letter and on a reminder without being stored.
    """
    digest = hmac.new(secret.encode(), f"invitation {invitation_id}".encode(), hashlib.sha256).digest()
    return grouped("".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH]))


def read_token(typed: str) -> str | None:
    """Read a token as people type it."""
    return read_code(typed, LENGTH)


def hash_token(token: str) -> str:
    """Give the SHA-256 of a token, in hexadecimal: all that is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()
