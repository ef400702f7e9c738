"""Every mistake is made once, at 320 pixels, with and without scripts: each is answered, and nothing is lost."""

import pytest
from playwright.sync_api import FilePayload, Page

from tests.journeys.mistakes import (
    MISTAKES,
    TOO_MUCH,
    Mistake,
    choose_file,
    follow_the_error,
    leave,
    list_errors,
    make,
    write,
)
from tests.journeys.walking import (
    SURVEY,
    SURVEYS,
    Judge,
    answer_question,
    begin,
    follow,
    go_on,
    heading,
    receipt_on,
)
from tests.media import photo

KIOSK = f"{SURVEYS}/kiosk"
PHOTO = FilePayload(name="rota.jpg", mimeType="image/jpeg", buffer=photo())


def answer_well(page: Page, question: str) -> None:
    """Answer a question of the survey with a question of every type, after the mistakes."""
    match question:
        case "one":
            page.get_by_role("radio").last.check()
        case "some":
            page.get_by_role("checkbox").last.uncheck()
        case "first":
            page.locator("main select").last.select_option(index=2)
        case "day":
            write("27", "3", "2024")(page)
        case "postcode":
            write("BA1")(page)
        case "few-words" | "words":
            write("Kind people.")(page)
        case "file":
            choose_file(PHOTO)(page)
        case _:
            answer_question(page)


def test_a_whole_response_with_every_mistake_made_once(
    phone: Page, judge: Judge, has_scripts: bool, every_type: str
) -> None:
    begin(phone, every_type)
    made = []
    while "/questions/" in phone.url:
        question = phone.url.rsplit("/", 1)[-1]  # a hash would mean that the page opened below its heading
        for mistake in MISTAKES[question]:
            make(phone, mistake)
            assert phone.title().startswith("Error: ")
            judge(phone)
            follow_the_error(phone, has_scripts=has_scripts)
        made.append(question)
        answer_well(phone, question)
        go_on(phone)
    assert made == list(MISTAKES)
    for words in ("Select who gave the answers", "Select yes if we may quote your words, or no if we may not"):
        make(phone, Mistake(leave, words))
        judge(phone)
        answer_question(phone)
        go_on(phone)
    assert heading(phone) == "Check your answers before you send them"
    judge(phone)
    go_on(phone)
    assert receipt_on(phone)


def test_a_file_that_is_too_big(phone: Page, judge: Judge, has_scripts: bool) -> None:
    begin(phone)
    phone.goto(f"{SURVEY}/questions/photo-or-voice")
    mistake = Mistake(choose_file(TOO_MUCH), "The file is too big. It may have 10 megabytes at most")
    if not has_scripts:
        make(phone, mistake)
        judge(phone)
        return
    mistake.enter(phone)
    phone.locator("button#submit").click()
    assert phone.locator("[type=file]").evaluate("it => it.validationMessage").startswith(mistake.answer)
    choose_file(PHOTO)(phone)
    go_on(phone)
    assert not phone.url.endswith("/photo-or-voice")


def test_sending_too_early_leads_to_what_is_missing(phone: Page, judge: Judge) -> None:
    begin(phone, KIOSK)
    for words in (
        "Select one answer",
        "Select who gave the answers",
        "Select yes if we may quote your words, or no if we may not",
    ):
        phone.goto(f"{KIOSK}/check")
        judge(phone)
        go_on(phone)
        assert list_errors(phone) == [words]
        judge(phone)
        answer_question(phone)
        go_on(phone)
    phone.goto(f"{KIOSK}/check")
    go_on(phone)
    assert receipt_on(phone)


CODES = {
    "carry-on": ("Enter the code you got when you stopped", "We cannot find this code"),
    "follow": ("Enter the receipt code you got when you sent your answers", "We cannot find this receipt code"),
    "come": ("Enter the code", "We cannot find this code"),
    "no-more": ("Enter the code", "We cannot find this code"),
}


@pytest.mark.parametrize("page", CODES)
def test_a_code_that_is_missing_or_wrong(phone: Page, judge: Judge, has_scripts: bool, page: str) -> None:
    phone.goto(f"{SURVEYS}/{page}")
    missing, unknown = CODES[page]
    for mistake in (Mistake(leave, missing), Mistake(write("K7QM-2XPT-9"), unknown)):
        make(phone, mistake)
        judge(phone)
        follow_the_error(phone, has_scripts=has_scripts)


def test_what_was_entered_is_there_when_the_browser_lost_its_place(phone: Page, judge: Judge) -> None:
    begin(phone)
    phone.goto(f"{SURVEY}/questions/good")
    phone.locator("textarea").fill("Jo is kind.")
    phone.context.clear_cookies()
    go_on(phone)
    assert list_errors(phone)[0].startswith("We could not find the answers you gave before")
    assert phone.locator("textarea").input_value() == "Jo is kind."
    judge(phone)
    go_on(phone)
    follow(phone.get_by_role("link", name="Back", exact=True))
    assert phone.locator("textarea").input_value() == "Jo is kind."


@pytest.mark.parametrize("page", ["", "/check"])
def test_the_box_for_programs_is_shown_to_whoever_filled_it_in(phone: Page, judge: Judge, page: str) -> None:
    if page:
        begin(phone, KIOSK)
    phone.goto(f"{KIOSK}{page}")
    phone.locator("#website").evaluate("it => { it.value = 'www.example.org' }")
    follow(phone.locator("main form button.govuk-button").last)
    assert list_errors(phone) == ["Empty this box, then press the button again"]
    judge(phone)
    phone.locator("#website").fill("")
