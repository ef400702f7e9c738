"""Somebody who uses care answers on a phone 320 pixels wide, with and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.walking import SURVEY, WORDS, Judge, answer_all, answer_question, follow, heading


def test_answering_from_the_first_page_to_what_came_of_it(phone: Page, judge: Judge) -> None:
    phone.goto("/")
    judge(phone)
    follow(phone.get_by_role("link", name="Your care at home"))
    judge(phone)
    follow(phone.get_by_role("button", name="Start"))
    assert answer_all(phone, judge) >= 14
    assert heading(phone) == "Check your answers before you send them"
    judge(phone)
    follow(phone.get_by_role("button", name="Send"))
    assert heading(phone) == "Thank you. Your answers are sent"
    judge(phone)
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", phone.locator("main").inner_text())
    assert code is not None
    follow(phone.get_by_role("link", name="Follow your words"))
    judge(phone)
    phone.get_by_role("textbox").fill(code[0].lower().replace("-", " "))
    follow(phone.locator("main form button"))
    judge(phone)
    assert WORDS in phone.locator("main").inner_text()
    assert code[0] not in phone.url


def test_every_mistake_says_what_to_do_and_loses_nothing(phone: Page, judge: Judge) -> None:
    phone.goto(SURVEY)
    follow(phone.get_by_role("button", name="Start"))
    follow(phone.get_by_role("button", name="Continue"))
    assert phone.title().startswith("Error: ")
    judge(phone)
    phone.get_by_role("link", name="Select one answer").click()
    assert phone.evaluate("document.activeElement.type") == "radio"
    while not phone.locator("textarea").count():
        answer_question(phone)
        follow(phone.get_by_role("button", name="Continue"))
    long = "Too long. " * 1000
    phone.locator("textarea").fill(long)
    follow(phone.get_by_role("button", name="Continue"))
    assert "There is room for" in phone.locator(".govuk-error-summary").inner_text()
    assert phone.locator("textarea").input_value().strip() == long.strip()
    judge(phone)


def test_going_back_and_changing_keeps_the_answers(phone: Page) -> None:
    phone.goto(SURVEY)
    follow(phone.get_by_role("button", name="Start"))
    phone.get_by_role("radio").nth(1).check()
    follow(phone.get_by_role("button", name="Continue"))
    follow(phone.get_by_role("link", name="Back", exact=True))
    assert phone.get_by_role("radio").nth(1).is_checked()


def test_answering_twice_in_two_windows_sends_once(make_page: Callable[..., Page], judge: Judge) -> None:
    first = make_page()
    first.goto(SURVEY)
    follow(first.get_by_role("button", name="Start"))
    second = first.context.new_page()
    second.goto(first.url)
    answer_all(first, lambda _: None)
    follow(first.get_by_role("button", name="Send"))
    answer_question(second)
    follow(second.get_by_role("button", name="Continue"))
    assert heading(second) == "Your answers are already sent"
    judge(second)


def test_a_whole_page_is_answered_by_keyboard_alone(phone: Page) -> None:
    phone.goto(SURVEY)
    for _ in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.innerText").strip().startswith("Start"):
            break
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/questions/**")
    for _ in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.type") == "radio":
            break
    phone.keyboard.press("Space")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.innerText").strip() == "Continue"
    first = phone.url
    phone.keyboard.press("Enter")
    phone.wait_for_url(lambda url: url != first)


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
