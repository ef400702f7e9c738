"""What reading a file gives, and the limits."""

import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from surveys.errors import InvalidAnswer
from surveys.values import Problem, UploadKind

LIMIT_MEGABYTES = 10
LIMIT_BYTES = LIMIT_MEGABYTES * 1024 * 1024
"""Largest file taken, as it is sent."""

LONGEST_SECONDS = 10 * 60
"""Longest voice note, where the file says how long it is."""

ROUNDING_SECONDS = 1
"""So much more is let pass: recorders stop a little late, and say so."""


@dataclass(frozen=True)
class MediaFile:
    """A file that may be kept: no name, no place, no date. `seconds` is None when a recording does not say."""

    kind: UploadKind
    media_type: str
    content: bytes
    seconds: float | None = None


def refusal(accepts: Collection[UploadKind]) -> InvalidAnswer:
    """Say that a file is none of those that are accepted."""
    return InvalidAnswer(Problem.FILE_NOT_ACCEPTED, accepts=next(iter(accepts)) if len(accepts) == 1 else "any")


def read_sound(kind: Any, file: io.BytesIO) -> Any:
    """Read a file from its beginning with one of mutagen's classes, which have no useful types."""
    file.seek(0)
    return kind(file)
