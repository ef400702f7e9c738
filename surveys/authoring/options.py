"""Options written one a line. An option keeps its value as long as its words are still recognisable."""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from surveys.authoring.content import Raw
from surveys.authoring.keys import make_key

ALIKE = 0.6
"""Words at least as alike as this are taken for the same option, reworded; 1 is equal. After Python's difflib."""


def lines_of(text: str) -> list[str]:
    """Give the lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def list_reworded(lines: Sequence[str], before: Sequence[Raw]) -> list[tuple[str, str]]:
    """List the lines that may be an option in other words, each with the words that the option had.

    Only a person can tell: “Less than 9 weeks” is much like “Less than 6 weeks”.
    """
    return [(lines[place], was["text"]) for place, was in _match(lines, before).items() if lines[place] != was["text"]]


def write_options(lines: Sequence[str], before: Sequence[Raw], *, new: Collection[str] = ()) -> list[Raw]:
    """Make options of lines, in their order; one that was there before, perhaps reworded, keeps value, hint and ask.

    `new` names lines that are options of their own, however much they are like one that was there.
    """
    found = {place: was for place, was in _match(lines, before).items() if lines[place] not in new}
    taken = {str(option["value"]) for option in before}
    made = []
    for place, line in enumerate(lines):
        if place in found:
            made.append({**found[place], "text": line})
            continue
        value = make_key(line, taken=taken, fallback="answer")
        taken.add(value)
        made.append({"value": value, "text": line})
    return made


def _match(lines: Sequence[str], before: Sequence[Raw]) -> dict[int, Raw]:
    """Find the option that each line was, by the place of the line: equal words first, then the most alike."""
    places = [(place, at) for place in range(len(lines)) for at in range(len(before))]
    pairs = [(_alike(lines[place], before[at]["text"]), place, at) for place, at in places]
    pairs.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2])))
    found: dict[int, int] = {}
    for alike, place, at in pairs:
        if alike >= ALIKE and place not in found and at not in found.values():
            found[place] = at
    return {place: before[at] for place, at in sorted(found.items())}


def _alike(line: str, text: str) -> float:
    """Tell how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, line.casefold(), text.casefold(), autojunk=False).ratio()
