"""A response that is interrupted, and carried on with a code on another device, in another language."""

from collections.abc import Callable

from playwright.sync_api import Page

from surveys.values import Language
from tests.journeys.conftest import DESK
from tests.journeys.walking import (
    SURVEYS,
    WORDS,
    Judge,
    answer_all,
    answer_question,
    begin,
    follow,
    go_on,
    heading,
    open_receipt,
    receipt_on,
    speak,
)

SURVEY = f"{SURVEYS}/reablement-follow-up"
GOAL = "To walk to the shop on the corner."


def stop_in_the_middle(page: Page, judge: Judge) -> str:
    """Answer the first six questions of a survey, one in words, and stop; returns the code to carry on with."""
    begin(page, SURVEY)
    for _ in range(6):
        answer_question(page)
        if page.url.endswith("/goal"):
            page.locator("#answer").fill(GOAL)
        go_on(page)
    follow(page.get_by_role("link", name="Stop, and carry on later"))
    judge(page)
    return receipt_on(page)


def carry_on(page: Page, code: str, judge: Judge) -> None:
    """Choose Welsh on the first page, make a mistake in the code, and carry on."""
    page.goto("/")
    speak(page, Language.WELSH)
    follow(page.locator("a[href$='/carry-on']"))
    judge(page)
    page.locator("#code").fill(code[:-2])
    go_on(page)
    judge(page)
    assert page.locator("#code").input_value() == code[:-2]
    page.locator("#code").fill(code.lower().replace("-", " "))
    go_on(page)


def test_a_response_is_carried_on_elsewhere_in_welsh_and_sent_once(
    make_page: Callable[..., Page], judge: Judge, has_scripts: bool
) -> None:
    first = make_page(has_scripts=has_scripts, size=DESK)
    code = stop_in_the_middle(first, judge)
    second = make_page(has_scripts=has_scripts)
    carry_on(second, code, judge)
    assert code not in second.url
    assert second.locator("html").get_attribute("lang") == "cy"
    assert second.url.endswith("/questions/skills-back"), "not where it was left"
    second.goto(f"{SURVEY}/questions/goal")
    assert second.locator("#answer").input_value() == GOAL
    second.goto(f"{SURVEY}/questions/skills-back")
    answer_all(second, judge)
    assert GOAL in second.locator("main").inner_text()
    go_on(second)
    judge(second)
    receipt = receipt_on(second)
    sent_already(first, receipt, judge)
    open_receipt(second, receipt)
    assert second.locator("main").inner_text().count(WORDS) == 2  # two questions were answered so, each once


def sent_already(page: Page, receipt: str, judge: Judge) -> None:
    """Go on where it was left on the first device: what was sent on the second stays as it is, with one receipt."""
    follow(page.get_by_role("link", name="Carry on now").or_(page.get_by_role("button", name="Carry on now")))
    assert heading(page) == "Your answers are already sent"
    assert receipt_on(page) == receipt
    judge(page)
