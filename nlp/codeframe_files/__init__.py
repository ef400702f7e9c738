"""Codeframes as files of other kinds: TOML, tables (CSV) and REFI-QDA codebooks (.qdc), read and written.

A table or a codebook holds themes only: key, edition and title of the codeframe are given beside it.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from nlp.codeframe import Codeframe
from nlp.codeframe_files.codebook import read_codebook, write_codebook
from nlp.codeframe_files.drafts import CodeframeProblems, FrameDraft, Header, finish
from nlp.codeframe_files.table import read_table, write_table
from nlp.codeframe_files.toml import read_toml, write_toml

MOST_BYTES = 512 * 1024
"""Largest file read; a codeframe of 100 themes with examples has about a tenth of that."""

_READERS: Mapping[str, Callable[[bytes, Header], FrameDraft]] = {
    "toml": read_toml,
    "csv": read_table,
    "qdc": read_codebook,
}
_WRITERS: Mapping[str, Callable[[Codeframe], str]] = {
    "toml": write_toml,
    "csv": write_table,
    "qdc": write_codebook,
}
KINDS = tuple(_READERS)
"""Endings of the names of files that can be read and written."""

__all__ = ["KINDS", "MOST_BYTES", "CodeframeProblems", "Header", "read_codeframe", "write_codeframe"]


def read_codeframe(content: bytes, *, name: str, header: Header) -> Codeframe:
    """Read a codeframe from a file's content; the ending of its name says what it is.

    What `header` leaves empty is taken from the file, or made from its name.

    Raises:
        CodeframeProblems: everything that is wrong, each as a sentence that says where and what to do.
    """
    path = PurePath(name.replace("\\", "/"))
    reader = _READERS.get(path.suffix.lower().removeprefix("."))
    if reader is None:
        what = "save the sheet as CSV" if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else "choose another file"
        raise CodeframeProblems([f"The file’s name must end in .toml, .csv or .qdc: {what}"])
    if len(content) > MOST_BYTES:
        raise CodeframeProblems([f"The file has {len(content) // 1024:,} kB, at most {MOST_BYTES // 1024} kB are read"])
    return finish(reader(content, header), fallback=path.stem)


def write_codeframe(frame: Codeframe, *, kind: str) -> bytes:
    """Write a codeframe as a file of one of the `KINDS`.

    TOML holds everything; a table and a codebook leave out token patterns, which are no words.
    """
    return _WRITERS[kind](frame).encode("utf-8-sig" if kind == "csv" else "utf-8")
