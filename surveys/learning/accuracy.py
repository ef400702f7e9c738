"""How good the tags are on this programme's words: only blind reading can tell, and only with enough of it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.learning.evidence import Audited, list_audited
from surveys.models import Contribution, Programme, Tag, Theme
from surveys.values import Band

TOO_FEW = 10
"""Fewer tags than this are too few to tell."""

_NORMAL = 1.959964
"""How many standard deviations hold 95 % of a normal distribution."""


@dataclass(frozen=True)
class Reading:
    """The themes of one contribution: found by people, by the machine, and by the machine when it was sure."""

    people: frozenset[str]
    machine: frozenset[str]
    sure: frozenset[str]


@dataclass(frozen=True)
class Share:
    """`hit_count` of `count`, as a share with its 95 % interval; the share is None where there are too few to tell."""

    hit_count: int
    count: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class BlindAccuracy:
    """How the machine's tags compare with what people found without seeing them; a theme counts once a contribution."""

    contribution_count: int
    sure_right: Share
    """Of the tags it was sure of, those people found too."""
    right: Share
    """Of all its tags, those people found too."""
    found: Share
    """Of what people found, what it found too."""


def measure_blind(session: Session, programme: Programme) -> BlindAccuracy:
    """Compare today's machine tags with what was read blind."""
    return compare_readings(_read(session, programme, list_audited(session, programme)))


def compare_readings(readings: Sequence[Reading]) -> BlindAccuracy:
    """Count what people and machine both found."""
    return BlindAccuracy(
        len(readings),
        sure_right=_share(readings, lambda it: it.people & it.sure, lambda it: it.sure),
        right=_share(readings, lambda it: it.people & it.machine, lambda it: it.machine),
        found=_share(readings, lambda it: it.people & it.machine, lambda it: it.people),
    )


def _share(
    readings: Sequence[Reading],
    hits: Callable[[Reading], frozenset[str]],
    all_of: Callable[[Reading], frozenset[str]],
) -> Share:
    """Count hits, and give their share where there are enough."""
    hit_count, count = sum(len(hits(it)) for it in readings), sum(len(all_of(it)) for it in readings)
    if count < TOO_FEW:
        return Share(hit_count, count)
    return Share(hit_count, count, hit_count / count, *wilson(hit_count, count))


def wilson(hit_count: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share; it stays honest where all or none are hits.

    Source: Wilson, 1927. It takes tags as independent, which the one to three of a contribution nearly are.
    """
    share, spread = hit_count / count, _NORMAL**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def _read(session: Session, programme: Programme, audited: Sequence[Audited]) -> list[Reading]:
    """Put the machine's tags of the current runs beside what people found, for the themes people looked for."""
    query = (
        select(Tag.contribution_id, Theme.key, Tag.band)
        .join(Theme, Theme.id == Tag.theme_id)
        .join(Contribution, Contribution.current_run_id == Tag.run_id)
        .where(Contribution.programme_id == programme.id)
    )
    wanted = {each.contribution_id: each.taught for each in audited}
    machine: dict[int, set[str]] = defaultdict(set)
    sure: dict[int, set[str]] = defaultdict(set)
    for contribution_id, key, band in session.execute(query):
        if contribution_id in wanted and key in wanted[contribution_id].judged:
            machine[contribution_id].add(key)
            if band is Band.ACCEPT:
                sure[contribution_id].add(key)
    return [
        Reading(taught.themes, frozenset(machine[number]), frozenset(sure[number])) for number, taught in wanted.items()
    ]
