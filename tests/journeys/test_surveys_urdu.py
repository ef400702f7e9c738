"""A whole response in Urdu, from right to left, on a screen of 320 pixels, without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import Page

from surveys.values import Language
from tests.journeys.judging import measure
from tests.journeys.walking import SURVEYS, Judge, answer_all, begin, follow, go_on, open_receipt, receipt_on, speak

WORDS = "ہفتے کے دنوں میں ہمیشہ جو آتی ہے، اسے پتہ ہے کہ مجھے چائے کیسی پسند ہے۔"


def judge_urdu(page: Page) -> None:
    """Fail unless the page is said to be Urdu, written from right to left, and laid out that way."""
    seen = measure(page)
    assert (seen.language, seen.direction) == ("ur", "rtl"), page.url
    assert page.locator("link[rel=stylesheet][href*='app.rtl.css']").count() == 1
    main = page.locator("h1").evaluate("it => getComputedStyle(it).direction + ' ' + getComputedStyle(it).textAlign")
    assert main in {"rtl start", "rtl right"}, page.url


def test_a_whole_response_in_urdu_without_scripts(make_page: Callable[..., Page], judge_bare: Judge) -> None:
    phone = make_page(has_scripts=False)

    def judge(page: Page) -> None:
        judge_urdu(page)
        judge_bare(page)

    phone.goto("/")
    speak(phone, Language.URDU)
    judge(phone)
    follow(phone.locator(f"a[href='{SURVEYS}/reablement-follow-up']"))
    judge(phone)
    follow(phone.locator("#begin"))
    assert answer_all(phone, judge) >= 8
    judge(phone)
    go_on(phone)
    judge(phone)
    assert phone.locator(".sd-receipt__code").get_attribute("dir") == "ltr"
    open_receipt(phone, receipt_on(phone))
    judge(phone)


def test_urdu_words_are_kept_as_they_were_written(make_page: Callable[..., Page], judge_bare: Judge) -> None:
    phone = make_page(has_scripts=False)
    begin(phone, f"{SURVEYS}/kiosk")
    phone.goto(f"{SURVEYS}/kiosk/questions/one-change")
    speak_on_this_page(phone)
    phone.locator("textarea").fill(WORDS)
    assert phone.locator("textarea").evaluate("it => getComputedStyle(it).direction") == "rtl"
    go_on(phone)
    phone.goto(f"{SURVEYS}/kiosk/check")
    judge_urdu(phone)
    judge_bare(phone)
    assert phone.locator("dd.sd-words").all_inner_texts() == [WORDS]


def speak_on_this_page(page: Page) -> None:
    """Choose Urdu on the page for language and display, as somebody in the middle of a survey does."""
    follow(page.locator("a[href*='/look?']"))
    page.locator("input[name=language][value=ur]").check()
    go_on(page)
