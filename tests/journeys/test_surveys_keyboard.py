"""Whole responses with the keyboard alone, on a screen of 320 pixels, with and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.keyboard import answer_by_keys, enter, tab_to
from tests.journeys.walking import SURVEY, SURVEYS, WORDS, Judge, begin, heading, receipt_on
from tests.media import photo


def answer_all_by_keys(page: Page, judge: Judge) -> list[str]:
    """Answer every page up to "check your answers"; returns the types of control met."""
    kinds = []
    while not page.url.endswith("/check"):
        judge(page)
        kinds.append(answer_by_keys(page))
        enter(page, "button#submit")
    return kinds


@pytest.mark.parametrize("survey", ["reablement-follow-up", "outcomes"])
def test_a_whole_response_by_keyboard_alone(phone: Page, judge: Judge, survey: str) -> None:
    phone.goto("/")
    enter(phone, f"a[href$='{survey}']")
    enter(phone, "#begin")
    kinds = answer_all_by_keys(phone, judge)
    assert len(kinds) >= 8
    assert {"radio", "textarea"} <= set(kinds)
    assert WORDS in phone.locator("main").inner_text()
    enter(phone, "button#submit")
    assert heading(phone) == "Thank you. Your answers are sent"
    judge(phone)
    code = receipt_on(phone)
    enter(phone, "a[href$='/follow']")
    tab_to(phone, "#code")
    phone.keyboard.type(code)
    enter(phone, "button#submit")
    assert WORDS in phone.locator("main").inner_text()


def test_an_answer_is_changed_by_keyboard(phone: Page) -> None:
    begin(phone, f"{SURVEYS}/kiosk")
    for _ in range(5):
        answer_by_keys(phone)
        enter(phone, "button#submit")
    enter(phone, "a[href*='/questions/who']")
    phone.locator("h1").wait_for()
    tab_to(phone, "[type=radio]")
    phone.keyboard.press("ArrowDown")
    chosen = phone.evaluate("document.activeElement.labels[0].innerText")
    enter(phone, "button#submit")
    assert heading(phone) == "Check your answers before you send them"
    assert chosen in phone.locator("main").inner_text()


def test_ranks_are_chosen_by_keyboard(phone: Page, judge: Judge) -> None:
    begin(phone, f"{SURVEYS}/family-carer")
    phone.goto(f"{SURVEYS}/family-carer/questions/matters-most")
    for place, presses in enumerate((2, 1, 3)):
        tab_to(phone, "select" if place == 0 else f"#answer-{place + 1}")
        for _ in range(presses):
            phone.keyboard.press("ArrowDown")
    judge(phone)
    enter(phone, "button#submit")
    phone.go_back()
    assert [phone.locator("select").nth(n).evaluate("it => it.selectedIndex") for n in range(3)] == [2, 1, 3]


def test_a_photo_is_added_and_removed_by_keyboard(phone: Page, judge: Judge, tmp_path: Path) -> None:
    (tmp_path / "rota.jpg").write_bytes(photo())
    phone.on("filechooser", lambda _: None)  # from now on, the browser leaves choosing to us
    begin(phone)
    phone.goto(f"{SURVEY}/questions/photo-or-voice")
    tab_to(phone, "[type=file]")
    with phone.expect_file_chooser() as chooser:
        phone.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "rota.jpg")
    enter(phone, "button#submit")
    phone.goto(f"{SURVEY}/questions/photo-or-voice")
    judge(phone)
    enter(phone, "button[formaction]")
    assert phone.locator(".sd-upload").count() == 0
    judge(phone)


@pytest.mark.parametrize("question", ["support", "good", "photo-or-voice"])
def test_going_backwards_nothing_hides_under_the_button_that_stays_in_sight(phone: Page, question: str) -> None:
    begin(phone)
    phone.goto(f"{SURVEY}/questions/{question}")
    tab_to(phone, "footer a[href='/sign-in']")
    tab_to(phone, "a[href*='/look?']", keys="Shift+Tab")


def test_the_page_is_left_at_once_by_its_first_button(phone: Page) -> None:
    begin(phone)
    phone.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="away"))
    enter(phone, ".govuk-exit-this-page__button")
    assert phone.url == "https://www.bbc.co.uk/weather"
