"""XML read safely: no document type, so no entities and nothing fetched; limits on depth and number of elements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from nlp.codeframe_files.drafts import CodeframeProblems

DEEPEST = 20
MOST_ELEMENTS = 5_000


@dataclass(frozen=True, slots=True)
class Node:
    """An element by its local name, whatever its namespace; `text` is the characters right inside it."""

    name: str
    attributes: Mapping[str, str]
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters of the element itself."""
        return "".join(self.pieces)


class _Reader:
    """Builds nodes from what the parser reports."""

    def __init__(self) -> None:
        self.path = [Node("", {})]
        self.count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.path) > DEEPEST:
            raise CodeframeProblems([f"The codebook is too large: at most {MOST_ELEMENTS:,} parts, {DEEPEST} deep"])
        node = Node(name.rpartition(" ")[2], dict(attributes))
        self.path[-1].children.append(node)
        self.path.append(node)

    def end(self, _name: str) -> None:
        """Close an element."""
        self.path.pop()

    def characters(self, text: str) -> None:
        """Take in text."""
        self.path[-1].pieces.append(text)

    def refuse(self, *_declared: object) -> None:
        """Refuse a document type: entities could be declared in it."""
        raise CodeframeProblems(["The file declares a document type (DOCTYPE), which is not safe: take that line out"])


def read_markup(content: bytes) -> Node:
    """Read an XML document and give its outermost element.

    Raises:
        CodeframeProblems: it is not well-formed, declares a document type, or is too large.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  the parser takes no names
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, CodeframeProblems):
            raise
        raise CodeframeProblems([f"This is not XML ({error}): export the codebook again"]) from error
    return reader.path[0].children[0]
