"""A print is made and downloaded, and a form that came back is keyed, at 320 pixels, with and without scripts."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page

from tests.journeys.walking import PROGRAMME, Judge, follow, go_on, heading, is_refused, press

SignIn = Callable[[Page, str], None]
KEYED = {
    "q_who": "1",
    "q_how-well": "99",
    "q_one-change": "A call when they are late.",
    "answered_by": "2",
    "consent": "1",
}
"""What stands on a form, with a slip of the finger."""

MAKING = 60
"""Seconds that a print may take."""


def test_a_facilitator_orders_a_print_and_downloads_it(phone: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(phone, "facilitator")
    phone.goto(f"{PROGRAMME}/paper")
    judge(phone)
    press(phone, re.compile("^Print it.*Three quick questions"), judge)
    phone.get_by_label("Where should people send it?").fill("")
    press(phone, "Make the print", judge)
    assert is_refused(phone)
    phone.get_by_label("Where should people send it?").fill("FREEPOST ALDERMERE CARE")
    phone.get_by_label("Large print").check()
    press(phone, "Make the print", judge)
    wait_for_print(phone)
    judge(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def wait_for_print(page: Page) -> None:
    """Look again until the print is there."""
    end = time.monotonic() + MAKING
    while page.get_by_text("Being made.").count():
        assert time.monotonic() < end, "the print is not made"
        page.wait_for_timeout(1000)
        page.reload()


def test_a_facilitator_keys_a_form_that_came_back(phone: Page, sign_in: SignIn, judge: Judge) -> None:
    sign_in(phone, "facilitator")
    phone.goto(f"{PROGRAMME}/paper")
    press(phone, re.compile("^Key paper forms.*Three quick questions"), judge)
    phone.get_by_label("Of each 100 forms").fill("many")
    press(phone, "Open the batch", judge)
    assert is_refused(phone)
    phone.get_by_label("Of each 100 forms").fill("0")
    press(phone, "Open the batch", judge)
    if phone.get_by_text("Key the next form").count():
        press(phone, "Key the next form", judge)
    today = datetime.now(UTC)
    for name, typed in {**KEYED, "received_on": f"{today.day} {today.month} {today.year}"}.items():
        phone.locator(f"[name={name}]").fill(typed)
    go_on(phone)
    judge(phone)
    assert is_refused(phone)
    assert phone.locator("[name=q_one-change]").input_value() == KEYED["q_one-change"]
    phone.locator("[name=q_how-well]").fill("9")
    go_on(phone)
    judge(phone)
    assert not is_refused(phone)
    assert heading(phone).endswith("-2")
    follow(phone.locator("a.govuk-back-link"))
    judge(phone)
    press(phone, "All forms are keyed", judge)
    press(phone, "Close the batch", judge)
    press(phone, "Close the batch and count", judge)
    assert not is_refused(phone)
