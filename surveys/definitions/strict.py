"""The base of every definition: frozen, and an unknown key is an error."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens; stands in addresses and exports, so it never changes."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text for people; never empty."""


class Definition(BaseModel):
    """A frozen piece of content."""

    model_config = ConfigDict(frozen=True, extra="forbid")
