"""Declaring interests and scoring alone, as pages."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Declaration, Score
from tests.checked_client import CheckedClient, soup
from tests.integration.evaluation.pages import HOME, LOT, SCORE, errors, words
from tests.tender import Tender


def test_the_bids_stay_closed_until_interests_are_declared(enter: Callable[..., CheckedClient]) -> None:
    client = enter("expert")
    assert words(client.page(HOME), ".govuk-button") == "Start : Home care, east"
    response = client.get(SCORE, follow_redirects=True)
    assert response.request.path == f"{LOT}/declaration"
    assert "Ash Care says" not in response.text
    response = client.send(f"{LOT}/declaration", {"has_interest": "nothing"})
    assert response.request.path == SCORE
    assert "Ash Care says this on continuity." in response.text


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Choose whether there is anything we should know"),
        ({"has_interest": "something", "interests": "  "}, "Write what we should know"),
        (
            {"has_interest": "nothing", "interests": "My aunt"},
            "You chose No but wrote something. Choose Yes, or take the words out",
        ),
    ],
)
def test_a_declaration_that_is_not_clear_is_asked_again(
    enter: Callable[..., CheckedClient], session: Session, typed: dict[str, str], error: str
) -> None:
    page = soup(enter("one").send(f"{LOT}/declaration", typed))
    assert errors(page) == [error]
    assert page.select_one("textarea").text.strip() == typed.get("interests", "").strip()  # type: ignore[union-attr]
    assert session.scalars(select(Declaration)).all() == []


def test_a_second_declaration_does_not_replace_the_first(enter: Callable[..., CheckedClient], session: Session) -> None:
    client = enter("one")
    client.send(f"{LOT}/declaration", {"has_interest": "something", "interests": "My aunt works for Ash Care"})
    assert "My aunt works for Ash Care" in words(client.page(f"{LOT}/declaration"))
    token = client.page(SCORE).select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    response = client.post(f"{LOT}/declaration", data={"csrf_token": token, "has_interest": "nothing", "interests": ""})
    assert errors(soup(response)) == ["You answered this before. That answer stands. Tell the chair what changed"]
    assert session.scalars(select(Declaration.interests)).all() == ["My aunt works for Ash Care"]


def test_a_member_scores_one_answer_after_another_and_checks_them(
    enter: Callable[..., CheckedClient], tender: Tender
) -> None:
    tender.declare()
    client = enter("expert")
    page = client.page(SCORE)
    assert page.h1.text == "Ash Care: The continuity title"  # type: ignore[union-attr]
    assert "You have scored 0 of 12" in words(page)
    response = client.send(SCORE, {"score": "4", "reason": "It says who comes."})
    assert response.request.path == f"{LOT}/scores/ash/skills"
    response = client.send(f"{LOT}/scores/ash/skills", {"score": "cannot", "reason": "They visit my mother."})
    assert response.request.path == f"{LOT}/scores/ash/handover"
    page = client.page(f"{LOT}/scores")
    shown = [" ".join(it.get_text(" ").split()) for it in page.select(".govuk-summary-list__value")][:3]
    assert shown == ["4 out of 5 It says who comes.", "Could not score They visit my mother.", "Not scored yet"]
    assert "You have scored 2 of 12 answers." in words(client.page(HOME))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"reason": "Typed with care"}, "Choose a score, or choose “I cannot score this”"),
        ({"score": "4", "reason": " \n "}, "Write why you chose this"),
        ({"score": "cannot", "reason": ""}, "Write why you chose this"),
        ({"score": "4", "reason": "x" * 5_001}, "Make this shorter. It can have up to 5,000 characters"),
    ],
)
def test_what_was_typed_stays_when_something_is_missing(
    enter: Callable[..., CheckedClient], tender: Tender, typed: dict[str, str], error: str
) -> None:
    tender.declare()
    page = soup(enter("one").send(SCORE, typed))
    assert errors(page) == [error]
    assert page.select_one("textarea").text.strip() == typed["reason"].strip()  # type: ignore[union-attr]
    assert [it["value"] for it in page.select("input[checked]")] == ([typed["score"]] if "score" in typed else [])
    assert tender.session.scalars(select(Score)).all() == []


def test_a_second_score_is_refused_with_what_was_typed_still_there(
    enter: Callable[..., CheckedClient], tender: Tender
) -> None:
    tender.declare()
    client = enter("one")
    token = client.page(SCORE).select_one("[name=csrf_token]")["value"]  # type: ignore[index]
    client.post(SCORE, data={"csrf_token": token, "score": "4", "reason": "First"})
    page = soup(client.post(SCORE, data={"csrf_token": token, "score": "1", "reason": "Second \U0001f642 سلام"}))
    assert errors(page) == ["You have scored this answer before. Your first score stands. This one is not saved"]
    assert page.select_one("textarea").text.strip() == "Second \U0001f642 سلام"  # type: ignore[union-attr]
    assert tender.session.scalars(select(Score.score)).all() == [4]
    assert client.page(SCORE).select("form") == []


def test_a_character_that_cannot_be_stored_is_dropped(enter: Callable[..., CheckedClient], tender: Tender) -> None:
    tender.declare()
    enter("one").send(SCORE, {"score": "4", "reason": "before\0after"})
    assert tender.session.scalars(select(Score.reason)).all() == ["beforeafter"]


def test_the_scoring_page_shows_the_statements_behind_a_question_and_nothing_anybody_said(
    enter: Callable[..., CheckedClient], tender: Tender
) -> None:
    tender.declare()
    page = enter("one").page(SCORE)
    shown = [item.text for item in page.select("details li")]
    assert shown == [theme.statement for theme in tender.criterion("continuity").themes]
    assert page.select("main blockquote") == []
