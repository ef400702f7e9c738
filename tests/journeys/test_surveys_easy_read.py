"""A whole response in Easy Read: short sentences, a picture on each page of a question, with and without scripts."""

from playwright.sync_api import Page

from tests.journeys.walking import SURVEY, Judge, answer_all, follow, go_on, receipt_on


def test_a_whole_response_in_easy_read(phone: Page, judge: Judge) -> None:
    pictures: list[str] = []

    def judge_easy(page: Page) -> None:
        judge(page)
        assert "sd-easy" in (page.locator("html").get_attribute("class") or "")
        if "/questions/" in page.url:
            pictures.append(picture_on(page))

    phone.goto(SURVEY)
    follow(phone.get_by_role("link", name="Show the Easy Read version"))
    judge_easy(phone)
    follow(phone.locator("#begin"))
    assert answer_all(phone, judge_easy) >= 18
    assert len(pictures) >= 18
    assert len(set(pictures)) > len(pictures) / 2, "the pictures are the same again and again"
    judge_easy(phone)
    go_on(phone)
    judge_easy(phone)
    assert receipt_on(phone)


def test_easy_read_is_left_in_the_middle_and_the_answers_stay(phone: Page) -> None:
    phone.goto(SURVEY)
    follow(phone.get_by_role("link", name="Show the Easy Read version"))
    follow(phone.locator("#begin"))
    phone.get_by_role("radio").nth(1).check()
    go_on(phone)
    follow(phone.get_by_role("link", name="Language and display"))
    phone.locator("input[name=reading][value=standard]").check()
    go_on(phone)
    follow(phone.get_by_role("link", name="Back", exact=True))
    assert phone.locator(".sd-easy__picture").count() == 0
    assert phone.get_by_role("radio").nth(1).is_checked()


def picture_on(page: Page) -> str:
    """Give the address of the one picture of a question's page, which must have arrived."""
    picture = page.locator("img.sd-easy__picture")
    assert picture.count() == 1, page.url
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("it => it.decode().then(() => it.naturalWidth > 0)"), page.url
    return picture.get_attribute("src") or ""
