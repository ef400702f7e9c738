"""What a release holds, word for word as it was published: read from and written to the release's JSON."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict

from surveys.models import Action, Finding
from surveys.summaries.counts import ShownRow, StanceTable
from surveys.summaries.quotes import Quote
from surveys.summaries.suppression import Shown
from surveys.values import ActionKind, Group, Stance


class _Frozen(BaseModel):
    """A part of a release; it cannot change, and knows no other keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReleasedCounts(_Frozen):
    """Contributions by stance and in all, as shown: rounded, None for hidden ones."""

    met: int | None
    unmet: int | None
    wanted: int | None
    total: int | None

    @classmethod
    def of(cls, row: ShownRow) -> Self:
        """Freeze a row of a table."""
        counts = {stance.value: count.value for stance, count in row.by_stance().items()}
        return cls(**counts, total=row.total.value)

    def row(self) -> ShownRow:
        """Give the row as tables have it; a number that was never rounded is refused."""
        return ShownRow(tuple(Shown(getattr(self, stance.value)) for stance in Stance), Shown(self.total))


class ReleasedTable(_Frozen):
    """Contributions by group and stance."""

    groups: dict[Group, ReleasedCounts]
    total: ReleasedCounts

    @classmethod
    def of(cls, table: StanceTable) -> Self:
        """Freeze a table."""
        groups = {group: ReleasedCounts.of(row) for group, row in table.rows.items()}
        return cls(groups=groups, total=ReleasedCounts.of(table.total))

    def table(self) -> StanceTable:
        """Give the table as summaries have it."""
        return StanceTable({group: counts.row() for group, counts in self.groups.items()}, self.total.row())


class ReleasedQuote(_Frozen):
    """Words of one person. Where they were said is left out: with the group, it could tell who said them."""

    text: str
    group: Group
    stance: Stance
    is_paraphrase: bool

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """Freeze a quote."""
        return cls(text=quote.text, group=quote.group, stance=quote.stance, is_paraphrase=quote.is_paraphrase)


class ReleasedAction(_Frozen):
    """What the council answered."""

    kind: ActionKind
    text: str
    why: str
    owner: str
    due_on: date | None
    done_on: date | None
    told: str

    @classmethod
    def of(cls, action: Action) -> Self:
        """Freeze an action."""
        return cls(**{name: getattr(action, name) for name in cls.model_fields})


class ReleasedFinding(_Frozen):
    """A "you said" with its evidence and its answers; `theme_words` stand in the order of `themes`, which are keys."""

    key: str
    title: str
    you_said: str
    themes: tuple[str, ...]
    theme_words: tuple[str, ...]
    counts: ReleasedTable
    quotes: tuple[ReleasedQuote, ...]
    actions: tuple[ReleasedAction, ...]

    @classmethod
    def of(cls, finding: Finding, *, table: StanceTable, quotes: list[Quote]) -> Self:
        """Freeze a finding with its counts and quotes."""
        return cls(
            key=finding.key,
            title=finding.title,
            you_said=finding.you_said,
            themes=tuple(theme.key for theme in finding.themes),
            theme_words=tuple(theme.statement for theme in finding.themes),
            counts=ReleasedTable.of(table),
            quotes=tuple(ReleasedQuote.of(quote) for quote in quotes),
            actions=tuple(ReleasedAction.of(action) for action in finding.actions),
        )


class ReleaseContent(_Frozen):
    """A whole release. Counts from 1 to one below `suppressed_below` are hidden in it."""

    findings: tuple[ReleasedFinding, ...]
    suppressed_below: int

    def find(self, key: str) -> ReleasedFinding | None:
        """Find a finding by its key."""
        return next((finding for finding in self.findings if finding.key == key), None)
