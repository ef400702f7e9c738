"""Contributions drawn to be read blind: nobody sees the machine's tags before they have said what they see."""

from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Contribution, ContributionReview, Decision, Programme, Tag
from surveys.review.decisions import finish_review
from surveys.review.history import show_tags
from surveys.review.queue import count_queue, find_next_id
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.integration.conftest import FOUND, QUEUE, TEXT
from tests.tagged import AT, add_contribution


@pytest.fixture
def contribution(session: Session, programme: Programme) -> Contribution:
    return add_contribution(session, programme, TEXT, FOUND, is_blind=True)


def test_the_machines_tags_are_not_to_be_seen_before_finishing(
    client: CheckedClient, reviewer: Account, address: str
) -> None:
    page = client.page(address)
    assert page.h1.text == "Read these words and tag them"
    assert page.select(".sd-card") == []
    assert not page.select("mark")
    assert "Visit length fits" not in page.text


def test_a_tag_that_is_not_shown_cannot_be_decided_on(
    client: CheckedClient, reviewer: Account, address: str, session: Session
) -> None:
    tag = session.scalars(select(Tag)).first()
    assert client.send(address, {"accept": str(tag.id)}).status_code == 404
    client.page(f"{address}/tags/{tag.id}", status=404)


def test_what_is_found_blind_is_noted_as_such_and_then_compared(
    client: CheckedClient, reviewer: Account, address: str, session: Session
) -> None:
    client.send(f"{address}/themes", {"theme": "ecc-1.2", "stance": "unmet", "words": "come late"})
    card = client.page(address).select_one(".sd-card")
    assert "Added by you." in card.text
    assert "sure" not in card.text
    page = soup(client.send(address, {"finish": "yes"}))
    assert "Now you see the tags of the software" in page.text
    assert page.h1.text == "Check the tags: 1 to decide"
    assert [card.h3.get_text(" ", strip=True) for card in page.select(".sd-card")] == [
        "Visit length fits Not happening",
        "Travel time and expenses paid Not happening",
    ]
    session.rollback()
    assert [review.is_blind for review in session.scalars(select(ContributionReview))] == [True]
    waiting = page.select_one("button[name=reject]:-soup-contains('Travel')")["value"]
    client.send(address, {"reject": waiting})
    session.rollback()
    decisions = session.scalars(select(Decision).order_by(Decision.id))
    assert [decision.had_seen_suggestion for decision in decisions] == [False, True]
    assert client.send(address, {"finish": "yes"}, follow=False).location == f"{QUEUE}#main-content"


def test_another_reviewer_does_not_see_what_the_first_has_said_so_far(
    client: CheckedClient,
    reviewer: Account,
    address: str,
    session: Session,
    contribution: Contribution,
    make_account: Callable[..., Account],
) -> None:
    client.send(f"{address}/themes", {"theme": "ecc-1.4", "stance": "met", "words": "kind"})
    other = make_account("bea", Role.REVIEWER)
    session.rollback()
    assert show_tags(session, contribution, reviewer=other).histories == ()
    assert len(show_tags(session, contribution, reviewer=reviewer).histories) == 1
    finish_review(session, contribution, by=reviewer, at=AT, is_blind=True)
    shown = show_tags(session, contribution, reviewer=other)
    assert (shown.is_blind, len(shown.histories)) == (False, 3)


def test_when_the_machine_found_nothing_more_the_next_one_comes(
    client: CheckedClient, reviewer: Account, session: Session, programme: Programme
) -> None:
    bare = add_contribution(session, programme, TEXT, is_blind=True)
    assert client.send(f"{QUEUE}/{bare.id}", {"finish": "yes"}, follow=False).location == f"{QUEUE}#main-content"


def test_blind_ones_wait_once_for_anybody(
    session: Session,
    programme: Programme,
    contribution: Contribution,
    reviewer: Account,
    make_account: Callable[..., Account],
) -> None:
    other = make_account("bea", Role.REVIEWER)
    for each in (reviewer, other):
        counts = count_queue(session, programme, reviewer=each)
        assert (counts.blind_count, counts.unsure_count, counts.waiting_count) == (1, 0, 1)
    finish_review(session, contribution, by=reviewer, at=AT, is_blind=True)
    assert count_queue(session, programme, reviewer=reviewer).waiting_count == 0
    counts = count_queue(session, programme, reviewer=other)
    assert (counts.blind_count, counts.unsure_count) == (0, 1)


def test_each_share_gets_its_part_of_a_reviewers_time(
    session: Session, programme: Programme, reviewer: Account
) -> None:
    kinds = {}
    for _ in range(20):
        kinds[add_contribution(session, programme, TEXT, FOUND).id] = "unsure"
        kinds[add_contribution(session, programme, TEXT, FOUND[:1]).id] = "sure"
        kinds[add_contribution(session, programme, TEXT, FOUND, is_blind=True).id] = "blind"
    done: Counter[str] = Counter()
    for _ in range(31):
        next_id = find_next_id(session, programme, reviewer=reviewer)
        kind = kinds[next_id]
        done[kind] += 1
        finish_review(session, session.get_one(Contribution, next_id), by=reviewer, at=AT, is_blind=kind == "blind")
    assert done == {"unsure": 15, "blind": 10, "sure": 6}
