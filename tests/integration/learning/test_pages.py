"""The lead's page about what was learned, and the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.learning.versions import list_versions
from surveys.models import Account, AuditEvent, Contribution, Programme
from surveys.review.decisions import finish_review
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.integration.learning.standing_in import CountingTaggers, FixedLearner
from tests.tagged import AT
from webapp.commands import learning as command
from webapp.commands import main
from webapp.learning import learn, learn_next
from webapp.worker import tag_batch

PAGE = "/programmes/ferring/learning"
BACK = f"{PAGE}/rollback"
Say = Callable[..., Contribution]
Decide = Callable[..., None]


@pytest.fixture
def lead(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.PROGRAMME_LEAD)


@pytest.fixture
def two_versions(programme: Programme, say: Say, decide: Decide) -> None:
    """Two versions, of which the second was refused."""
    decide(say())
    learn(programme.id, learner=FixedLearner(has_audit=True))
    tag_batch(CountingTaggers())
    decide(say("late and alone"))
    learn(programme.id, learner=FixedLearner(may_go_live=False))


def cards(page: BeautifulSoup) -> list[str]:
    return [card.h3.text for card in page.select(".sd-card")]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.FACILITATOR, Role.PANEL_MEMBER, Role.CHAIR])
def test_other_roles_are_refused(client: CheckedClient, sign_in: Callable[..., Account], role: Role) -> None:
    sign_in(role)
    for path in (PAGE, BACK):
        client.page(path, status=403)


def test_with_nothing_learned_the_page_says_what_can_be_done(client: CheckedClient, lead: Account) -> None:
    page = client.page(PAGE)
    assert page.h1.text == "What the tagging has learned"
    assert "So far it works as it came." in page.text
    assert "Nobody can tell yet." in page.text
    assert cards(page) == []
    assert client.page(BACK).h1.text == "Nothing to roll back"


@pytest.mark.usefixtures("two_versions")
def test_versions_are_shown_with_what_they_changed(client: CheckedClient, lead: Account) -> None:
    page = client.page(PAGE)
    assert "Version 1 is in use: it has learned from 1 contribution." in page.text
    assert cards(page) == ["Version 2", "Version 1, in use"]
    refused, live = page.select(".sd-card")
    assert "it was worse on the test comments" in refused.text
    assert [row.get_text(" ", strip=True) for row in live.select("tbody tr")] == [
        "Test comments 70 75 130",
        "Read blind here 70 75 130",
        "Better: On time, or told 50 60 20",
    ]


def test_blind_reading_is_told_in_plain_words(
    client: CheckedClient, lead: Account, session: Session, say: Say, reviewer: Account
) -> None:
    for number in range(9):
        finish_review(session, say(f"late {number}", is_blind=True), by=reviewer, at=AT, is_blind=True)
    session.commit()
    rows = client.page(PAGE).select(".govuk-summary-list__row")
    assert " ".join(rows[0].text.split()) == "Right, where the software was sure 0 of 9 tags: too few to tell"
    finish_review(session, say("late 9", is_blind=True), by=reviewer, at=AT, is_blind=True)
    session.commit()
    rows = client.page(PAGE).select(".govuk-summary-list__row")
    assert [" ".join(row.text.split()) for row in rows] == [
        "Right, where the software was sure 0 in 100, most likely between 0 and 28 (0 of 10 tags)",
        "Right, of all its tags 0 in 100, most likely between 0 and 28 (0 of 10 tags)",
        "Found, of the themes that people found 0 of 0 themes: too few to tell",
    ]


def test_a_lead_asks_and_sees_what_came_of_it(
    client: CheckedClient, lead: Account, session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    client.send(PAGE, {})
    page = client.page(PAGE)
    assert "The software is learning." in page.text
    assert not page.select("form[method=post] button.govuk-button:-soup-contains('Learn')")
    learn_next(FixedLearner())
    assert "nothing to learn from yet" in client.page(PAGE).text
    decide(say())
    client.send(PAGE, {})
    learn_next(FixedLearner())
    page = client.page(PAGE)
    assert cards(page) == ["Version 1, in use"]
    assert "1 contribution waits to be tagged." in page.text


@pytest.mark.usefixtures("two_versions")
def test_a_lead_rolls_back_after_confirming(
    client: CheckedClient, lead: Account, session: Session, programme: Programme
) -> None:
    assert client.page(BACK).h1.text == "Roll back version 1?"
    page = soup(client.send(BACK, {}))
    assert "Version 1 is rolled back" in page.text
    assert "So far it works as it came." in page.text
    (step,) = [step for step in list_versions(session, programme)[1].steps if step.taken_by]
    assert step.taken_by.id == lead.id
    acts = [event.act for event in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert acts == ["make version", "make version", "roll back version"]
    assert client.page(BACK).h1.text == "Nothing to roll back"


def test_the_command_learns_lists_and_rolls_back(
    programme: Programme, say: Say, decide: Decide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "make_version", lambda number: learn(number, learner=FixedLearner()))

    def said(*arguments: str) -> str:
        return CliRunner().invoke(main, ["learn", "ferring", *arguments, "--instance", str(tmp_path)]).output

    assert (
        said() == "There is nothing to learn from yet: nobody has decided on a tag, or finished with a contribution.\n"
    )
    decide(say())
    lines = said().splitlines()
    assert lines[:3] == [
        "Version 1, from 1 contributions with 1 decisions.",
        "Test comments: F1 0.700 before, 0.750 now, change -0.010 to +0.100 with 95 %, 130 comments",
        "Read blind here: nothing to measure",
    ]
    assert lines[3].startswith("Better: i-02 ")
    assert lines[3].endswith(", F1 0.50 before, 0.60 now, in 20 comments")
    assert lines[4].startswith("It is live.")
    assert said() == "Nothing has been decided since version 1 was made.\n"
    assert said("--list").splitlines()[0].endswith("from 1 contributions, 1 decisions  live")
    assert said("--rollback") == "Version 1 is rolled back. The tagging works as it came.\n"
    assert said("--rollback") == "Error: No learned version is live: the tagging works as it came.\n"
    assert "rolled back" in said("--list")
    assert "Choose one" in said("--list", "--rollback")
