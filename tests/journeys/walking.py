"""Ways of walking through the product that several journeys share."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

SURVEY = "/surveys/aldermere-home-care/service-user"
WORDS = "Weekdays it is always Jo, who knows how I like my tea. Weekends it could be anybody, and nobody rings to say."
Judge = Callable[[Page], None]


def heading(page: Page) -> str:
    """Give the words of the page's one h1."""
    return page.get_by_role("heading", level=1).inner_text()


def follow(control: Locator) -> None:
    """Click a link or button and wait until the page that it leads to is there."""
    with control.page.expect_navigation():
        control.click()


def answer_question(page: Page) -> None:
    """Answer whatever the page asks, in the first way there is."""
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    elif page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").first.check()
    elif page.locator("textarea").count():
        page.locator("textarea").fill(WORDS)
    else:
        page.locator("main input[type=text]").fill("7")


def answer_all(page: Page, judge: Judge) -> int:
    """Go from the first question to "check your answers", looking at each page; returns how many were answered."""
    count = 0
    while "/questions/" in page.url:
        judge(page)
        answer_question(page)
        follow(page.get_by_role("button", name="Continue"))
        count += 1
    judge(page)
    page.get_by_label("Yes").check()
    follow(page.get_by_role("button", name="Continue"))
    return count
