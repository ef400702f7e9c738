"""The sample's tender: one lot decided, one still being scored."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from surveys.definitions import LIBRARY, load_criteria
from surveys.evaluation.criteria import load_lots
from surveys.evaluation.moderation import moderate, move_lot
from surveys.evaluation.panels import declare_interests
from surveys.evaluation.scoring import record_score
from surveys.models import Account, Bid, BidAnswer, Criterion, Lot, PanelMember, Programme, Provider
from surveys.sample.content import read_toml
from surveys.values import LotStage

CHAIR = "panel.chair@sample.example"


def add_sample_tender(session: Session, programme: Programme, accounts: Mapping[str, Account], *, at: datetime) -> None:
    """Add lots, bids, the panel and its scores so far."""
    raw = read_toml("tender.toml")
    lots = {lot.key: lot for lot in load_lots(session, programme, load_criteria(LIBRARY / "home_care/criteria.toml"))}
    bids = _add_bids(session, programme, lots, raw)
    members = _add_panel(session, lots, accounts, raw["panel"], at=at)
    _add_scores(session, bids, members, raw["scores"], at=at)
    chair = accounts[CHAIR]
    for key in dict.fromkeys(row["lot"] for row in raw["moderations"]):
        move_lot(session, lots[key], LotStage.MODERATION, by=chair, at=at)
        session.refresh(lots[key])
        for row in (row for row in raw["moderations"] if row["lot"] == key):
            bid = bids[key, row["provider"]]
            criterion = _criterion(lots[key], row["criterion"])
            moderate(session, bid, criterion, score=row["score"], reason=row["reason"], by=chair, at=at)
        move_lot(session, lots[key], LotStage.DECIDED, by=chair, at=at)


def _criterion(lot: Lot, key: str) -> Criterion:
    """Give a lot's criterion by its key."""
    return next(criterion for criterion in lot.criteria if criterion.key == key)


def _add_bids(
    session: Session, programme: Programme, lots: Mapping[str, Lot], raw: Mapping[str, Any]
) -> dict[tuple[str, str], Bid]:
    """Add providers and their bids, by lot and provider."""
    providers = {
        row["key"]: Provider(programme_id=programme.id, key=row["key"], name=row["name"]) for row in raw["providers"]
    }
    session.add_all(providers.values())
    session.flush()
    bids = {}
    for row in raw["bids"]:
        lot = lots[row["lot"]]
        bid = Bid(lot=lot, provider=providers[row["provider"]], price_per_hour=Decimal(row["price_per_hour"]))
        bid.answers = [
            BidAnswer(criterion_id=_criterion(lot, key).id, text=" ".join(text.split()))
            for key, text in row["answers"].items()
        ]
        bids[lot.key, row["provider"]] = bid
    session.add_all(bids.values())
    session.flush()
    return bids


def _add_panel(
    session: Session,
    lots: Mapping[str, Lot],
    accounts: Mapping[str, Account],
    rows: Iterable[Mapping[str, Any]],
    *,
    at: datetime,
) -> dict[tuple[str, str], PanelMember]:
    """Add the panel, by lot and e-mail address. All but the expert on the open lot have declared their interests."""
    members = {}
    for row in rows:
        member = PanelMember(
            lot=lots[row["lot"]],
            account=accounts[row["account"]],
            is_chair=row["account"] == CHAIR,
            is_expert_by_experience=row["is_expert_by_experience"],
        )
        session.add(member)
        members[row["lot"], row["account"]] = member
    session.flush()
    for (lot, _), member in members.items():
        if lot == "reablement" or not member.is_expert_by_experience:
            declare_interests(session, member, interests="", at=at)
    return members


def _add_scores(
    session: Session,
    bids: Mapping[tuple[str, str], Bid],
    members: Mapping[tuple[str, str], PanelMember],
    rows: Iterable[Mapping[str, Any]],
    *,
    at: datetime,
) -> None:
    """Add the members' own scores."""
    for row in rows:
        bid = bids[row["lot"], row["provider"]]
        member = members[row["lot"], row["account"]]
        criterion = _criterion(bid.lot, row["criterion"])
        record_score(session, member, bid, criterion, score=row["score"], reason=row["reason"], at=at)
