"""Prints that somebody asked for. They are made off the request path, and an identical one is made once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, PrintOrder, Programme, QuestionnaireEdition
from surveys.values import Format, Language


@dataclass(frozen=True)
class PrintWish:
    """What a print is to be: `return_to` is where the paper goes back to, line by line."""

    language: Language
    form: Format
    return_to: str
    survey_address: str


def order_print(
    session: Session, edition: QuestionnaireEdition, wish: PrintWish, *, by: Account, at: datetime
) -> PrintOrder:
    """Ask for a print; one that is the same in everything is given again, and tried again if it failed."""
    same = {
        "language": wish.language,
        "format": wish.form,
        "return_to": wish.return_to,
        "survey_address": wish.survey_address,
    }
    order = session.scalar(select(PrintOrder).filter_by(edition_id=edition.id, **same))
    if order is None:
        order = PrintOrder(edition=edition, asked_by_id=by.id, asked_at_utc=at, **same)
        session.add(order)
    order.error = ""
    session.flush()
    return order


def list_prints(session: Session, edition: QuestionnaireEdition) -> list[PrintOrder]:
    """List the prints of an edition that were asked for, the newest first."""
    query = select(PrintOrder).where(PrintOrder.edition_id == edition.id)
    return list(session.scalars(query.order_by(PrintOrder.id.desc())))


def find_print(session: Session, programme: Programme, order_id: int) -> PrintOrder | None:
    """Find a print of one of a programme's editions."""
    order = session.get(PrintOrder, order_id)
    return order if order is not None and order.edition.programme_id == programme.id else None


def find_waiting_print(session: Session) -> PrintOrder | None:
    """Find the oldest print that is neither made nor failed."""
    query = select(PrintOrder).where(PrintOrder.made_at_utc.is_(None), PrintOrder.error == "")
    return session.scalar(query.order_by(PrintOrder.id).limit(1))


def keep_print(session: Session, order: PrintOrder, content: bytes, *, at: datetime) -> None:
    """Keep the PDF that was made."""
    order.content, order.made_at_utc, order.error = content, at, ""
    session.flush()


def keep_failed_print(session: Session, order: PrintOrder, words: str) -> None:
    """Keep why a print could not be made, in plain words."""
    order.error = words
    session.flush()
