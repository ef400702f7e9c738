"""How pages look: chosen without JavaScript, kept in a cookie, and never a way to another site."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from surveys.values import Language
from tests.checked_client import CheckedClient, soup
from webapp.look import Contrast, Look, TextSize, read_look

EVIL = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\t\\evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "//[",
    "evil.example",
    " //evil.example",
    "",
]


def html(page: BeautifulSoup) -> Any:
    assert page.html is not None
    return page.html


@given(st.builds(Look, st.sampled_from(Language), st.booleans(), st.sampled_from(TextSize), st.sampled_from(Contrast)))
def test_choices_are_read_as_they_were_written(look: Look) -> None:
    assert read_look(look.cookie()) == look


@pytest.mark.parametrize(
    ("cookie", "look"),
    [
        ("", Look()),
        ("fr.easy.huge.pink", Look(is_easy=True)),
        ("ur", Look(language=Language.URDU)),
        ("cy.plain.large", Look(language=Language.WELSH, text_size=TextSize.LARGE)),
        ("..", Look()),
        ("cy.easy.large.dark.more", Look(Language.WELSH, True, TextSize.LARGE, Contrast.DARK)),
        ("CY.EASY", Look()),
    ],
)
def test_what_is_not_understood_is_the_default(cookie: str, look: Look) -> None:
    assert read_look(cookie) == look


@given(st.text())
def test_no_cookie_is_too_odd_to_read(cookie: str) -> None:
    assert read_look(read_look(cookie).cookie()) == read_look(cookie)


@pytest.mark.parametrize("language", Language)
def test_a_page_says_its_language_and_direction(client: CheckedClient, language: Language) -> None:
    client.get(f"/look/language/{language}")
    page = client.page("/")
    direction = "rtl" if language is Language.URDU else "ltr"
    sheet = "app.rtl.css" if language is Language.URDU else "app.css"
    assert (html(page)["lang"], page.select("body")[0]["dir"]) == (language, direction)
    assert str(page.select("link[rel=stylesheet]")[0]["href"]).startswith(f"/static/{sheet}?")


def test_choices_are_made_on_one_page_and_remembered(client: CheckedClient) -> None:
    chosen = {"language": "pl", "reading": "easy", "text_size": "largest", "contrast": "yellow"}
    response = client.send("/look?back=/help", chosen, follow=False)
    assert response.location == "/help"
    page = client.page("/look")
    assert [field["value"] for field in page.select("input[checked]")] == list(chosen.values())
    assert set(html(page)["class"]) >= {"sd-text-largest", "sd-colours-yellow", "sd-easy"}


def test_a_choice_by_link_leaves_the_others_as_they_are(client: CheckedClient) -> None:
    client.get("/look/language/cy")
    client.get("/look/easy-read/on")
    cookie = client.get_cookie("look")
    assert cookie is not None
    assert cookie.value == "cy.easy.normal.normal"
    assert (cookie.http_only, cookie.same_site, cookie.max_age) == (True, "Lax", 365 * 24 * 60 * 60)


@pytest.mark.parametrize("path", ["/look/language/fr", "/look/language/EN", "/look/easy-read/maybe"])
def test_what_is_not_offered_is_not_found(client: CheckedClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get_cookie("look") is None


@pytest.mark.parametrize("path", ["/look/language/cy", "/look/easy-read/on"])
@pytest.mark.parametrize("back", EVIL)
def test_a_link_never_leads_to_another_site(client: CheckedClient, path: str, back: str) -> None:
    assert client.get(path, query_string={"back": back}).location == "/"


@pytest.mark.parametrize("back", EVIL)
def test_the_form_never_leads_to_another_site(client: CheckedClient, back: str) -> None:
    token = client.page("/look").select("input[name=csrf_token]")[0]["value"]
    data = {"csrf_token": token, "language": "en", "reading": "standard", "text_size": "normal", "contrast": "dark"}
    assert client.post("/look", query_string={"back": back}, data=data).location == "/"
    page = soup(client.get("/look", query_string={"back": back}))
    assert page.select(".govuk-back-link")[0]["href"] == "/"


@pytest.mark.parametrize("back", ["/help", "/surveys/ferring/service-user?change=1", "/a:b//c"])
def test_a_page_of_this_site_is_gone_back_to(client: CheckedClient, back: str) -> None:
    assert client.get("/look/language/cy", query_string={"back": back}).location == back


def test_pages_for_staff_stay_in_english(client: CheckedClient) -> None:
    client.get("/look/language/ur")
    page = client.page("/sign-in")
    assert (html(page)["lang"], page.select("body")[0]["dir"]) == ("en", "ltr")


def test_an_unknown_page_is_in_the_language_of_its_reader(client: CheckedClient) -> None:
    client.get("/look/language/pl")
    assert html(client.page("/nowhere", status=404))["lang"] == "pl"
