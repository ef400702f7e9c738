"""How many contributions speak of each theme, by group and stance; only numbers that may be shown leave this module."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, SQLColumnExpression, case, func, select
from sqlalchemy.orm import Session

from surveys.models import Contribution, Programme, Tag, Theme
from surveys.review.current import select_standing_tags, standing, undecided
from surveys.summaries.suppression import Shown, show_grid, show_line
from surveys.tagging.codeframes import select_theme_ids
from surveys.values import Group, Origin, Stance

Counted = tuple[int, int, int, int]
"""Contributions of one group by stance, in the order of `Stance`, and in all: one may hold several stances."""


class State(StrEnum):
    """How far a contribution has come; every one is in exactly one state."""

    COUNTED = "counted"
    WAITING = "waiting"
    NO_THEME = "no_theme"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """Contributions by stance, in the order of `Stance`, and in all."""

    cells: tuple[Shown, ...]
    total: Shown

    def by_stance(self) -> dict[Stance, Shown]:
        """Give the cells by their stance."""
        return dict(zip(Stance, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class StanceTable:
    """Contributions by group and stance. The total of a row is not its sum: one contribution may hold two stances."""

    rows: Mapping[Group, ShownRow]
    total: ShownRow

    def quotable(self) -> list[tuple[Group, Stance]]:
        """List the cells from which somebody may be quoted: those whose number is seen."""
        return [
            (group, stance)
            for group, row in self.rows.items()
            for stance, count in row.by_stance().items()
            if count.value
        ]


@dataclass(frozen=True, slots=True)
class Totals:
    """All contributions of a programme."""

    total: Shown
    by_group: Mapping[Group, Shown]
    by_origin: Mapping[Origin, Shown]
    by_state: Mapping[State, Shown]


def count_themes(session: Session, programme: Programme) -> defaultdict[int, StanceTable]:
    """Count the contributions of every theme, by its lineage's id; a theme nobody spoke of has a table of noughts.

    A page that shows totals alone takes them from the same tables, so that no two pages can be subtracted.
    """
    counted: dict[int, dict[Group, Counted]] = defaultdict(dict)
    for theme_id, group, *counts in session.execute(_select_counts(programme, by=Theme.lineage_id)):
        counted[theme_id][group] = (counts[0], counts[1], counts[2], counts[3])
    none = _show({}, threshold=programme.small_number)
    return defaultdict(
        lambda: none, {key: _show(rows, threshold=programme.small_number) for key, rows in counted.items()}
    )


def count_any(session: Session, programme: Programme, themes: Iterable[Theme]) -> StanceTable:
    """Count the contributions that speak of any of the themes, each of them once."""
    query = _select_counts(programme, by=Contribution.programme_id, themes=themes)
    rows = {group: (met, unmet, wanted, total) for _, group, met, unmet, wanted, total in session.execute(query)}
    return _show(rows, threshold=programme.small_number)


def count_totals(session: Session, programme: Programme) -> Totals:
    """Count all contributions by group, by the way they came, and by how far they have come."""
    counted = [
        (group, origin, State(state), count)
        for group, origin, state, count in session.execute(_select_totals(programme))
    ]
    groups, origins, states = (
        {value: sum(row[3] for row in counted if row[place] == value) for value in kind}
        for place, kind in enumerate((Group, Origin, State))
    )
    shown = [show_line(list(counts.values()), threshold=programme.small_number) for counts in (groups, origins, states)]
    return Totals(
        total=shown[0][-1],
        by_group=dict(zip(Group, shown[0], strict=False)),
        by_origin=dict(zip(Origin, shown[1], strict=False)),
        by_state=dict(zip(State, shown[2], strict=False)),
    )


def _select_counts(
    programme: Programme, *, by: SQLColumnExpression[int], themes: Iterable[Theme] | None = None
) -> Select[int, Group, int, int, int, int]:
    """Select the number of contributions by group and stance, for each value of `by`.

    A contribution with several tags of a theme counts once in each stance it holds, and once in all.
    """
    query = (
        select_standing_tags().join(Theme, Theme.id == Tag.theme_id).where(Contribution.programme_id == programme.id)
    )
    if themes is not None:
        query = query.where(Tag.theme_id.in_(select_theme_ids(themes)))
    met, unmet, wanted = (func.count(case((Tag.stance == stance, Contribution.id)).distinct()) for stance in Stance)
    total = func.count(Contribution.id.distinct())
    return query.with_only_columns(by, Contribution.group, met, unmet, wanted, total).group_by(by, Contribution.group)


def _select_totals(programme: Programme) -> Select[Group, Origin, str, int]:
    """Select the number of contributions by group, origin and state."""
    own = select(Tag.id).where(Tag.contribution_id == Contribution.id).correlate(Contribution)
    state = case(
        (Contribution.current_run_id.is_(None), State.UNREAD.value),
        (own.where(standing()).exists(), State.COUNTED.value),
        (own.where(undecided()).exists(), State.WAITING.value),
        else_=State.NO_THEME.value,
    ).label("state")
    columns = (Contribution.group, Contribution.origin, state)
    return select(*columns, func.count()).where(Contribution.programme_id == programme.id).group_by(*columns)


def _show(counted: Mapping[Group, Counted], *, threshold: int) -> StanceTable:
    """Add the margin of the groups, then round and hide the whole table at once."""
    rows = [counted.get(group, (0, 0, 0, 0)) for group in Group]
    shown = [
        ShownRow(cells=row[:-1], total=row[-1])
        for row in show_grid([*rows, [sum(column) for column in zip(*rows, strict=True)]], threshold=threshold)
    ]
    return StanceTable(rows=dict(zip(Group, shown, strict=False)), total=shown[-1])
