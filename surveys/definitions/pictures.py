"""The pictures of Easy Read: an openly licensed set, known by names of our own."""

import tomllib
from functools import cache

from pydantic import Field

from surveys.definitions.loader import LIBRARY, check_definition
from surveys.definitions.strict import Definition, Key, Words


class Picture(Definition):
    """One picture: its code in the set, and what it shows."""

    code: str = Field(pattern=r"^[0-9A-F-]+$")
    alt: Words


class Pictures(Definition):
    """All pictures by name, and whom to thank for them."""

    credit: Words
    pictures: dict[Key, Picture]


@cache
def load_pictures() -> Pictures:
    """Read the pictures of the library."""
    path = LIBRARY / "pictures.toml"
    return check_definition(tomllib.loads(path.read_text(encoding="utf-8")), Pictures, name=path.name)


def picture_code(key: str) -> str:
    """Give the code of a picture.

    Raises:
        KeyError: the library has no such picture; questionnaires that name one are not published.
    """
    return load_pictures().pictures[key].code
