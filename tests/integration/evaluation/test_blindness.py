"""Who sees what, and when: nobody sees too much too early."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Moderation, PanelMember, Programme
from surveys.values import LotStage, Role
from tests.checked_client import CheckedClient
from tests.integration.evaluation.pages import AGREE, HOME, LOT, PRICES, SCORE, every_page, words
from tests.tender import Tender


def test_before_moderation_everybody_sees_only_their_own_scores(
    enter: Callable[..., CheckedClient], tender: Tender, make_account: Callable[..., Account]
) -> None:
    tender.declare()
    for score, name in enumerate(tender.members, start=1):
        tender.score_all(name, score)
    lead = make_account("lead", Role.PROGRAMME_LEAD)
    for name in (*tender.members, "lead"):
        client = enter("one")
        client.sign_in_as(lead if name == "lead" else tender.members[name].account)
        text = "".join(client.get(path).text for path in every_page())
        leaks = {other for other in tender.members if f"{other} on ash" in text}
        assert leaks == ({name} & set(tender.members)), name


@pytest.mark.parametrize("stage", [LotStage.SCORING, LotStage.MODERATION])
def test_no_page_holds_a_price_before_the_lot_is_decided(
    enter: Callable[..., CheckedClient], tender: Tender, make_account: Callable[..., Account], stage: LotStage
) -> None:
    if stage is LotStage.SCORING:
        tender.declare()
    else:
        tender.to_moderation()
        tender.moderate_all()
    client, lead = enter("chair"), make_account("lead", Role.PROGRAMME_LEAD)
    for account in (lead, tender.chair, tender.members["expert"].account):
        client.sign_in_as(account)
        for path in every_page():
            text = client.get(path).text
            assert [price for price in PRICES if price in text] == [], path


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.REVIEWER, Role.ADMINISTRATOR])
def test_other_roles_see_nothing(
    client: CheckedClient, tender: Tender, sign_in: Callable[..., Account], role: Role
) -> None:
    tender.session.commit()
    sign_in(role)
    assert {client.get(path).status_code for path in every_page()} == {403}


def test_a_panel_member_of_another_lot_opens_no_bid_of_this_one(
    client: CheckedClient, tender: Tender, sign_in: Callable[..., Account]
) -> None:
    tender.session.commit()
    sign_in(Role.PANEL_MEMBER, Role.CHAIR, name="elsewhere")
    assert "You are not on the panel of this lot." in words(client.page(HOME))
    assert {client.get(path).status_code for path in every_page() if path != HOME} == {403}


def test_the_lead_watches_and_neither_scores_nor_agrees(
    client: CheckedClient, tender: Tender, sign_in: Callable[..., Account]
) -> None:
    tender.to_moderation()
    tender.session.commit()
    sign_in(Role.PROGRAMME_LEAD, name="lead")
    assert client.get(SCORE).status_code == 403
    assert client.get(f"{LOT}/moves/decided").status_code == 403
    page = client.page(AGREE)
    assert "expert on ash continuity" in words(page)
    assert "Ash Care says" not in words(page)
    assert client.post(AGREE, data={"score": "5", "reason": "Mine"}).status_code == 403


def test_a_member_who_does_not_chair_can_neither_move_nor_agree(
    enter: Callable[..., CheckedClient], tender: Tender
) -> None:
    tender.to_moderation()
    client = enter("one")
    for path in (f"{LOT}/progress", f"{LOT}/moves/decided"):
        assert client.get(path).status_code == 403
    assert client.post(AGREE, data={"score": "5", "reason": "Mine"}).status_code == 403
    assert tender.session.scalars(select(Moderation)).all() == []


def test_another_programme_s_lot_bid_and_question_are_not_found(
    enter: Callable[..., CheckedClient], tender: Tender, session: Session
) -> None:
    tender.declare()
    other = Programme(
        key="other", title="Other", council="Other", created_at_utc=tender.members["one"].declaration.declared_at_utc
    )  # type: ignore[union-attr]
    session.add(other)
    session.flush()
    account = tender.members["one"].account
    account.grants.append(type(account.grants[0])(programme_id=other.id, role=Role.PANEL_MEMBER))
    client = enter("one")
    assert "There are no lots yet" in words(client.page("/programmes/other/evaluation"))
    for path in ("/east/scores", "/east/result", "/east/declaration", "/east/scores/ash/continuity"):
        assert client.get(f"/programmes/other/evaluation{path}").status_code == 404, path
    for path in ("/west/scores", "/east/scores/oak/continuity", "/east/scores/ash/price", "/east/moves/scoring"):
        assert client.get(HOME + path).status_code == 404, path


def test_a_role_that_was_taken_away_closes_the_chair_s_pages(
    enter: Callable[..., CheckedClient], tender: Tender, session: Session
) -> None:
    tender.to_moderation()
    tender.chair.grants = [grant for grant in tender.chair.grants if grant.role is not Role.CHAIR]
    client = enter("chair")
    assert session.scalars(select(PanelMember.is_chair).where(PanelMember.account_id == tender.chair.id)).one()
    assert client.get(f"{LOT}/moves/decided").status_code == 403
    assert client.page(AGREE).select("form") == []
