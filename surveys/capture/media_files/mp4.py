"""Sound recordings in MP4 (M4A): every box that is not needed to play the sound is blanked where it stands.

Boxes keep their places and sizes, since others point to them by byte (ISO/IEC 14496-12). Phones write the place and
the time of the recording into `udta`, `meta` and the headers' clocks.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from mutagen.mp4 import MP4

from surveys.capture.media_files.results import MediaFile, read_sound
from surveys.values import UploadKind

_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx"}),
    b"moov": frozenset({b"mvhd", b"mvex", b"trak"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
}
"""What stays, by the box it stands in."""

_CLOCKS = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_CODECS = ("mp4a", "alac", "Opus")
_SOUND = b"soun"
_LARGE_HEADER = 16
_HEADER = 8


@dataclass(frozen=True)
class _Box:
    """A named stretch of the file: where it starts, where its body does, where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def read_mp4(content: bytes) -> MediaFile:
    """Blank everything in an MP4 but its sound.

    Raises:
        ValueError: it holds pictures or text too, or sound that browsers do not play.
    """
    data = bytearray(content)
    tracks = list(_clean(data, _Box(b"", 0, 0, len(data))))
    if tracks != [_SOUND]:
        raise ValueError("not one track of sound")
    sound = read_sound(MP4, io.BytesIO(data)).info
    if not sound.codec.startswith(_CODECS):
        raise ValueError("a codec that browsers do not play")
    return MediaFile(UploadKind.VOICE, "audio/mp4", bytes(data), sound.length or None)


def _clean(data: bytearray, outer: _Box) -> Iterator[bytes]:
    """Blank what is not needed inside a box; gives the kind of every track met."""
    for box in _boxes(data, outer):
        if box.name not in _KEPT[outer.name]:
            data[box.start + 4 : box.start + 8] = b"free"
            data[box.body : box.end] = bytes(box.end - box.body)
        elif box.name in _KEPT:
            yield from _clean(data, box)
        elif box.name in _CLOCKS:
            width = 16 if data[box.body] == 1 else 8
            data[box.body + 4 : box.body + 4 + width] = bytes(width)
        elif box.name == b"hdlr":
            yield bytes(data[box.body + 8 : box.body + 12])
            data[box.body + 24 : box.end] = bytes(max(0, box.end - box.body - 24))


def _boxes(data: bytearray, outer: _Box) -> Iterator[_Box]:
    """Go through the boxes inside one.

    Raises:
        ValueError: a box is larger than what it stands in.
    """
    position = outer.body
    while position + _HEADER <= outer.end:
        size, body = int.from_bytes(data[position : position + 4], "big"), position + _HEADER
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8], "big"), position + _LARGE_HEADER
        end = outer.end if size == 0 else position + size
        if not body <= end <= outer.end:
            raise ValueError("a box does not fit")
        yield _Box(bytes(data[position + 4 : position + 8]), position, body, end)
        position = end
