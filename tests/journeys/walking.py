"""Ways of walking through the product that several journeys share."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page

from surveys.values import Language
from webapp.look import Look

SURVEYS = "/surveys/aldermere-home-care"
SURVEY = f"{SURVEYS}/service-user"
WORDS = "Weekdays it is always Jo, who knows how I like my tea. Weekends it could be anybody, and nobody rings to say."
Judge = Callable[[Page], None]


def judge_nothing(_page: Page) -> None:
    """Pass every page, for the stretch of a way that another journey looks at."""


def heading(page: Page) -> str:
    """Give the words of the page's one h1."""
    return page.locator("h1").inner_text()


def follow(control: Locator) -> None:
    """Click a link or button and wait until the page that it leads to is there."""
    with control.page.expect_navigation():
        control.click()


def go_on(page: Page) -> None:
    """Press the page's main button, whatever it is called in the page's language."""
    follow(page.locator("button#submit"))


def begin(page: Page, survey: str = SURVEY) -> None:
    """Open a survey and press Start."""
    page.goto(survey)
    follow(page.locator("#begin"))


def wear(context: BrowserContext, address: str, look: Look) -> None:
    """Let a browser look at pages in this way, as if it had been chosen there."""
    context.add_cookies([{"name": "look", "value": look.cookie(), "url": address}])


def speak(page: Page, language: Language) -> None:
    """Choose a language by the link that has its name."""
    follow(page.locator(f"a[hreflang={language}]"))


def answer_question(page: Page) -> None:
    """Answer whatever the page asks, in the first way there is; a photo is left out."""
    asked = page.locator("main form")
    if asked.locator("input[type=radio], input[type=checkbox]").count():
        asked.locator("input[type=radio], input[type=checkbox]").first.check()
    elif asked.locator("select").count():
        asked.locator("select").first.select_option(index=1)
    elif asked.locator("textarea").count():
        asked.locator("textarea").fill(WORDS)
    elif asked.locator(".govuk-date-input").count():
        for box, number in zip(asked.locator("input[type=text]").all(), ("5", "2026"), strict=True):
            box.fill(number)
    elif asked.locator("input[type=text]").count():
        asked.locator("input[type=text]").fill("BA1" if page.url.endswith("/area") else "7")


def answer_all(page: Page, judge: Judge) -> int:
    """Go from the question that is open to "check your answers", looking at each page; returns how many there were."""
    count = 0
    while not page.url.endswith("/check"):
        judge(page)
        answer_question(page)
        go_on(page)
        count += 1
    return count


def receipt_on(page: Page) -> str:
    """Give the code that the page shows, of a receipt or of a draft."""
    return page.locator(".sd-receipt__code").inner_text()


def open_receipt(page: Page, code: str) -> None:
    """Enter a receipt code as people do: in small letters, with blanks."""
    page.goto(f"{SURVEYS}/follow")
    page.locator("#code").fill(code.lower().replace("-", " "))
    go_on(page)


PROGRAMME = "/programmes/aldermere-home-care"


def open_topic(page: Page, name: str, judge: Judge) -> None:
    """Follow the first link of this name in the page's main part."""
    follow(page.locator("main").get_by_role("link", name=name).first)
    judge(page)


def press(page: Page, name: str | re.Pattern[str], judge: Judge) -> None:
    """Press the first button or link of this name, and look at the page that follows."""
    follow(page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first)
    judge(page)


def is_refused(page: Page) -> bool:
    """Tell whether the page says what is wrong, in its title and in a list."""
    return page.title().startswith("Error: ") and page.locator(".govuk-error-summary").count() == 1
