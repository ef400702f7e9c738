"""Pictures for print: those of the library, those of authors, and square codes."""

import base64
import io

import segno
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Media
from webapp.documents.glyphs import FONTS

PICTURES = FONTS.parent / "pictures"
OWN = "media-"
"""Starts the name of a picture that an author uploaded; its key follows."""

LARGEST = 800
"""Pixels of the longer side; enough for the size that pictures have in print."""


def load_picture(session: Session, name: str) -> bytes:
    """Give a picture by the name that a document shows it under.

    Raises:
        OSError: there is no such file, or what was uploaded is no picture.
    """
    if not name.startswith(OWN):
        return (PICTURES / name).read_bytes()
    content = session.scalar(select(Media.content).where(Media.key == name.removeprefix(OWN)))
    if content is None:
        raise FileNotFoundError(name)
    return _for_print(content)


def square_code(address: str) -> bytes:
    """Draw a QR code that opens an address."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, scale=4, xmldecl=False)
    return drawn.getvalue()


def _for_print(content: bytes) -> bytes:
    """Make any picture one of a size that print needs, wrapped in SVG: Typst takes files of text alone."""
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((LARGEST, LARGEST))
        made = io.BytesIO()
        small.save(made, "PNG")
    size = f'width="{small.width}" height="{small.height}"'
    data = base64.b64encode(made.getvalue()).decode()
    link = f'<image {size} xlink:href="data:image/png;base64,{data}"/>'
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {size}>{link}</svg>".encode()
