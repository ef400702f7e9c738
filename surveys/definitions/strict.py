"""The base of every definition: frozen, an unknown key is an error, and its words for people are known by name."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, ClassVar, TypeVar, cast

from pydantic import BaseModel, ConfigDict, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens; stands in addresses and exports, so it never changes."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text for people; never empty."""

D = TypeVar("D", bound="Definition")


class Definition(BaseModel):
    """A frozen piece of content.

    `TEXTS` names the fields that hold words for people (text, a tuple of texts, or texts by key); `PARTS` names those
    that hold definitions with words of their own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TEXTS: ClassVar[tuple[str, ...]] = ()
    PARTS: ClassVar[tuple[str, ...]] = ()


def texts_of(definition: Definition) -> Iterator[str]:
    """Go through every text for people, in the order of the fields; blanks are left out."""
    for name in definition.TEXTS:
        yield from filter(None, _texts(getattr(definition, name)))
    for name in definition.PARTS:
        parts = getattr(definition, name)
        for part in parts if isinstance(parts, tuple) else (parts,):
            if isinstance(part, Definition):
                yield from texts_of(part)


def _texts(value: Any) -> Iterator[str]:
    """Go through one text, a tuple of texts, or texts by key."""
    match value:
        case str():
            yield value
        case dict():
            yield from value.values()
        case tuple():
            yield from value


def map_texts(definition: D, change: Callable[[str], str]) -> D:
    """Give the definition again with every text for people changed, in the order of the fields; blanks stay blank."""
    values = {name: getattr(definition, name) for name in type(definition).model_fields}
    for name in definition.TEXTS:
        values[name] = _changed(values[name], change)
    for name in definition.PARTS:
        values[name] = _with_parts(values[name], change)
    return cast("D", type(definition).model_construct(**values))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Change one text, or each of several."""
    match value:
        case str():
            return change(value) if value else value
        case dict():
            return {key: _changed(text, change) for key, text in value.items()}
        case tuple():
            return tuple(_changed(text, change) for text in value)
        case _:
            return value


def _with_parts(value: Any, change: Callable[[str], str]) -> Any:
    """Change the texts of one definition, or of each of several."""
    if isinstance(value, tuple):
        return tuple(_with_parts(part, change) for part in value)
    return map_texts(value, change) if isinstance(value, Definition) else value
