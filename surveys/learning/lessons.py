"""What becomes a lesson, and what does not. Pure: decisions in, lessons out."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.tagging.learning import Comment, Label, LabelStance, Taught
from surveys.values import Outcome, Stance

KEPT = (Outcome.ACCEPT, Outcome.ADD)


@dataclass(frozen=True)
class Verdict:
    """One decision on one tag, with what the tag says; `theme` is a key, the range is half-open."""

    tag_id: int
    theme: str
    stance: Stance
    start: int
    end: int
    outcome: Outcome


@dataclass(frozen=True)
class Reach:
    """How far people looked: `finished` holds the themes they looked for when they finished with the contribution.

    `untouched` holds those of which they left a suggestion without an answer, which says neither yes nor no; `known`
    those that the programme's codeframes have today.
    """

    known: frozenset[str]
    finished: frozenset[str] = frozenset()
    untouched: frozenset[str] = frozenset()


def latest_of(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Give the latest verdict on each tag; verdicts come in the order in which they were made."""
    return list({verdict.tag_id: verdict for verdict in verdicts}.values())


def teach(comment: Comment, verdicts: Sequence[Verdict], reach: Reach) -> Taught | None:
    """Give the lesson of a contribution; None where nobody has decided about any theme known today.

    A theme is there where the latest verdict on a tag of it says so. One is not there where all its tags were turned
    down, or where people finished without it. All others teach nothing.
    """
    decided = {verdict.theme for verdict in verdicts}
    judged = (decided | (reach.finished - reach.untouched)) & reach.known
    kept = [it for it in latest_of(verdicts) if it.outcome in KEPT and it.theme in reach.known]
    labels = {Label(it.theme, LabelStance(it.stance.value), it.start, it.end) for it in kept}
    if not judged:
        return None
    ordered = sorted(labels, key=lambda label: (label.start, label.end, label.theme, label.stance))
    return Taught(comment, tuple(ordered), frozenset(judged))
