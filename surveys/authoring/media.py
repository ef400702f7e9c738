"""Pictures, sign-language films and recordings of the authors': checked by what is in them, not by their names."""

import secrets
from collections.abc import Iterable
from typing import Any

import filetype
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import UnreadableFile
from surveys.models import Account, Media, Programme

MEBIBYTE = 1024 * 1024
LARGEST_CLIP = 20 * MEBIBYTE
LARGEST_PICTURE = 5 * MEBIBYTE

PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
"""Types of pictures that every browser shows, by the endings that filetype finds. SVG can hold programs: no."""

FILMS = {"mp4": "video/mp4", "webm": "video/webm", "m4v": "video/mp4"}
SOUNDS = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "mp4": "audio/mp4", "webm": "audio/webm"}
"""Recordings; telephones write some of them into the same containers as films."""


def add_picture(session: Session, programme: Programme, content: bytes, *, by: Account) -> Media:
    """Keep a picture of the author's.

    Raises:
        UnreadableFile: it is too large, or no picture that browsers show.
    """
    return _add(session, programme, content, PICTURES, LARGEST_PICTURE, by, "a picture: PNG, JPEG, GIF or WebP")


def add_film(session: Session, programme: Programme, content: bytes, *, by: Account) -> Media:
    """Keep a film in sign language.

    Raises:
        UnreadableFile: it is too large, or no film that browsers play.
    """
    return _add(session, programme, content, FILMS, LARGEST_CLIP, by, "a film: MP4 or WebM")


def add_sound(session: Session, programme: Programme, content: bytes, *, by: Account) -> Media:
    """Keep a recording of a question read aloud.

    Raises:
        UnreadableFile: it is too large, or no recording that browsers play.
    """
    return _add(session, programme, content, SOUNDS, LARGEST_CLIP, by, "a recording: MP3, M4A or Ogg")


def _add(
    session: Session,
    programme: Programme,
    content: bytes,
    types: dict[str, str],
    largest: int,
    by: Account,
    expected: str,
) -> Media:
    """Check a file by its content, and keep it."""
    if len(content) > largest:
        raise UnreadableFile(f"The file is larger than {largest // MEBIBYTE} megabytes. Choose a smaller one")
    kind: Any = filetype.guess(content[:8192])
    if kind is None or kind.extension not in types:
        raise UnreadableFile(f"Choose {expected}")
    media = Media(
        programme_id=programme.id,
        key=secrets.token_hex(12),
        media_type=types[kind.extension],
        content=content,
        added_by_id=by.id,
    )
    session.add(media)
    session.flush()
    return media


def list_lost(session: Session, programme: Programme, keys: Iterable[str]) -> set[str]:
    """Give those keys that are of no picture, film or recording of the programme."""
    wanted = set(keys)
    query = select(Media.key).where(Media.programme_id == programme.id, Media.key.in_(wanted))
    return wanted - set(session.scalars(query)) if wanted else set()
