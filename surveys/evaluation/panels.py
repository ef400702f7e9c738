"""Who scores a lot, what they declared, and what they may open.

Lots are loaded without the prices of their bids: reading one raises, so that no page can show it by mistake.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, selectinload

from surveys.audit import record_act
from surveys.errors import AlreadyDeclared, NotDeclared
from surveys.models import Account, Bid, BidAnswer, Criterion, Declaration, Lot, PanelMember, Programme

_BIDS_WITHOUT_PRICES = selectinload(Lot.bids).options(
    defer(Bid.price_per_hour, raiseload=True), selectinload(Bid.provider)
)


def list_lots(session: Session, programme: Programme) -> list[Lot]:
    """List the lots of a programme in their published order."""
    query = select(Lot).where(Lot.programme_id == programme.id).order_by(Lot.position)
    return list(session.scalars(query.options(_BIDS_WITHOUT_PRICES)))


def find_lot(session: Session, programme: Programme, key: str) -> Lot | None:
    """Find a lot of the programme."""
    query = select(Lot).where(Lot.programme_id == programme.id, Lot.key == key)
    return session.scalar(query.options(_BIDS_WITHOUT_PRICES))


def find_bid(lot: Lot, provider_key: str) -> Bid | None:
    """Find a provider's bid for the lot."""
    return next((bid for bid in lot.bids if bid.provider.key == provider_key), None)


def find_criterion(lot: Lot, key: str) -> Criterion | None:
    """Find a criterion of the lot."""
    return next((criterion for criterion in lot.criteria if criterion.key == key), None)


def find_member(lot: Lot, account: Account) -> PanelMember | None:
    """Find an account's place on the panel of the lot."""
    return next((member for member in lot.panel if member.account_id == account.id), None)


def declare_interests(session: Session, member: PanelMember, *, interests: str, at: datetime) -> Declaration:
    """Record what a member declares before opening any bid; empty for no interest at all.

    Raises:
        AlreadyDeclared: the member's declaration stands.
    """
    if member.declaration is not None:
        raise AlreadyDeclared
    member.declaration = Declaration(interests=interests.strip(), declared_at_utc=at)
    session.flush()
    programme = session.get(Programme, member.lot.programme_id)
    record_act(session, "declare interests", by=member.account, at=at, programme=programme, subject=member)
    return member.declaration


def open_answer(session: Session, member: PanelMember, bid: Bid, criterion: Criterion) -> str:
    """Give what a bid says to a criterion; empty where it says nothing.

    Raises:
        NotDeclared: the member has not declared interests, or does not belong to the lot's panel.
    """
    if member.declaration is None or member.lot_id != bid.lot_id:
        raise NotDeclared
    query = select(BidAnswer.text).where(BidAnswer.bid_id == bid.id, BidAnswer.criterion_id == criterion.id)
    return session.scalar(query) or ""
