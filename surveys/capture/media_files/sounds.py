"""Sound recordings in MP3, Ogg and WAV: tags go, the sound stays as it is."""

import io
import struct
from collections.abc import Callable, Iterator

from mutagen.apev2 import delete as delete_ape
from mutagen.mp3 import MP3
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from surveys.capture.media_files.results import MediaFile, read_sound
from surveys.values import UploadKind

_PCM, _FLOAT, _ALAW, _MULAW, _EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
_WAV_FORMATS = frozenset({_PCM, _FLOAT, _ALAW, _MULAW, _EXTENSIBLE})
_WAV_KEPT = (b"fmt ", b"fact", b"data")
_RIFF_HEADER = 12
_CHUNK_HEADER = 8


def read_mp3(content: bytes) -> MediaFile:
    """Take ID3 and APE tags out of an MP3.

    Raises:
        ValueError: there is no MPEG sound in it.
    """
    file = io.BytesIO(content)
    read_sound(MP3, file).delete(file)
    delete_ape(file)
    sound = read_sound(MP3, file)
    if sound.info.sketchy:
        raise ValueError("not MPEG sound")
    return MediaFile(UploadKind.VOICE, "audio/mpeg", file.getvalue(), sound.info.length)


def read_ogg(content: bytes) -> MediaFile:
    """Take the comments out of Opus or Vorbis in Ogg.

    Raises:
        ValueError: there is something else, or more, in it.
    """
    file = io.BytesIO(content)
    if len({page.serial for page in _pages(file)}) != 1:
        raise ValueError("not one stream")
    kind = OggOpus if b"OpusHead" in content[:64] else OggVorbis
    read_sound(kind, file).delete(file)
    return MediaFile(UploadKind.VOICE, "audio/ogg", file.getvalue(), read_sound(kind, file).info.length)


def _pages(file: io.BytesIO) -> Iterator[OggPage]:
    """Read all pages of an Ogg file."""
    file.seek(0)
    read_page: Callable[[io.BytesIO], OggPage] = OggPage
    while True:
        try:
            yield read_page(file)
        except EOFError:
            return


def read_wav(content: bytes) -> MediaFile:
    """Build a WAV anew of its sound alone.

    Raises:
        ValueError: there is no sound in it, or none that browsers play.
    """
    chunks = dict(_chunks(content))
    if b"fmt " not in chunks or b"data" not in chunks:
        raise ValueError("no sound")
    form, _channels, _rate, bytes_a_second = struct.unpack_from("<HHII", chunks[b"fmt "])
    if form not in _WAV_FORMATS or not bytes_a_second:
        raise ValueError("not PCM")
    body = b"".join(_chunk(name, chunks[name]) for name in _WAV_KEPT if name in chunks)
    file = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body
    return MediaFile(UploadKind.VOICE, "audio/wav", file, len(chunks[b"data"]) / bytes_a_second)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Read the parts of a RIFF file; the last may be shorter than it says, as recorders leave it."""
    position = _RIFF_HEADER
    while position + _CHUNK_HEADER <= len(content):
        name, size = struct.unpack_from("<4sI", content, position)
        body = position + _CHUNK_HEADER
        yield name, content[body : body + size]
        position = body + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    """Write one part of a RIFF file, filled to an even length."""
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)
