"""Sealing drafts: what is stored can be read only with the respondent's code and the server's secret together."""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from surveys.capture.codes import make_code, read_code

LENGTH = 12
"""Characters of a code: 60 bits, which cannot be guessed without the server's secret and not be tried out with it."""

_NONCE_BYTES = 12


def make_draft_code() -> str:
    """Make a random code such as K7QM-2XPT-94TR."""
    return make_code(LENGTH)


def read_draft_code(typed: str) -> str | None:
    """Read a draft's code as people type it."""
    return read_code(typed, LENGTH)


class DraftKey:
    """What a respondent's code opens.

    `code_hash` finds the draft and says nothing about the code or the key; both are HMAC-SHA256 of the code under the
    server's secret. Content is sealed with AES-256-GCM, bound to `code_hash`.
    """

    def __init__(self, code: str, *, secret: str) -> None:
        self.code = code
        self.code_hash = hmac.new(secret.encode(), f"find {code}".encode(), hashlib.sha256).hexdigest()
        self._cipher = AESGCM(hmac.new(secret.encode(), f"seal {code}".encode(), hashlib.sha256).digest())

    def seal(self, content: bytes) -> bytes:
        """Encrypt; the nonce stands first."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, self.code_hash.encode())

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt what this key sealed.

        Raises:
            cryptography.exceptions.InvalidTag: something else sealed it, or it was changed.
        """
        return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self.code_hash.encode())
