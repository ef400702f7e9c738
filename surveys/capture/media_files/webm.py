"""Sound recordings in WebM, as browsers make them: every element that is not needed to play is blanked in place.

Elements keep their places and sizes, since cues point to them by byte (RFC 8794, RFC 9559).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.capture.media_files.results import MediaFile
from surveys.values import UploadKind

_HEADER, _DOCTYPE = 0x1A45DFA3, 0x4282
_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_SEEK_HEAD, _CUES, _VOID, _CHECKSUM = 0x114D9B74, 0x1C53BB6B, 0xEC, 0xBF
_TIME, _BLOCK, _BLOCKS, _POSITION, _BEFORE = 0xE7, 0xA3, 0xA0, 0xA7, 0xAB
_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK, _NUMBER, _UID, _TYPE, _CODEC, _SETUP, _AUDIO = 0xAE, 0xD7, 0x73C5, 0x83, 0x86, 0x63A2, 0xE1
_LACING, _DELAY, _PREROLL, _DEFAULT_LENGTH = 0x9C, 0x56AA, 0x56BB, 0x23E383
_HEADERS = frozenset({_DOCTYPE, 0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4287, 0x4285})

_KEPT: dict[int, frozenset[int]] = {
    0: frozenset({_HEADER, _SEGMENT, _VOID}),
    _HEADER: _HEADERS,
    # The clusters' own elements stand here too: a cluster that is recorded live does not say where it ends.
    _SEGMENT: frozenset({_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _TIME, _BLOCK, _BLOCKS, _POSITION, _BEFORE}),
    _INFO: frozenset({_SCALE, _DURATION}),
    _TRACKS: frozenset({_TRACK}),
    _TRACK: frozenset({_NUMBER, _UID, _TYPE, _CODEC, _SETUP, _AUDIO, _LACING, _DELAY, _PREROLL, _DEFAULT_LENGTH}),
}
"""What stays, by the element it stands in."""

_SOUND_TRACK = 2
_CODECS = frozenset({b"A_OPUS", b"A_VORBIS"})
_USUAL_SCALE = 1_000_000
"""Nanoseconds of one tick, unless the file says otherwise."""


@dataclass(frozen=True)
class _Element:
    """A stretch of the file: what it is, where it starts, where its body does, where it ends."""

    name: int
    start: int
    body: int
    end: int


def read_webm(content: bytes) -> MediaFile:
    """Blank everything in a WebM file but its sound.

    Raises:
        ValueError: it is no WebM, or holds anything but one track of Opus or Vorbis sound.
    """
    data = bytearray(content)
    kept = list(_clean(data, _Element(0, 0, 0, len(data))))
    values = {each.name: bytes(data[each.body : each.end]) for each in kept}
    is_sound = int.from_bytes(values.get(_TYPE, b""), "big") == _SOUND_TRACK and values.get(_CODEC) in _CODECS
    if values.get(_DOCTYPE) != b"webm" or not is_sound or sum(each.name == _TRACK for each in kept) != 1:
        raise ValueError("not one track of sound")
    return MediaFile(UploadKind.VOICE, "audio/webm", bytes(data), _seconds(data, kept, values))


def _clean(data: bytearray, outer: _Element) -> Iterator[_Element]:
    """Blank what is not needed inside an element; gives what stays, in order."""
    for element in _elements(data, outer):
        if element.name not in _KEPT[outer.name]:
            _blank(data, element)
            continue
        yield element
        if element.name in _KEPT:
            yield from _clean(data, element)


def _elements(data: bytearray, outer: _Element) -> Iterator[_Element]:
    """Go through the elements inside one; the body of a cluster counts as standing beside it.

    Raises:
        ValueError: an element is larger than what it stands in.
    """
    position = outer.body
    while position < outer.end:
        name, after = _number(data, position, keeps_marker=True)
        size, body = _number(data, after)
        is_open = size == (1 << 7 * (body - after)) - 1
        end = outer.end if is_open else body + size
        if name == _SEGMENT:
            end = min(end, outer.end)
        if end > outer.end or (is_open and name not in {_SEGMENT, _CLUSTER}):
            raise ValueError("an element does not fit")
        yield _Element(name, position, body, body if name == _CLUSTER else end)
        position = body if name == _CLUSTER else end


def _number(data: bytearray, position: int, *, keeps_marker: bool = False) -> tuple[int, int]:
    """Read a number of one to eight bytes whose first bits say how many; gives it and the place after it.

    Raises:
        ValueError: there is no such number.
    """
    first = data[position] if position < len(data) else 0
    if first == 0:
        raise ValueError("not a number")
    length = 9 - first.bit_length()
    number = int.from_bytes(data[position : position + length], "big")
    return number if keeps_marker else number & ((1 << 7 * length) - 1), position + length


def _blank(data: bytearray, element: _Element) -> None:
    """Put a void of the same size in place of an element."""
    length = element.end - element.start
    width = 8 if length > 9 else 1  # noqa: PLR2004  one byte of name and eight of size
    size = (length - 1 - width) | 1 << 7 * width
    data[element.start : element.end] = bytes([_VOID]) + size.to_bytes(width, "big") + bytes(length - 1 - width)


def _seconds(data: bytearray, kept: list[_Element], values: dict[int, bytes]) -> float | None:
    """Give the length: the one stated, or for a live recording the time of its last block; None when it has none."""
    scale = int.from_bytes(values.get(_SCALE, b""), "big") or _USUAL_SCALE
    if stated := values.get(_DURATION):
        ticks: float = struct.unpack(">d" if len(stated) == 8 else ">f", stated)[0]  # noqa: PLR2004  a double
        return ticks * scale / 1e9
    times = [each for each in kept if each.name == _TIME]
    if not times:
        return None
    last = int.from_bytes(data[times[-1].body : times[-1].end], "big")
    blocks = [each for each in kept if each.name == _BLOCK and each.start > times[-1].start]
    beyond = max((_block_time(data, each) for each in blocks), default=0)
    return (last + beyond) * scale / 1e9


def _block_time(data: bytearray, block: _Element) -> int:
    """Give a block's time in ticks, counted from its cluster's."""
    _track, position = _number(data, block.body)
    return int.from_bytes(data[position : position + 2], "big", signed=True)
