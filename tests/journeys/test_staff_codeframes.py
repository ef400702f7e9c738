"""The lead adds a codeframe of the council's own, at 320 pixels, with and without scripts."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page

from tests.codeframes import OURS
from tests.journeys.walking import Judge, go_on, is_refused, open_topic, press

SignIn = Callable[[Page, str], None]


def choose(page: Page, table: str) -> None:
    """Choose a table of themes."""
    page.locator("[type=file]").set_input_files(
        FilePayload(name="themes.csv", mimeType="text/csv", buffer=table.encode())
    )


def test_the_lead_adds_a_codeframe_and_uses_it(phone: Page, sign_in: SignIn, judge: Judge, has_scripts: bool) -> None:
    name = f"What matters {'with' if has_scripts else 'without'} scripts"
    sign_in(phone, "lead")
    open_topic(phone, "Codeframes", judge)
    press(phone, "Add a codeframe", judge)
    phone.get_by_label("Title").fill(name)
    phone.get_by_label("Edition").fill("1")
    go_on(phone)
    judge(phone)
    assert is_refused(phone)
    choose(phone, OURS.replace("Pets;", ";", 1).replace("On time;", ";", 1))
    go_on(phone)
    judge(phone)
    assert is_refused(phone)
    assert phone.get_by_label("Title").input_value() == name
    choose(phone, OURS)
    go_on(phone)
    judge(phone)
    assert not is_refused(phone)
    assert name in phone.locator("main").inner_text()
