"""Which characters the printing fonts have. PDF/UA refuses a page with one that none of them can draw."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent.parent / "static" / "fonts"
"""Put there by `make setup`."""

_SEGMENTS, _GROUPS = 4, 12
"""The formats of a character map that hold the characters up to U+FFFF, and those beyond too."""


def printable(text: str) -> str:
    """Leave out symbols that no font has, such as emoji; a letter or sign that none has becomes a question mark."""
    known = covered()
    return "".join(char if char in known or char in "\n\t" else _instead(char) for char in text)


def _instead(char: str) -> str:
    """Give what stands for a character that cannot be printed."""
    return " " if char.isspace() else "?" if unicodedata.category(char)[0] in "LNP" else ""


@cache
def covered() -> frozenset[str]:
    """List every character that one of the fonts has, in regular and in bold."""
    regular = [set(_characters(path.read_bytes())) for path in sorted(FONTS.glob("*_400Regular.ttf"))]
    bold = [set(_characters(path.read_bytes())) for path in sorted(FONTS.glob("*_700Bold.ttf"))]
    return frozenset(chr(code) for thin, thick in zip(regular, bold, strict=True) for code in thin & thick)


def _characters(font: bytes) -> Iterator[int]:
    """Go through the character codes of a TrueType font, after the OpenType specification's `cmap` table."""
    tables = {font[at : at + 4]: struct.unpack(">I", font[at + 8 : at + 12])[0] for at in _records(font)}
    start = tables[b"cmap"]
    (count,) = struct.unpack(">H", font[start + 2 : start + 4])
    for number in range(count):
        (offset,) = struct.unpack(">I", font[start + 8 + 8 * number : start + 12 + 8 * number])
        (form,) = struct.unpack(">H", font[start + offset : start + offset + 2])
        if form == _GROUPS:
            yield from _grouped(font, start + offset)
        elif form == _SEGMENTS:
            yield from _segmented(font, start + offset)


def _records(font: bytes) -> range:
    """Give where the entries of the table directory start."""
    (count,) = struct.unpack(">H", font[4:6])
    return range(12, 12 + 16 * count, 16)


def _grouped(font: bytes, start: int) -> Iterator[int]:
    """Read a map of format 12: groups from a first to a last character."""
    (count,) = struct.unpack(">I", font[start + 12 : start + 16])
    for number in range(count):
        first, last, _glyph = struct.unpack(">III", font[start + 16 + 12 * number : start + 28 + 12 * number])
        yield from range(first, last + 1)


def _segmented(font: bytes, start: int) -> Iterator[int]:
    """Read a map of format 4: segments, each with its last character in one list and its first in another."""
    (double,) = struct.unpack(">H", font[start + 6 : start + 8])
    ends = struct.unpack(f">{double // 2}H", font[start + 14 : start + 14 + double])
    starts = struct.unpack(f">{double // 2}H", font[start + 16 + double : start + 16 + 2 * double])
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
