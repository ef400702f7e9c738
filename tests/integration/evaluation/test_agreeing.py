"""Agreeing together, deciding, and the result, as pages."""

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select

from surveys.evaluation.moderation import moderate
from surveys.models import Moderation
from tests.checked_client import CheckedClient, soup
from tests.integration.evaluation.pages import AGREE, LOT, errors, rows, words
from tests.tender import AT, WEIGHTS, Tender


def test_the_chair_moves_the_lot_when_everybody_has_scored(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.declare()
    for name in ("chair", "one", "two"):
        tender.score_all(name)
    client = enter("chair")
    assert rows(client.page(f"{LOT}/progress")) == [
        ["Chair Chair", "None", "12 of 12, done"],
        ["One", "None", "12 of 12, done"],
        ["Two", "None", "12 of 12, done"],
        ["Expert Expert by experience", "None", "0 of 12"],
    ]
    page = soup(client.send(f"{LOT}/moves/moderation"))
    assert errors(page) == ["12 scores are still missing. Ask the panel to finish scoring, then try again"]
    tender.score_all("expert", None)
    tender.session.commit()
    response = client.send(f"{LOT}/moves/moderation")
    assert response.request.path == f"{LOT}/agreed"
    assert rows(soup(response))[0] == ["The continuity title , Ash Care", "All 3", "Not yet"]


def test_everybody_s_scores_stand_side_by_side(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.to_moderation()
    page = enter("one").page(AGREE)
    assert rows(page) == [
        ["Chair Chair", "1: Very little", "chair on ash continuity"],
        ["One", "2: Some", "one on ash continuity"],
        ["Two", "3: Enough", "two on ash continuity"],
        ["Expert Expert by experience", "4: Good", "expert on ash continuity"],
    ]
    assert "The scores go from 1 to 4." in words(page)
    assert page.select("form") == []


def test_the_chair_writes_down_what_was_agreed_and_earlier_agreements_stay(
    enter: Callable[..., CheckedClient], tender: Tender
) -> None:
    tender.to_moderation()
    client = enter("chair")
    page = soup(client.send(AGREE, {"reason": "Kept"}))
    assert errors(page) == ["Choose the score that the panel agreed"]
    assert page.select_one("textarea").text.strip() == "Kept"  # type: ignore[union-attr]
    response = client.send(AGREE, {"score": "2", "reason": "At first"})
    assert response.request.path == f"{LOT}/agreed/ash/skills"
    client.send(AGREE, {"score": "4", "reason": "After talking"})
    cards = [words(soup(client.get(AGREE)), f".sd-card:nth-of-type({n})") for n in range(1, 9)]
    agreed = [card for card in cards if "Written down by Chair" in card]
    assert [card.split(" Written")[0] for card in agreed] == [
        "4: Good After talking",
        "2: Some (earlier, no longer counts) At first",
    ]
    assert tender.session.scalars(select(Moderation.score).order_by(Moderation.id)).all() == [2, 4]


def test_the_decided_result_is_the_worked_table(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.to_moderation()
    client = enter("chair")
    assert errors(soup(client.send(f"{LOT}/moves/decided"))) == [
        "12 scores are still to be agreed. Agree on every answer, then try again"
    ]
    tender.moderate_all()
    tender.session.commit()
    assert rows(client.page(f"{LOT}/result"))[0] == ["Ash Care", "4 of 4", "48.00", "Yes"]
    response = client.send(f"{LOT}/moves/decided")
    assert response.request.path == f"{LOT}/result"
    out = "Out: scored 1 on “The righting title”. The pass mark is 2."
    assert [row[:6] for row in rows(soup(response))] == [
        ["Ash Care", "1", "48.00", "£21.50", "37.95", "85.95"],
        ["Birch Homecare", "2", "39.00", "£20.40", "40.00", "79.00"],
        ["Cedar Trust", out, "49.00", "£23.10", "None", "None"],
    ]
    assert "Tie-break: The higher quality stands first." in words(soup(response))


def test_equal_totals_are_shown_as_a_shared_place(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.to_moderation()
    for bid in tender.lot.bids:
        bid.price_per_hour = Decimal(20)
        for criterion in tender.lot.criteria:
            moderate(tender.session, bid, criterion, score=3, reason="All the same", by=tender.chair, at=AT)
    client = enter("chair")
    client.send(f"{LOT}/moves/decided")
    assert [row[1] for row in rows(client.page(f"{LOT}/result"))] == ["1 (shared)"] * 3


def test_a_bidder_s_summary_says_why_for_every_question(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.to_decided()
    client = enter("one")
    page = client.page(f"{LOT}/result/ash")
    assert "Total: 85.95 of 100. Place: 1 , of 2 ranked." in words(page)
    assert words(page, "#criterion-handover ~ p").startswith(
        "How about handover? Agreed score: 5: Very good . Marks: 15.00 of 15."
    )
    assert [key for key in WEIGHTS if f"agreed on ash {key}" not in words(page)] == []
    assert not [name for name in ("Birch", "Cedar", "20.40", "23.10", "one on ash") if name in words(page)]
    assert "so the bid is not ranked" in words(client.page(f"{LOT}/result/cedar"))
