"""What an uploaded file really is, found in its content and never in its name; and the same without what it tells.

Photos are made anew. Sound recordings keep their sound as it is, and nothing else.
"""

import logging
from collections.abc import Callable, Collection, Mapping

import filetype

from surveys.capture.media_files.mp4 import read_mp4
from surveys.capture.media_files.photos import read_photo
from surveys.capture.media_files.results import (
    LIMIT_BYTES,
    LIMIT_MEGABYTES,
    LONGEST_SECONDS,
    ROUNDING_SECONDS,
    MediaFile,
    refusal,
)
from surveys.capture.media_files.sounds import read_mp3, read_ogg, read_wav
from surveys.capture.media_files.webm import read_webm
from surveys.errors import InvalidAnswer
from surveys.values import Problem, UploadKind

__all__ = ["LIMIT_BYTES", "LIMIT_MEGABYTES", "LONGEST_SECONDS", "MediaFile", "read_media_file", "refusal"]

log = logging.getLogger("said.uploads")

_READERS: Mapping[str, Callable[[bytes], MediaFile]] = {
    "image/jpeg": read_photo,
    "image/png": read_photo,
    "image/apng": read_photo,
    "image/webp": read_photo,
    "image/gif": read_photo,
    "audio/mpeg": read_mp3,
    "audio/ogg": read_ogg,
    "audio/x-wav": read_wav,
    "video/webm": read_webm,
    "video/x-matroska": read_webm,
}
"""By the type that the first bytes tell; MP4 has many first bytes and is found by its first box."""


def read_media_file(content: bytes, *, accepts: Collection[UploadKind] = tuple(UploadKind)) -> MediaFile:
    """Check a file and take out of it what it tells beside the picture or the sound.

    Raises:
        InvalidAnswer: it has more than 10 MB, sounds for longer than 10 minutes, or is not of an accepted kind.
    """
    if len(content) > LIMIT_BYTES:
        raise InvalidAnswer(Problem.FILE_TOO_BIG, limit=LIMIT_MEGABYTES)
    reader = _reader_of(content)
    try:
        media = reader(content) if reader else None
    except InvalidAnswer:
        raise
    except Exception as error:  # noqa: BLE001  a broken or hostile file may fail in any way
        log.info("a file could not be read: %s", type(error).__name__)
        media = None
    if media is None or media.kind not in accepts:
        raise refusal(accepts)
    if media.seconds is not None and media.seconds > LONGEST_SECONDS + ROUNDING_SECONDS:
        raise InvalidAnswer(Problem.FILE_TOO_LONG, limit=LONGEST_SECONDS // 60)
    return media


def _reader_of(content: bytes) -> Callable[[bytes], MediaFile] | None:
    """Choose how a file is read."""
    if content[4:8] == b"ftyp":
        return read_mp4
    found = filetype.guess(content)
    return _READERS.get(found.mime) if found else None
