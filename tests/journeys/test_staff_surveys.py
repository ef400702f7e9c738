"""Staff write a survey, see how surveys go, and write down what a photo shows, at 320 pixels."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page

from tests.journeys.walking import (
    PROGRAMME,
    SURVEY,
    Judge,
    answer_all,
    begin,
    go_on,
    heading,
    is_refused,
    judge_nothing,
    open_topic,
    press,
)
from tests.media import photo

SignIn = Callable[[Page, str], None]


def test_the_lead_writes_checks_and_publishes_a_survey(
    phone: Page, sign_in: SignIn, judge: Judge, has_scripts: bool
) -> None:
    sign_in(phone, "lead")
    open_topic(phone, "Surveys", judge)
    press(phone, "New survey", judge)
    press(phone, "Make the survey", judge)
    assert is_refused(phone)
    phone.get_by_label("Three quick questions").check()
    phone.get_by_label("Title of your survey").fill(f"Tea and visits {'with' if has_scripts else 'without'} scripts")
    press(phone, "Make the survey", judge)
    survey = phone.url
    change_words(phone, judge)
    move_up(phone, survey, judge)
    preview(phone, survey, judge)
    phone.goto(survey)
    press(phone, "Check", judge)
    press(phone, "Publish", judge)
    month = phone.locator("#opens_on-month").input_value()
    phone.locator("#opens_on-month").fill("13")
    press(phone, "Publish", judge)
    assert is_refused(phone)
    phone.locator("#opens_on-month").fill(month)
    press(phone, "Publish", judge)
    assert not is_refused(phone)
    assert "Version 1" in phone.locator("main").inner_text()


def change_words(page: Page, judge: Judge) -> None:
    """Make a mistake with a question's words, then change them."""
    open_topic(page, "Who are you?", judge)
    press(page, "Change Words", judge)
    page.locator("#text").fill("")
    press(page, "Save", judge)
    assert is_refused(page)
    page.locator("#text").fill("Who are you today?")
    press(page, "Save", judge)
    assert "Who are you today?" in page.locator("main").inner_text()


def move_up(page: Page, survey: str, judge: Judge) -> None:
    """Move the last question up."""
    page.goto(survey)
    press(page, re.compile("^Up\\W+move “If you could change"), judge)
    titles = page.locator(".sd-outline__question strong:first-child").all_inner_texts()
    assert titles.index("If you could change one thing about home care, what would it be?") == 1


def preview(page: Page, survey: str, judge: Judge) -> None:
    """Look at the survey as people will see it, in Urdu and Easy Read too, and make a mistake there."""
    for place in ("/preview", "/preview/en/standard", "/preview/ur/easy_read", "/preview/en/easy_read/who"):
        page.goto(f"{survey}{place}")
        judge(page)
    go_on(page)
    judge(page)
    assert is_refused(page)


def test_the_lead_sees_how_surveys_go_and_takes_the_answers_out(phone: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(phone, "lead")
    phone.goto(f"{PROGRAMME}/surveys")
    open_topic(phone, "Answers so far", judge)
    open_topic(phone, "Your care at home", judge)
    survey = phone.url
    for page in ("What was answered to each question", "What people said about themselves", "Who is missing"):
        phone.goto(survey)
        open_topic(phone, page, judge)
    phone.goto(f"{survey}/new-figures")
    press(phone, "Add the figures", judge)
    assert is_refused(phone)
    phone.goto(survey)
    open_topic(phone, "Download all answers", judge)
    phone.get_by_label("CSV").check()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Download").click()
    assert "know-people" in download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]


def test_a_reviewer_writes_down_what_a_photo_shows(
    make_page: Callable[..., Page], phone: Page, sign_in: SignIn, judge: Judge
) -> None:
    send_a_photo(make_page())
    sign_in(phone, "reviewer")
    phone.goto(f"{PROGRAMME}/uploads")
    judge(phone)
    open_topic(phone, "Photo ", judge)
    go_on_from_description(phone, judge)
    assert is_refused(phone)
    phone.locator("#text").fill("A rota on a kitchen wall. Nobody is named for Sunday.")
    go_on_from_description(phone, judge)
    press(phone, "Save", judge)
    assert not is_refused(phone)


def send_a_photo(page: Page) -> None:
    """Send a response with a photo."""
    begin(page)
    page.goto(f"{SURVEY}/questions/photo-or-voice")
    page.locator("[type=file]").set_input_files(FilePayload(name="rota.jpg", mimeType="image/jpeg", buffer=photo()))
    go_on(page)
    page.goto(f"{SURVEY}/questions/support")
    answer_all(page, judge_nothing)
    go_on(page)
    assert heading(page) == "Thank you. Your answers are sent"


def go_on_from_description(page: Page, judge: Judge) -> None:
    """Press the button under the description."""
    press(page, page.locator("main form button").last.inner_text(), judge)
