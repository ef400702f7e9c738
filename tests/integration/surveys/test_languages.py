"""A survey in the language and form that somebody chose, as far as it has them."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.models import Contribution, Programme, QuestionnaireEdition, Response
from surveys.values import Format, Language
from tests.checked_client import CheckedClient
from tests.integration.surveys.pages import SERVICE_USER, START, errors, finish, question, rows

TEXTS = SERVICE_USER.translations
HEADING = "What is good about your support?"


@pytest.fixture
def partly_welsh(session: Session, programme: Programme) -> str:
    """A survey whose Welsh lacks one text, and that has no other language and no Easy Read."""
    welsh = {text: words for text, words in TEXTS[Language.WELSH].items() if text != HEADING}
    changes = {"key": "partly", "translations": {Language.WELSH: welsh}, "easy": None}
    partly = SERVICE_USER.model_copy(update=changes)
    publish_edition(session, programme, partly, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    return "/surveys/ferring/partly"


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.ENGLISH])
def test_questions_are_put_in_the_language_chosen(begun: CheckedClient, language: Language) -> None:
    begun.get(f"/look/language/{language}")
    page = begun.page(question("good"))
    assert page.select("h1")[0].text.strip() == TEXTS[language][HEADING]
    assert page.html is not None
    assert page.html["lang"] == language


def test_every_language_is_offered_in_its_own_name(client: CheckedClient) -> None:
    links = client.page(START).select(".sd-languages [lang]")
    assert [(link["lang"], link.text.strip()) for link in links] == [
        ("en", "English"),
        ("cy", "Cymraeg"),
        ("bn", "বাংলা"),
        ("pl", "Polski"),
        ("ur", "اردو"),
    ]


def test_a_language_link_leads_back_to_the_survey(client: CheckedClient) -> None:
    link = client.page(START).select(".sd-languages a[lang=cy]")[0]
    assert client.get(str(link["href"])).location == START
    assert client.page(START).select("h1")[0].text == TEXTS[Language.WELSH]["Your care at home"]


def test_a_survey_that_is_not_whole_in_a_language_is_put_in_its_own_and_says_so(
    client: CheckedClient, partly_welsh: str
) -> None:
    client.get("/look/language/cy")
    page = client.page(partly_welsh)
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.select("h1")[0].text == "Your care at home"
    assert "This survey is not ready in Cymraeg." in page.text
    assert page.select(".sd-languages") == []


def test_numbers_are_written_as_the_language_writes_them(begun: CheckedClient) -> None:
    for language, written in (("pl", "10\xa0000"), ("en", "10,000")):
        begun.get(f"/look/language/{language}")
        ((_, advice),) = errors(begun.send(question("good"), {"answer": "x" * 10_000}))
        assert written in advice


def test_dates_are_written_as_in_britain(begun: CheckedClient, session: Session, edition: QuestionnaireEdition) -> None:
    edition.closes_on = date(2026, 10, 1)
    session.commit()
    for language, written in (("en", "1 October 2026"), ("cy", "1 Hydref 2026"), ("pl", "1 października 2026")):
        begun.get(f"/look/language/{language}")
        assert written in begun.page(START).text


def test_an_answer_is_shown_in_the_language_it_is_read_in(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.get("/look/language/bn")
    shown = rows(begun.page(f"{START}/check"))
    bengali = TEXTS[Language.BENGALI]
    assert shown[bengali["What kind of support do you get at home?"]] == bengali["Home care"]


def test_language_and_form_are_kept_with_response_and_words(begun: CheckedClient, session: Session) -> None:
    begun.get("/look/language/ur")
    begun.get("/look/easy-read/on")
    finish(begun, session)
    response = session.scalars(select(Response)).one()
    assert (response.language, response.format) == (Language.URDU, Format.EASY_READ)
    contribution = session.scalars(select(Contribution)).one()
    assert (contribution.language, contribution.question) == (Language.URDU, HEADING)


def test_what_was_not_offered_is_not_what_is_kept(client: CheckedClient, session: Session, partly_welsh: str) -> None:
    client.get("/look/language/cy")
    client.get("/look/easy-read/on")
    client.send(partly_welsh, {"begin": "Start"})
    client.send(f"{partly_welsh}/questions/support", {"answer": "home-care"})
    client.send(f"{partly_welsh}/who-answers", {"answered_by": "self"})
    client.send(f"{partly_welsh}/quotes", {"may_quote": "no"})
    client.send(f"{partly_welsh}/check")
    response = session.scalars(select(Response)).one()
    assert (response.language, response.format) == (Language.ENGLISH, Format.STANDARD)


def test_easy_read_has_a_picture_and_other_words(begun: CheckedClient) -> None:
    assert begun.page(question("good")).select(".sd-easy__picture") == []
    begun.get("/look/easy-read/on")
    page = begun.page(question("good"))
    assert page.select("h1")[0].text.strip() == "What is good about your help at home?"
    assert page.select(".sd-easy__picture")[0]["alt"] == ""
    with begun.get(str(page.select(".sd-easy__picture")[0]["src"])) as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_the_same_answers_fit_in_every_form(begun: CheckedClient) -> None:
    begun.send(question("on-time"), {"answer": "4"})
    for change in ("easy-read/on", "language/cy", "easy-read/off"):
        begun.get(f"/look/{change}")
        assert begun.page(question("on-time")).select("input[checked]")[0]["value"] == "4"


def test_an_earlier_answer_is_put_into_the_question_and_taken_out_with_it(begun: CheckedClient) -> None:
    begun.send(question("visits-a-week"), {"answer": "14"})
    assert "Think of your usual 14 visits a week." in begun.page(question("enough-time")).text
    begun.get("/look/language/cy")
    begun.send(question("visits-a-week"), {"answer": "3"})
    assert "3 ymweliad" in begun.page(question("enough-time")).text
    begun.get("/look/language/en")
    begun.send(question("visits-a-week"), {"answer": ""})
    assert "Think of your usual visits in a week." in begun.page(question("enough-time")).text
