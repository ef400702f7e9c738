"""Codeframes as REFI-QDA codebooks (.qdc), the form in which programs for qualitative analysis exchange codes.

A code is a theme. What a theme has beyond its title stands in the code's description, a labelled line each; a
description without labels is the definition. Source: REFI-QDA standard 1.5, codebook exchange.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from nlp.codeframe import Codeframe, PhrasePattern, ThemeDefinition
from nlp.codeframe_files.drafts import CodeframeProblems, FrameDraft, Header, ThemeDraft
from nlp.codeframe_files.markup import Node, read_markup
from nlp.codeframe_files.words import read_lines, read_list, read_stanced, tidy, write_stanced

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.UUID("8a3c1f0e-9d52-5b7e-8f0b-6d1f5f0c2a41")
"""Names the space in which the same theme always gets the same identifier."""
_LABELS = {
    "key": "key",
    "definition": "definition",
    "description": "definition",
    "include": "include",
    "inclusion": "include",
    "inclusion criteria": "include",
    "leave out": "leave out",
    "exclude": "leave out",
    "exclusion": "leave out",
    "exclusion criteria": "leave out",
    "stage": "stage",
    "maps to": "maps to",
    "phrases": "phrases",
    "example": "examples",
    "examples": "examples",
}
_LABELLED = re.compile(rf"\s*({'|'.join(_LABELS)})\s*:(.*)", re.IGNORECASE)


def read_codebook(content: bytes, header: Header) -> FrameDraft:
    """Read a codebook: every code is a theme but those that cannot be used, whose names go before what they hold.

    Raises:
        CodeframeProblems: the file is no codebook, or not safe to read.
    """
    root = read_markup(content)
    if root.name != "CodeBook":
        raise CodeframeProblems(["This is not a REFI-QDA codebook: export the codebook (.qdc), not the whole project"])
    codes = [code for part in root.children if part.name == "Codes" for code in part.children]
    drafts = [draft for code in codes for draft in _drafts(code, ())]
    names = Counter(path[-1].casefold() for path, _ in drafts)
    themes = []
    for number, (path, draft) in enumerate(drafts, start=1):
        title = ": ".join(path) if names[path[-1].casefold()] > 1 else draft.title
        themes.append(replace(draft, place=f"code {number}", title=title))
    return FrameDraft(header, tuple(themes))


def write_codebook(frame: Codeframe) -> str:
    """Write a codebook: a flat list of codes, whose descriptions hold everything but token patterns."""
    root = Element("CodeBook", {"xmlns": NAMESPACE, "origin": "Said & Done"})
    codes = SubElement(root, "Codes")
    for theme in frame.themes:
        guid = str(uuid.uuid5(_GUIDS, f"{frame.key} {theme.key}"))
        code = SubElement(codes, "Code", {"guid": guid, "name": theme.title, "isCodable": "true"})
        SubElement(code, "Description").text = "\n".join(_description(theme))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _drafts(code: Node, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ThemeDraft]]:
    """Give a code and those inside it, each with the names from the top down to its own."""
    if code.name != "Code":
        return
    name = tidy(code.attributes.get("name", ""))
    path = (*above, name)
    is_theme = code.attributes.get("isCodable", "true").strip().lower() not in {"false", "0"}
    if is_theme:
        yield path, replace(_draft(code), title=name)
    for child in code.children:
        for below, draft in _drafts(child, path):
            yield below, draft if is_theme else replace(draft, title=f"{name}: {draft.title}")


def _draft(code: Node) -> ThemeDraft:
    """Read what a code's description says."""
    text = "\n".join(part.text for part in code.children if part.name == "Description")
    parts = _parts(text)
    phrases = map(read_stanced, read_lines(parts.get("phrases", "")))
    return ThemeDraft(
        place="",
        key=tidy(parts.get("key", "")),
        statement=tidy(parts.get("definition", "")),
        include=tidy(parts.get("include", "")),
        leave_out=tidy(parts.get("leave out", "")),
        stage=tidy(parts.get("stage", "")),
        examples=tuple(map(read_stanced, read_lines(parts.get("examples", "")))),
        mapped_to=read_list(parts.get("maps to", "")),
        patterns=tuple(PhrasePattern(words.lower(), stance) for stance, words in phrases if words),
    )


def _parts(text: str) -> dict[str, str]:
    """Split a description at its labels; what stands before the first one is the definition."""
    parts: dict[str, list[str]] = {}
    label = "definition"
    for line in text.splitlines():
        found = _LABELLED.fullmatch(line)
        if found:
            label = _LABELS[found[1].lower()]
        parts.setdefault(label, []).append(found[2] if found else line)
    return {label: "\n".join(lines) for label, lines in parts.items()}


def _description(theme: ThemeDefinition) -> Iterator[str]:
    """Write the lines of a description."""
    yield f"Definition: {theme.statement}"
    labelled = {
        "Key": theme.key,
        "Include": theme.include,
        "Leave out": theme.leave_out,
        "Stage": str(theme.stage or ""),
        "Maps to": " ".join(theme.mapped_to),
    }
    yield from (f"{label}: {words}" for label, words in labelled.items() if words)
    lists = {
        "Phrases": [write_stanced(it.stance, it.pattern) for it in theme.patterns if isinstance(it.pattern, str)],
        "Examples": [write_stanced(it.stance, it.text) for it in theme.examples],
    }
    for label, lines in lists.items():
        if lines:
            yield f"{label}:"
            yield from (f"- {line}" for line in lines)
