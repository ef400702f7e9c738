"""The themes of a codeframe with what was said of each, ready to be shown."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.models import Codeframe, Programme, Theme
from surveys.summaries.charts import Chart, draw_chart
from surveys.summaries.counts import ShownRow, StanceTable, count_themes
from surveys.tagging.codeframes import list_codeframes
from surveys.values import Group


@dataclass(frozen=True, slots=True)
class FrameSummary:
    """A codeframe's themes, the most spoken of first; the chart leaves out those that nobody spoke of."""

    codeframe: Codeframe
    rows: tuple[tuple[Theme, ShownRow], ...]
    chart: Chart

    @property
    def has_any(self) -> bool:
        """Tell whether anybody spoke of any theme."""
        return bool(self.chart.blocks)


def summarise_codeframes(session: Session, programme: Programme) -> list[FrameSummary]:
    """Summarise the newest edition of every codeframe of the programme."""
    tables = count_themes(session, programme)
    return [
        _summarise(codeframe, [(theme, tables[theme.lineage_id].total) for theme in codeframe.themes])
        for codeframe in list_codeframes(session, programme)
    ]


def chart_groups(table: StanceTable, *, names: dict[Group, str]) -> Chart:
    """Draw the groups that spoke, each by its name."""
    return draw_chart((names[group], row) for group, row in table.rows.items() if row.total.value != 0)


def _summarise(codeframe: Codeframe, rows: list[tuple[Theme, ShownRow]]) -> FrameSummary:
    """Order the rows by what is shown, never by true counts: the order would tell them."""
    ordered = sorted(rows, key=lambda each: (-_rank(each[1]), each[0].position))
    chart = draw_chart((theme.title, row) for theme, row in ordered if row.total.value != 0)
    return FrameSummary(codeframe, tuple(ordered), chart)


def _rank(row: ShownRow) -> float:
    """Rank a row by its number; a hidden one stands between the lowest that is shown and 0."""
    return 0.5 if row.total.value is None else row.total.value
