"""Raw text from a form or a file, made safe to store."""

import re

_LINE_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def clean_text(raw: str) -> str:
    """Write every line break as one character, and take out what databases and spreadsheets refuse.

    That is control characters, NUL among them, and halves of surrogate pairs: nothing that anybody can read.
    Emoji, accents and right-to-left marks stay.
    """
    return _UNSTORABLE.sub("", _LINE_BREAKS.sub("\n", raw))
