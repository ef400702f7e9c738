"""Lots and criteria of a programme, made from their published definition."""

from sqlalchemy.orm import Session

from surveys.definitions.criteria import CriteriaDefinition, CriterionDefinition, LotDefinition
from surveys.models import Criterion, Lot, Programme
from surveys.tagging.codeframes import get_themes


def load_lots(
    session: Session, programme: Programme, definition: CriteriaDefinition, *, name: str = "criteria.toml"
) -> list[Lot]:
    """Make the lots of a programme, with their criteria and the themes these grew out of (newest editions).

    Raises:
        InvalidDefinition: a criterion names an unknown theme; `name`, the lot and the criterion stand in the error.
    """
    lots = [
        _make_lot(session, programme, lot, position=position, place=f"{name}: lots.{lot.key}")
        for position, lot in enumerate(definition.lots, start=1)
    ]
    session.add_all(lots)
    session.flush()
    return lots


def _make_lot(session: Session, programme: Programme, definition: LotDefinition, *, position: int, place: str) -> Lot:
    """Make one lot; its weights were checked when the definition was read."""
    return Lot(
        programme_id=programme.id,
        key=definition.key,
        title=definition.title,
        summary=definition.summary,
        position=position,
        pass_mark=definition.pass_mark,
        price_weight=definition.price_weight,
        tie_break=definition.tie_break,
        criteria=[
            _make_criterion(
                session, programme, criterion, position=number, place=f"{place}.criteria.{criterion.key}.themes"
            )
            for number, criterion in enumerate(definition.criteria, start=1)
        ],
    )


def _make_criterion(
    session: Session, programme: Programme, definition: CriterionDefinition, *, position: int, place: str
) -> Criterion:
    """Make one criterion with its themes."""
    return Criterion(
        key=definition.key,
        position=position,
        title=definition.title,
        question=definition.question,
        guidance=definition.guidance,
        weight=definition.weight,
        themes=get_themes(session, programme, definition.themes, place=place),
    )
