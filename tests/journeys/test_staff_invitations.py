"""Contacts are taken in from a file, and a round of invitations is made and sent into the outbox, at 320 pixels."""

import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from secrets import token_hex

from playwright.sync_api import FilePayload, Page

from tests.journeys.walking import PROGRAMME, Judge, answer_all, follow, go_on, is_refused, judge_nothing, press

SignIn = Callable[[Page, str], None]
SENDING = 90
"""Seconds until an e-mail is sent: the software looks for what waits once a minute."""

HEAD = "Name,E-mail,Contact by,Preferred language,Format\n"


def choose(page: Page, name: str, rows: str, judge: Judge) -> None:
    """Choose a table of contacts and let it be checked."""
    page.goto(f"{PROGRAMME}/contacts/file")
    file = FilePayload(name=name, mimeType="text/csv", buffer=f"{HEAD}{rows}".encode())
    page.locator("[type=file]").set_input_files(file)
    press(page, "Check the file", judge)


def test_contacts_are_taken_in_and_invited(
    phone: Page, make_page: Callable[..., Page], sign_in: SignIn, judge: Judge, has_scripts: bool, instance: Path
) -> None:
    ada = f"ada.{token_hex(4)}"
    sign_in(phone, "lead")
    phone.goto(f"{PROGRAMME}/invitations")
    judge(phone)
    press(phone, "Take in a file of contacts", judge)
    press(phone, "Check the file", judge)
    assert is_refused(phone)
    choose(phone, "contacts.csv", f"Ada Quill,{ada},email,English,standard\n", judge)
    assert "The file cannot be taken in yet" in phone.locator("main").inner_text()
    choose(phone, "contacts.csv", f"Ada Quill,{ada}@aldermere.example,email,Welsh,Easy Read\n", judge)
    press(phone, "Take in", judge)
    invite(phone, judge)
    answer_by_link(make_page(has_scripts=has_scripts), link_in(instance / "outbox", ada), judge)


def invite(page: Page, judge: Judge) -> None:
    """Make a round of invitations, with a mistake at first, and send it."""
    page.goto(f"{PROGRAMME}/invitations")
    press(page, "Invite people to Three quick questions", judge)
    press(page, "Continue", judge)
    assert is_refused(page)
    page.get_by_label("Title").fill("Invitation, November")
    page.get_by_label("people who use care", exact=False).first.check()
    press(page, "Continue", judge)
    follow(page.get_by_role("link", name="Read the").first)
    judge(page)
    page.go_back()
    press(page, "Send the invitation", judge)
    assert not is_refused(page)


def link_in(outbox: Path, address: str) -> str:
    """Wait for the e-mail to somebody, and give the path of the personal link in it."""
    end = time.monotonic() + SENDING
    while time.monotonic() < end:
        for file in outbox.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=default)
            if address in str(mail["To"]):
                found = re.search(r"/surveys/\S+/come/\S+", str(mail.get_content()))
                assert found, "there is no link in the e-mail"
                return found[0]
        time.sleep(0.5)
    raise AssertionError("no e-mail was sent")


def answer_by_link(page: Page, link: str, judge: Judge) -> None:
    """Open a personal link, which shows the language and format that the person prefers, answer, and open it again."""
    page.goto(link)
    judge(page)
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.url.endswith("/kiosk"), "the address still holds the link"
    follow(page.locator("#begin"))
    assert page.locator(".sd-easy__picture").count() == 1
    answer_all(page, judge_nothing)
    go_on(page)
    page.goto(link)
    judge(page)
    assert page.locator("#begin").count() == 0
