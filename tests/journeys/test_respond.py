"""Somebody who uses care answers on a phone 320 pixels wide, with and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.walking import (
    SURVEY,
    WORDS,
    Judge,
    answer_all,
    answer_question,
    begin,
    follow,
    go_on,
    heading,
    judge_nothing,
    open_receipt,
    receipt_on,
)


def test_answering_from_the_first_page_to_what_came_of_it(phone: Page, judge: Judge) -> None:
    phone.goto("/")
    judge(phone)
    follow(phone.get_by_role("link", name="Your care at home"))
    judge(phone)
    follow(phone.get_by_role("button", name="Start"))
    assert answer_all(phone, judge) >= 18
    assert heading(phone) == "Check your answers before you send them"
    judge(phone)
    follow(phone.get_by_role("button", name="Send my answers"))
    assert heading(phone) == "Thank you. Your answers are sent"
    judge(phone)
    code = receipt_on(phone)
    follow(phone.get_by_role("link", name="Follow your words"))
    judge(phone)
    open_receipt(phone, code)
    judge(phone)
    assert WORDS in phone.locator("main").inner_text()
    assert code not in phone.url


def test_going_back_and_changing_keeps_the_answers(phone: Page) -> None:
    begin(phone)
    phone.get_by_role("radio").nth(1).check()
    go_on(phone)
    follow(phone.get_by_role("link", name="Back", exact=True))
    assert phone.get_by_role("radio").nth(1).is_checked()


def test_answering_twice_in_two_windows_sends_once(make_page: Callable[..., Page], judge: Judge) -> None:
    first = make_page()
    begin(first)
    second = first.context.new_page()
    second.goto(first.url)
    answer_all(first, judge_nothing)
    follow(first.get_by_role("button", name="Send my answers"))
    answer_question(second)
    go_on(second)
    assert heading(second) == "Your answers are already sent"
    judge(second)


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(phone: Page) -> None:
    phone.goto(SURVEY)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.innerText") == "Skip to main content"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**#main-content")


def test_zoomed_to_400_percent_nothing_runs_off_the_screen(make_page: Callable[..., Page], judge: Judge) -> None:
    # A desktop of 1280 pixels at 400 % leaves 320, and 256 pixels of height.
    page = make_page(size={"width": 320, "height": 256})
    for path in ("/", SURVEY, "/privacy", "/you-said-we-did/aldermere-home-care"):
        page.goto(path)
        judge(page)
