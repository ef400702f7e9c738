"""Mistakes that people make on the page of a question, and what a page must do about any mistake."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page

from tests.journeys.walking import go_on
from tests.media import wav

EVERY_TYPE = Path(__file__).with_name("every-type.toml")
"""A survey with a question of every type, each of which needs an answer."""

SPREADSHEET = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=b"name,visits\nNora,14\n")
TOO_MUCH = FilePayload(name="much.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xff\xe0" + bytes(11 * 1024 * 1024))
Act = Callable[[Page], Any]

ENTERED = """() => [...document.querySelectorAll(
  'main form :is(input:not([type=hidden], [type=file]), select, textarea)')]
  .map((it) => [it.id, ['radio', 'checkbox'].includes(it.type) ? it.checked : it.value.trim()])"""


@dataclass(frozen=True)
class Mistake:
    """Something wrong to enter, and the words that must answer it, or their beginning."""

    enter: Act
    answer: str


def leave(_page: Page) -> None:
    """Enter nothing."""


def write(*texts: str) -> Act:
    """Type a text into each box, in their order."""

    def act(page: Page) -> None:
        for box, text in zip(page.locator("main form :is([type=text], textarea)").all(), texts, strict=True):
            box.fill(text)

    return act


def choose_none_and_another(page: Page) -> None:
    """Choose the last box, which excludes the others, and the first; scripts would have taken the other one off."""
    page.locator("[type=checkbox]").first.check()
    page.locator("[type=checkbox]").last.evaluate("it => { it.checked = true }")


def rank_twice(page: Page) -> None:
    """Put the same thing first and second."""
    for place in range(2):
        page.locator("main select").nth(place).select_option(index=1)


def choose_file(file: FilePayload) -> Act:
    """Choose a file."""
    return lambda page: page.locator("[type=file]").set_input_files(file)


def choose_long_recording(page: Page) -> None:
    """Choose a recording of eleven minutes."""
    recording = FilePayload(name="talk.wav", mimeType="audio/wav", buffer=wav(660))
    page.locator("[type=file]").set_input_files(recording)


NOT_CHOSEN = Mistake(leave, "Select one answer")
MISTAKES: dict[str, Sequence[Mistake]] = {
    "one": [NOT_CHOSEN],
    "one-other-words": [Mistake(write("Somebody " * 100), "Your answer is")],
    "some": [
        Mistake(leave, "Select at least one answer"),
        Mistake(choose_none_and_another, "Select “None of these” alone, or take it off"),
    ],
    "true": [NOT_CHOSEN],
    "how-good": [NOT_CHOSEN],
    "first": [
        Mistake(leave, "Choose what comes first"),
        Mistake(rank_twice, "You chose “The same few people” twice"),
    ],
    "district": [NOT_CHOSEN],
    "visits": [
        Mistake(leave, "Enter a number from 0 to 56"),
        Mistake(write("a lot"), "Enter a whole number from 0 to 56, like 7"),
        Mistake(write("2.5"), "Enter a whole number from 0 to 56, like 7"),
        Mistake(write("400"), "Enter a number from 0 to 56"),
    ],
    "day": [
        Mistake(leave, "Enter a date: day, month and year"),
        Mistake(write("", "3", "2024"), "The date must include a day"),
        Mistake(write("27", "", "2024"), "The date must include a month"),
        Mistake(write("27", "3", ""), "The date must include a year"),
        Mistake(write("31", "2", "2024"), "Enter a real date as numbers, like 27 3 2026"),
        Mistake(write("27", "3", "2019"), "The date must be 1 January 2020 or later"),
        Mistake(write("27", "3", "2031"), "The date must be 31 December 2030 or earlier"),
    ],
    "month": [
        Mistake(leave, "Enter a month and a year"),
        Mistake(write("13", "2026"), "Enter a real month and year as numbers, like 3 2026"),
    ],
    "postcode": [
        Mistake(leave, "Enter the first half of your postcode, like BA1"),
        Mistake(write("near the church"), "Enter the first half of a postcode: letters and numbers, like BA1"),
    ],
    "few-words": [Mistake(leave, "Enter your answer"), Mistake(write("Kind. " * 20), "Your answer is 119 characters")],
    "words": [Mistake(leave, "Enter your answer"), Mistake(write("Time. " * 500), "Your answer is 2,999 characters")],
    "file": [
        Mistake(leave, "Choose a file"),
        Mistake(choose_file(SPREADSHEET), "We cannot use this file"),
        Mistake(choose_long_recording, "The recording is too long"),
    ],
}
"""By question of the survey with a question of every type."""


def make(page: Page, mistake: Mistake) -> None:
    """Enter something wrong and press the button."""
    mistake.enter(page)
    entered = page.evaluate(ENTERED)
    go_on(page)
    assert page.evaluate(ENTERED) == entered, f"{page.url}: what was entered is not what is there"
    said = list_errors(page)
    assert len(said) == 1, f"{page.url}: {said}"
    assert said[0].startswith(mistake.answer), f"{page.url}: {said}"


def list_errors(page: Page) -> list[str]:
    """List the errors of the summary; each leads to a control that says the same words beside it."""
    links = page.locator(".govuk-error-summary__list a").all()
    for link in links:
        told = page.locator(link.get_attribute("href") or "missing").evaluate(TOLD)
        assert link.inner_text() in told, f"{page.url}: {link.inner_text()!r} is not said at the field: {told}"
    return [link.inner_text() for link in links]


TOLD = """(control) => {
  const holders = [control, control.closest('fieldset'), control.parentElement.closest('fieldset')];
  const ids = holders.flatMap((it) => (it?.getAttribute('aria-describedby') ?? '').split(' ')).filter(Boolean);
  return ids.map((id) => document.getElementById(id).innerText).join(' ');
}"""
"""What a screen reader says of a control beside its name."""


def follow_the_error(page: Page, *, has_scripts: bool) -> None:
    """Go from the summary, which has the focus where there are scripts, to the field."""
    if has_scripts:
        assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary"), page.url
    link = page.locator(".govuk-error-summary__list a").first
    target = link.get_attribute("href")
    link.click()
    assert page.evaluate("'#' + document.activeElement.id") == target or not has_scripts, page.url
    assert page.locator(f"{target}").is_visible()
