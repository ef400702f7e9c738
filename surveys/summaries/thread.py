"""The thread from words to what came of them, and back: one step a query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from surveys.models import Contribution, Criterion, CriterionTheme, Finding, FindingTheme, Lot, Programme, Tag, Theme
from surveys.review.current import select_standing_tags
from surveys.summaries.quotes import excerpt
from surveys.summaries.redaction import hide_personal, personal_of
from surveys.tagging.codeframes import select_theme_ids, themes_by_key
from surveys.values import Stance

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """A contribution that speaks of a theme: the sentences that do, without names, and what they say of it.

    `words` is None while nobody has looked for names in them.
    """

    contribution: Contribution
    words: str | None
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class HeardPage:
    """One page of contributions, newest first; `number` counts from 1."""

    rows: tuple[Heard, ...]
    number: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class Led:
    """What grew out of themes in a programme: the criteria of its lots, and its findings, ready or not."""

    criteria: tuple[Criterion, ...]
    findings: tuple[Finding, ...]


def find_theme(session: Session, programme: Programme, key: str) -> Theme | None:
    """Find a theme of the programme's codeframes."""
    return themes_by_key(session, programme).get(key)


def follow_themes(session: Session, programme: Programme, themes: Collection[Theme]) -> Led:
    """Find what grew out of any of the themes."""
    ids = select_theme_ids(themes)
    criteria = (
        select(Criterion)
        .join(Lot, Lot.id == Criterion.lot_id)
        .where(
            Lot.programme_id == programme.id,
            Criterion.id.in_(select(CriterionTheme.criterion_id).where(CriterionTheme.theme_id.in_(ids))),
        )
        .options(joinedload(Criterion.lot))
        .order_by(Lot.position, Criterion.position)
    )
    findings = (
        select(Finding)
        .where(
            Finding.programme_id == programme.id,
            Finding.id.in_(select(FindingTheme.finding_id).where(FindingTheme.theme_id.in_(ids))),
        )
        .options(selectinload(Finding.actions))
        .order_by(Finding.id)
    )
    return Led(tuple(session.scalars(criteria)), tuple(session.scalars(findings)))


def list_tags_of(session: Session, contribution: Contribution) -> list[Tag]:
    """List the tags that stand on a contribution, in the order of its words; one for each theme and stance."""
    query = select_standing_tags().where(Contribution.id == contribution.id).with_only_columns(Tag)
    tags = session.scalars(query.options(joinedload(Tag.theme)).order_by(Tag.start, Tag.id))
    once: dict[tuple[int, Stance], Tag] = {}
    for tag in tags:
        once.setdefault((tag.theme.lineage_id, tag.stance), tag)
    return list(once.values())


def words_of(session: Session, contribution: Contribution) -> str | None:
    """Give a contribution's words without names; None while nobody has looked for names in them."""
    personal = personal_of(session, [contribution]).get(contribution.id)
    return None if personal is None else hide_personal(contribution.text, personal)


def list_heard(session: Session, programme: Programme, theme: Theme, *, page: int) -> HeardPage:
    """List contributions that speak of a theme; pages count from 1, and one after the last is empty."""
    theme_ids = select_theme_ids([theme])
    spoken = select_standing_tags().where(Contribution.programme_id == programme.id, Tag.theme_id.in_(theme_ids))
    order = (Contribution.said_on.desc(), Contribution.id.desc())
    query = select(Contribution).where(Contribution.id.in_(spoken.with_only_columns(Contribution.id))).order_by(*order)
    found = list(session.scalars(query.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE + 1)))
    shown = found[:PAGE_SIZE]
    tags = select_standing_tags().where(Tag.theme_id.in_(theme_ids), Contribution.id.in_([each.id for each in shown]))
    rows = _hear(session, shown, list(session.scalars(tags.with_only_columns(Tag).order_by(Tag.start, Tag.id))))
    return HeardPage(rows, number=page, has_next=len(found) > PAGE_SIZE)


def _hear(session: Session, contributions: Sequence[Contribution], tags: Sequence[Tag]) -> tuple[Heard, ...]:
    """Put the words of the tags to their contributions."""
    personal = personal_of(session, contributions)
    rows = []
    for contribution in contributions:
        own = [tag for tag in tags if tag.contribution_id == contribution.id]
        hidden = personal.get(contribution.id)
        parts = dict.fromkeys(excerpt(contribution.text, (tag.start, tag.end), hidden or ()) for tag in own)
        stances = tuple(stance for stance in Stance if any(tag.stance is stance for tag in own))
        rows.append(Heard(contribution, None if hidden is None else " … ".join(parts), stances))
    return tuple(rows)
