"""People's own words, where they may be shown: with consent, without names, never from a small cell or a concern."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from surveys.models import Concern, Contribution, Programme, Tag, Theme
from surveys.review.current import select_standing_tags
from surveys.review.spans import Span
from surveys.summaries.counts import StanceTable
from surveys.summaries.redaction import Personal, hide_personal, personal_of
from surveys.tagging.codeframes import select_theme_ids
from surveys.values import Group, Stance, Wording

MOST_PER_STANCE = 6
MOST_PER_CELL = 12
"""Candidates looked at in each group and stance; the best of them are taken."""

QUOTE_LIMIT = 400
"""Longest sentence quoted whole, in characters; of a longer one only the evidence is."""

FEWEST_WORDS = 5
"""Shorter sentences are quoted only when there is nothing else."""

_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.!?…]+[\"'”’)]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be shown; `is_paraphrase` when a facilitator wrote them down in other words."""

    text: str
    group: Group
    stance: Stance
    is_paraphrase: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A tag of a contribution that may be quoted, with its quote."""

    contribution_id: int
    quote: Quote


def list_quotes(
    session: Session, programme: Programme, themes: Iterable[Theme], *, table: StanceTable
) -> dict[Stance, list[Quote]]:
    """List quotes for themes by stance, at most six each, varied across groups; the same ones every time.

    `table` holds the themes' counts as they are shown: only its visible cells are quoted.
    """
    tags = _list_tags(session, programme, themes, cells=table.quotable())
    personal = personal_of(session, {tag.contribution for tag in tags})
    candidates = [_quote(tag, personal[tag.contribution_id]) for tag in tags]
    candidates.sort(key=lambda each: len(each.quote.text.split()) < FEWEST_WORDS)
    return {stance: _choose([each for each in candidates if each.quote.stance == stance]) for stance in Stance}


def widen_to_sentence(text: str, span: Span) -> Span:
    """Widen a span to the sentences it touches, without white space at the ends; never past a line break."""
    ends = [match.span() for match in _SENTENCE_END.finditer(text)]
    start = max((end for _, end in ends if end <= span[0]), default=0)
    end = min((end for _, end in ends if end >= span[1]), default=len(text))
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def excerpt(text: str, span: Span, personal: Sequence[Personal]) -> str:
    """Give the sentences around a span without personal data; marks with dots where a long sentence was cut."""
    start, end = widen_to_sentence(text, span)
    if end - start <= QUOTE_LIMIT:
        return hide_personal(text, personal, within=(start, end))
    cut = hide_personal(text, personal, within=span).strip()
    return f"{'… ' if span[0] > start else ''}{cut}{' …' if span[1] < end else ''}"


def _list_tags(
    session: Session, programme: Programme, themes: Iterable[Theme], *, cells: Collection[tuple[Group, Stance]]
) -> list[Tag]:
    """List the standing tags that may be quoted, the surest first, with their contributions."""
    if not cells:
        return []
    order = (Tag.confidence.desc(), Tag.id)
    place = func.row_number().over(partition_by=(Contribution.group, Tag.stance), order_by=order).label("place")
    query = select_standing_tags().with_only_columns(Tag.id, place)
    query = query.where(
        Contribution.programme_id == programme.id,
        Tag.theme_id.in_(select_theme_ids(themes)),
        Contribution.has_quote_consent,
        Contribution.current_run_id.is_not(None),
        ~exists().where(Concern.contribution_id == Contribution.id),
        or_(*(and_(Contribution.group == group, Tag.stance == stance) for group, stance in cells)),
    )
    best = query.subquery()
    kept = select(Tag).join(best, best.c.id == Tag.id).where(best.c.place <= MOST_PER_CELL).order_by(*order)
    return list(session.scalars(kept.options(joinedload(Tag.contribution).joinedload(Contribution.note))))


def _quote(tag: Tag, personal: Sequence[Personal]) -> _Candidate:
    """Make a tag's quote."""
    contribution = tag.contribution
    note = contribution.note
    return _Candidate(
        contribution.id,
        Quote(
            text=excerpt(contribution.text, (tag.start, tag.end), personal),
            group=contribution.group,
            stance=tag.stance,
            is_paraphrase=note is not None and note.wording is Wording.PARAPHRASE,
        ),
    )


def _choose(candidates: Iterable[_Candidate]) -> list[Quote]:
    """Choose quotes from each group in turn, in the order given; one a contribution, none twice."""
    chosen: dict[int, Quote] = {}
    for candidate in _in_turn(candidates):
        is_new = candidate.quote.text not in {quote.text for quote in chosen.values()}
        if is_new and len(chosen) < MOST_PER_STANCE:
            chosen.setdefault(candidate.contribution_id, candidate.quote)
    return list(chosen.values())


def _in_turn(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Go through the candidates, one of each group in turn."""
    by_group: dict[Group, list[_Candidate]] = {group: [] for group in Group}
    for candidate in candidates:
        by_group[candidate.quote.group].append(candidate)
    for turn in zip_longest(*by_group.values()):
        yield from (candidate for candidate in turn if candidate is not None)
