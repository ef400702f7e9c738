"""Which tags stand today: a query over machine tags and decisions, never a stored state."""

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from surveys.models import Contribution, Decision, Tag, Theme
from surveys.values import Band, Outcome, Source

_KEPT = (Outcome.ACCEPT, Outcome.ADD)


def latest_outcome() -> ColumnElement[Outcome | None]:
    """Give the outcome of the latest decision on `Tag`; NULL when nobody decided."""
    newer = select(func.max(Decision.id)).where(Decision.tag_id == Tag.id).correlate(Tag).scalar_subquery()
    return select(Decision.outcome).where(Decision.id == newer).correlate(Tag).scalar_subquery()


def undecided() -> ColumnElement[bool]:
    """Hold for machine tags of the current run that nobody has decided on, here or on an older run's like."""
    older = aliased(Tag)
    decided_before = (
        select(older.id)
        .join(Decision, Decision.tag_id == older.id)
        .where(
            older.contribution_id == Tag.contribution_id,
            # By rows found from the tag, which keeps SQLite on the index by contribution: a theme has thousands.
            _lineage_of(older.theme_id) == _lineage_of(Tag.theme_id),
            older.stance == Tag.stance,
            older.id != Tag.id,
        )
        .correlate(Tag)
    )
    return and_(
        Tag.source == Source.MACHINE,
        Tag.run_id == Contribution.current_run_id,
        ~exists().where(Decision.tag_id == Tag.id),
        ~decided_before.exists(),
    )


def _lineage_of(theme_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """Give what a tag's theme has in common with itself in other editions of its codeframe."""
    return select(Theme.lineage_id).where(Theme.id == theme_id).correlate_except(Theme).scalar_subquery()


def standing() -> ColumnElement[bool]:
    """Hold for tags that count: accepted or added by a person, or sure of the machine and not yet decided on."""
    return or_(latest_outcome().in_(_KEPT), and_(Tag.band == Band.ACCEPT, undecided()))


def select_standing_tags() -> Select[Tag, Contribution]:
    """Select the tags that count, each with its contribution; the query must keep the join to `Contribution`."""
    return select(Tag, Contribution).join(Contribution, Tag.contribution_id == Contribution.id).where(standing())


def select_suggested_tags() -> Select[Tag, Contribution]:
    """Select the machine's unsure tags that wait for a person."""
    query = select(Tag, Contribution).join(Contribution, Tag.contribution_id == Contribution.id)
    return query.where(Tag.band == Band.SUGGEST, undecided())
