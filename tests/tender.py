"""A small tender: the worked table of the method, with a panel of four."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from surveys.definitions.criteria import CriteriaDefinition
from surveys.evaluation.criteria import load_lots
from surveys.evaluation.moderation import moderate, move_lot
from surveys.evaluation.panels import declare_interests
from surveys.evaluation.scoring import record_score
from surveys.models import Account, Bid, BidAnswer, Criterion, Lot, PanelMember, Programme, Provider
from surveys.values import LotStage, Role

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WEIGHTS = {"continuity": 20, "skills": 15, "handover": 15, "righting": 10}
THEMES = {"continuity": ["ecc-2.1", "i-01"], "skills": ["i-07"], "handover": ["i-12"], "righting": ["i-10"]}
BIDS = {
    "ash": ("Ash Care", "21.50", (4, 3, 5, 4)),
    "birch": ("Birch Homecare", "20.40", (3, 4, 3, 3)),
    "cedar": ("Cedar Trust", "23.10", (5, 5, 4, 1)),
}


def definition(**changes: object) -> CriteriaDefinition:
    """The lot of the worked table, with what a test changes in its first criterion."""
    criteria = [
        {
            "key": key,
            "title": f"The {key} title",
            "weight": weight,
            "question": f"How about {key}?",
            "guidance": f"A good answer on {key}.",
            "themes": THEMES[key],
        }
        for key, weight in WEIGHTS.items()
    ]
    criteria[0] |= changes
    lot = {
        "key": "east",
        "title": "Home care, east",
        "summary": "Help at home.",
        "pass_mark": 2,
        "price_weight": 40,
        "tie_break": "The higher quality stands first.",
        "criteria": criteria,
    }
    return CriteriaDefinition.model_validate({"lots": [lot]})


@dataclass
class Tender:
    """A lot with its three bids and its panel, and short cuts through its stages."""

    session: Session
    lot: Lot
    members: dict[str, PanelMember]

    @property
    def chair(self) -> Account:
        return self.members["chair"].account

    def bid(self, key: str) -> Bid:
        return next(bid for bid in self.lot.bids if bid.provider.key == key)

    def criterion(self, key: str) -> Criterion:
        return next(criterion for criterion in self.lot.criteria if criterion.key == key)

    def declare(self) -> None:
        for member in self.members.values():
            declare_interests(self.session, member, interests="", at=AT)

    def score_all(self, name: str, score: int | None = 3) -> None:
        for bid in self.lot.bids:
            for criterion in self.lot.criteria:
                reason = f"{name} on {bid.provider.key} {criterion.key}"
                record_score(self.session, self.members[name], bid, criterion, score=score, reason=reason, at=AT)

    def to_moderation(self) -> None:
        self.declare()
        for score, name in enumerate(self.members, start=1):
            self.score_all(name, score)
        move_lot(self.session, self.lot, LotStage.MODERATION, by=self.chair, at=AT)

    def moderate_all(self) -> None:
        for key, (_, _, scores) in BIDS.items():
            for criterion, score in zip(self.lot.criteria, scores, strict=True):
                reason = f"agreed on {key} {criterion.key}"
                moderate(self.session, self.bid(key), criterion, score=score, reason=reason, by=self.chair, at=AT)

    def to_decided(self) -> None:
        self.to_moderation()
        self.moderate_all()
        move_lot(self.session, self.lot, LotStage.DECIDED, by=self.chair, at=AT)


def make_tender(session: Session, programme: Programme, make_account: Callable[..., Account]) -> Tender:
    """Load the lot, its bids and its panel: chair, one, two, and the expert by experience."""
    lot = load_lots(session, programme, definition())[0]
    for key, (name, price, _) in BIDS.items():
        provider = Provider(programme_id=programme.id, key=key, name=name)
        answers = [BidAnswer(criterion_id=it.id, text=f"{name} says this on {it.key}.") for it in lot.criteria]
        lot.bids.append(Bid(provider=provider, price_per_hour=Decimal(price), answers=answers))
    members = {}
    for name in ("chair", "one", "two", "expert"):
        roles = [Role.PANEL_MEMBER, Role.CHAIR] if name == "chair" else [Role.PANEL_MEMBER]
        account = make_account(name, *roles)
        member = PanelMember(account=account, is_chair=name == "chair", is_expert_by_experience=name == "expert")
        lot.panel.append(member)
        members[name] = member
    session.commit()
    return Tender(session, lot, members)
