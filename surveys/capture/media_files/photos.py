"""Photos, made anew: upright, not large, and with nothing but the picture in them."""

import io
from threading import Lock

from PIL import Image, ImageOps

from surveys.capture.media_files.results import MediaFile
from surveys.errors import InvalidAnswer
from surveys.values import Problem, UploadKind

LONGEST_SIDE = 2000
"""Pixels of the longer side at most."""

QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 25_000_000
MOST_PIXELS_JPEG = 65_000_000
"""A JPEG that is not progressive is read small at once; others are unpacked whole, with 4 bytes a pixel."""

_one_at_a_time = Lock()
"""A few hundred people sending photos at once must not take the memory of a few hundred photos."""


def read_photo(content: bytes) -> MediaFile:
    """Unpack a photo and pack it again as JPEG, turned upright, scaled to at most 2000 pixels, with no metadata.

    Of a moving picture, the first frame.

    Raises:
        InvalidAnswer: it would unpack to too many pixels.
        OSError: it is broken.
    """
    with _one_at_a_time, Image.open(io.BytesIO(content), formats=FORMATS) as image:
        is_simple = image.format in {"JPEG", "MPO"} and not image.info.get("progressive")
        if image.width * image.height > (MOST_PIXELS_JPEG if is_simple else MOST_PIXELS):
            raise InvalidAnswer(Problem.FILE_NOT_ACCEPTED, accepts=UploadKind.PHOTO)
        upright = ImageOps.exif_transpose(_scaled(image))
        clean = _on_white(upright)
        packed = io.BytesIO()
        clean.save(packed, "JPEG", quality=QUALITY, optimize=True)
    return MediaFile(UploadKind.PHOTO, "image/jpeg", packed.getvalue())


def _scaled(image: Image.Image) -> Image.Image:
    """Scale to the longest side allowed; a JPEG is unpacked at half or a quarter of its size where that is enough."""
    factor = LONGEST_SIDE / max(image.size)
    if factor < 1:
        size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image.draft("RGB", size)
        image.thumbnail(size, reducing_gap=None)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Copy the picture alone onto white: nothing that its file said comes along."""
    clean = Image.new("RGB", image.size, "white")
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        clean.paste(layer, mask=layer)
    else:
        clean.paste(image.convert("RGB"))
    return clean
