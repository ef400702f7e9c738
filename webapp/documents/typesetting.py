"""Typesetting: data in, a tagged PDF that keeps to PDF/UA-1 out. Typst is a library here; nothing else is run.

A template is a `.typ` file beside this one. It reads its data with `json("data.json")` and a picture with
`image("NAME")`, and may import the other templates (`#import "base.typ": *`). Data is never markup: whatever people
wrote is shown as they wrote it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from webapp.documents.glyphs import FONTS, printable

TEMPLATES = Path(__file__).parent


def typeset(template: str, data: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Make a PDF of a template, such as `questionnaire.typ`, and what it shows.

    `data` is anything that JSON holds; characters that no printing font has are left out of it. `pictures` are SVG
    files by the name under which the template shows them, such as `qr.svg`; the library takes no binary ones, which
    `webapp.documents.pictures` wraps. A questionnaire takes a quarter of a second, so that is made by the worker.

    Raises:
        typst.TypstError: the template is wrong, or what it makes breaks PDF/UA-1 (a picture without `alt`, no title).
    """
    content = json.dumps(_printable(data), ensure_ascii=False).encode()
    # The library takes files by name too, which its types do not say.
    files: Any = {**_templates(), **(pictures or {}), "data.json": content, "main.typ": _main(template)}
    return bytes(typst.compile(files, font_paths=_fonts(), pdf_standards=["ua-1"], format="pdf"))


def _main(template: str) -> bytes:
    """Write the file that Typst starts from."""
    return f'#include "{template}"'.encode()


def _printable(value: Any) -> Any:
    """Go through data and keep what can be printed of every text."""
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {key: _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
        case _:
            return value


@cache
def _templates() -> dict[str, bytes]:
    """Read the templates once."""
    return {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}


@cache
def _fonts() -> typst.Fonts:
    """Read the fonts once; those of the system are left alone, so that a document looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
