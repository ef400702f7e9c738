"""Staff carry the thread on, each at a desk, with and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.walking import PROGRAMME, Judge, follow, heading, open_topic

SignIn = Callable[[Page, str], None]
SAID = "They never come before ten and my tablets are for eight."


def test_a_facilitator_captures_a_workshop_and_the_words_are_tagged(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "facilitator")
    judge(desk)
    open_topic(desk, "Workshops", judge)
    follow(desk.get_by_role("button", name="Open a workshop"))
    follow(desk.get_by_role("button", name="Open the workshop"))
    judge(desk)
    assert desk.title().startswith("Error: ")
    desk.get_by_label("Title").fill("Tea in the library")
    for part, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        desk.get_by_label(part, exact=True).fill(value)
    desk.get_by_label("Place").fill("Thornby library")
    desk.get_by_label("Number of tables").fill("2")
    desk.locator("#prompts").fill("What gets in the way?\nWhat should change first?")
    follow(desk.get_by_role("button", name="Open the workshop"))
    judge(desk)
    follow(desk.get_by_role("button", name="Record the note"))
    judge(desk)
    desk.locator("#text").fill(SAID)
    desk.get_by_label("People who use care").check()
    desk.get_by_label("Their own words").check()
    follow(desk.get_by_role("button", name="Record the note"))
    judge(desk)
    assert SAID in desk.locator("main").inner_text()
    follow(desk.get_by_role("button", name="Add vote").first)
    follow(desk.get_by_role("link", name="Close the workshop"))
    judge(desk)
    follow(desk.get_by_role("button", name="Close the workshop"))
    assert "It takes no more notes" in desk.locator("main").inner_text() or heading(desk) == "Workshops"


def test_a_reviewer_decides_and_follows_a_contribution(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "reviewer")
    open_topic(desk, "Review tags", judge)
    follow(desk.locator("main a.govuk-button"))
    judge(desk)
    while heading(desk) == "Read these words and tag them":
        assert desk.get_by_role("button", name=re.compile("^Accept")).count() == 0
        follow(desk.get_by_role("button", name="Finish and see the software’s tags"))
        judge(desk)
    first = desk.url
    follow(desk.get_by_role("button", name=re.compile("^Accept")).first)
    judge(desk)
    assert "Accepted by Bea Lumsden" in desk.locator("main").inner_text()
    follow(desk.get_by_role("link", name=re.compile("^Change")).first)
    judge(desk)
    desk.go_back()
    follow(desk.get_by_role("link", name="Add a theme that is missing"))
    judge(desk)
    follow(desk.get_by_role("button", name="Add the theme"))
    judge(desk)
    assert desk.title().startswith("Error: ")
    desk.goto(first)
    follow(desk.get_by_role("button", name="Finish and go to the next"))
    judge(desk)
    assert desk.url != first


def test_the_lead_reads_what_was_said_and_where_it_led(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "lead")
    open_topic(desk, "What was said", judge)
    follow(desk.locator(f"main a[href*='{PROGRAMME}/themes/']").first)
    judge(desk)
    assert desk.locator("svg[role=img]").count() >= 1
    assert desk.locator("table").count() >= 1
    follow(desk.locator(f"main a[href*='{PROGRAMME}/']").first)
    judge(desk)


def test_the_lead_sees_what_was_learned(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "lead")
    open_topic(desk, "Learning", judge)
    assert heading(desk) == "What the tagging has learned"
    assert desk.get_by_role("button", name="Learn from the decisions now").count() == 1
    desk.goto(f"{PROGRAMME}/learning/rollback")
    judge(desk)


def test_the_lead_answers_a_concern(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "lead")
    open_topic(desk, "Concerns", judge)
    follow(desk.locator(f"main a[href*='{PROGRAMME}/concerns/']").first)
    judge(desk)
    follow(desk.locator("main form button").last)
    judge(desk)
    assert desk.title().startswith("Error: ")
    desk.get_by_label("Looking into it").check()
    desk.locator("main textarea").fill("I rang the care manager, who visits today.")
    follow(desk.locator("main form button").last)
    judge(desk)
    assert "I rang the care manager" in desk.locator("main").inner_text()


def test_the_expert_by_experience_declares_and_scores(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "panel.ee")
    open_topic(desk, "Tender evaluation", judge)
    start = desk.get_by_role("link", name=re.compile("^(Start|Score the next answer)"))
    follow(start)
    judge(desk)
    if desk.get_by_label("No", exact=False).count() and "declaration" in desk.url:
        follow(desk.get_by_role("button", name="Save and go on"))
        judge(desk)
        assert desk.title().startswith("Error: ")
        desk.locator("main input[type=radio]").first.check()
        follow(desk.get_by_role("button", name="Save and go on"))
        desk.goto(f"{PROGRAMME}/evaluation/north/scores/next")
    judge(desk)
    scored = desk.url
    follow(desk.get_by_role("button", name="Save and go on"))
    judge(desk)
    assert desk.title().startswith("Error: ")
    desk.locator("main input[type=radio]").nth(3).check()
    desk.locator("main textarea").fill("They say who comes at weekends. They do not say how many people.")
    follow(desk.get_by_role("button", name="Save and go on"))
    assert desk.url != scored
    judge(desk)


def test_the_chair_sees_who_has_scored_and_the_result_of_the_decided_lot(
    desk: Page, sign_in: SignIn, judge: Judge
) -> None:
    sign_in(desk, "panel.chair")
    open_topic(desk, "Tender evaluation", judge)
    for place in ("north/progress", "north/scores", "reablement/agreed", "reablement/result"):
        desk.goto(f"{PROGRAMME}/evaluation/{place}")
        judge(desk)
    shown = desk.locator("main").inner_text()
    for total in ("48.00", "39.00", "49.00", "37.95", "40.00", "85.95", "79.00"):
        assert total in shown
    desk.goto(f"{PROGRAMME}/evaluation/north/moves/moderation")
    judge(desk)
    follow(desk.locator("main form button"))
    judge(desk)
    assert desk.title().startswith("Error: ")


def test_the_lead_publishes_and_everybody_can_read_it(desk: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(desk, "lead")
    open_topic(desk, "You said, we did", judge)
    for link in desk.locator(f"main a[href*='{PROGRAMME}/findings']").all()[:3]:
        address = link.get_attribute("href") or ""
        page = desk.context.new_page()
        page.goto(address)
        judge(page)
        page.close()
    desk.goto("/you-said-we-did/aldermere-home-care")
    judge(desk)
    follow(desk.locator("main a[href*='/you-said-we-did/aldermere-home-care/']").first)
    judge(desk)
    assert "We did" in desk.locator("main").inner_text()
