"""The kinds of concern and of personal data that the pipeline knows, in words."""

from nlp.redaction import KINDS
from nlp.safeguarding import concern_kinds as _concern_kinds


def concern_kinds() -> dict[str, str]:
    """Give the words of every kind of concern by its key, in the order in which they are offered."""
    return {kind.key: kind.title for kind in _concern_kinds()}


def personal_words(kind: str) -> str:
    """Say what a stretch of personal data is, in words that can follow "a" or stand alone."""
    return "name" if kind == "PERSON" else KINDS[kind]
