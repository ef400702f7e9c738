"""A respondent's way through a survey, and everything that can go wrong on it."""

import itertools
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.capture.editions import publish_edition
from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Answer, Contribution, Draft, Programme, QuestionnaireEdition, Response
from tests.checked_client import CheckedClient, soup

START = "/surveys/ferring/service-user"
SERVICE_USER = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")


def question(key: str) -> str:
    return f"{START}/questions/{key}"


@pytest.fixture(autouse=True)
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    edition = publish_edition(session, programme, SERVICE_USER, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    return edition


@pytest.fixture
def begun(client: CheckedClient) -> CheckedClient:
    """A browser that has pressed Start."""
    client.send(START, {"begin": "Start"})
    return client


def answers(session: Session) -> dict[str, Any]:
    session.expire_all()
    return dict(session.scalars(select(Draft)).one().answers)


def count(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def errors(response: TestResponse) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.text) for link in soup(response).select(".govuk-error-summary__list a")]


def rows(page: BeautifulSoup) -> dict[str, str]:
    return {
        row.select("dt")[0].text.strip(): row.select("dd")[0].text.strip()
        for row in page.select(".govuk-summary-list__row")
    }


def finish(client: CheckedClient) -> str:
    """Answer what must be answered, send, and give the receipt code."""
    client.send(question("support"), {"answer": "home-care"})
    client.send(question("good"), {"answer": "The same two people"})
    client.send(f"{START}/quotes", {"may_quote": "yes"})
    walk_blank(client)
    page = soup(client.send(f"{START}/check"))
    return page.select(".sd-receipt__code")[0].text


def walk_blank(client: CheckedClient) -> None:
    """Leave out every question that has not been seen, from the start page on."""
    for _ in range(20):
        way_on = str(client.page(START).select("#begin")[0]["href"])
        if way_on.endswith("/check"):
            return
        client.send(way_on)
    pytest.fail("the survey does not end")


def test_the_start_page_says_what_must_be_known_before(client: CheckedClient) -> None:
    page = client.page(START)
    words = " ".join(page.main.text.split()) if page.main else ""
    assert page.select("h1")[0].text == "Your care at home"
    for said in (SERVICE_USER.purpose, "about 10 minutes", "do not ask for your name", "harmed or neglected", "999"):
        assert said in words


def test_a_whole_survey_without_javascript_ends_in_a_receipt(client: CheckedClient, session: Session) -> None:
    response = client.send(START, {"begin": "Start"})
    for given in ("both", "under-6-weeks", "14", "3", "4", "5", "5", "4", "not-applicable", "hospital", "4", "2"):
        response = client.send(response.request.path, {"answer": given})
    for given in ("Kind people", "Weekends", "", ["weekends", "same-people"], "weekends", ""):
        response = client.send(response.request.path, {"answer": given})
    assert response.request.path == f"{START}/quotes"
    response = client.send(f"{START}/quotes", {"may_quote": "no"})
    shown = rows(soup(response))
    assert shown["What kind of support do you get at home?"] == "Both, or first one and then the other"
    assert shown["Which of these would help you most?"] == "The same few people every time\nWeekends that run as well as weekdays"
    assert shown["Tell us about one visit that went well, or one that went badly."] == "Not answered"
    assert shown["May we quote your words?"] == "No"
    response = client.send(f"{START}/check")
    code = soup(response).select(".sd-receipt__code")[0].text
    assert response.request.path == f"{START}/sent"
    assert code not in response.request.url
    assert (count(session, Response), count(session, Answer), count(session, Contribution)) == (1, 16, 3)
    assert count(session, Draft) == 0


def test_each_type_of_question_has_its_heading_in_its_label(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "both"})
    begun.send(question("reablement-start"), {"answer": "hospital"})
    for each in SERVICE_USER.questions():
        page = begun.page(question(each.key))
        assert page.select("h1")[0].text.strip() == each.heading()
        assert page.select("legend h1, h1 label")
    assert begun.page(question("visits-a-week")).select("#answer")[0]["inputmode"] == "numeric"
    assert begun.page(question("good")).select("#answer")[0]["dir"] == "auto"
    assert "You can write up to 4,000 characters" in begun.page(question("good")).text
    dividers = begun.page(question("would-help")).select(".govuk-checkboxes__divider")
    assert [divider.text for divider in dividers] == ["or"]


def test_progress_is_said_in_plain_words(begun: CheckedClient) -> None:
    page = begun.page(question("how-long"))
    assert page.select(".sd-progress")[0].text == "Question 2 of about 15"
    assert page.select(".sd-section")[0].text == "About your support"
    assert page.select(".govuk-back-link")[0]["href"] == question("support")


def test_an_optional_question_can_be_left_out_and_a_required_one_cannot(begun: CheckedClient) -> None:
    assert begun.send(question("how-long")).request.path == question("visits-a-week")
    response = begun.send(question("support"))
    assert errors(response) == [("#answer", "Select one answer")]


@pytest.mark.parametrize(
    ("key", "given", "advice"),
    [
        ("support", "a-castle", "Select one of the answers on this page"),
        ("visits-a-week", "lots", "Enter a whole number from 0 to 56, like 7"),
        ("would-help", ["weekends", "none-of-these"], "Select “None of these” alone, or take it off"),
        ("would-help", ["weekends", "sunshine"], "Select one of the answers on this page"),
    ],
)
def test_an_answer_that_does_not_fit_says_what_to_do(begun: CheckedClient, key: str, given: Any, advice: str) -> None:
    assert errors(begun.send(question(key), {"answer": given})) == [("#answer", advice)]


def test_an_answer_that_is_too_long_stays_and_the_limit_is_explained(begun: CheckedClient, session: Session) -> None:
    response = begun.send(question("good"), {"answer": "x" * 10_000})
    assert soup(response).select("#answer")[0].text.strip() == "x" * 10_000
    advice = (
        "Your answer is 10,000 characters long. There is room for 4,000. Take out 6,000 or more. "
        "What you typed is still here"
    )
    assert errors(response) == [("#answer", advice)]
    assert "good" not in answers(session)


def test_a_text_of_just_the_limit_with_emoji_and_right_to_left_is_kept_whole(begun: CheckedClient, session: Session) -> None:
    text = "שלום 👵🏽\n" + "ä" * 3992
    assert len(text) == 4000
    begun.send(question("good"), {"answer": text.replace("\n", "\r\n")})
    assert answers(session)["good"] == text
    assert begun.page(question("good")).select("#answer")[0].text.removeprefix("\n") == text


def test_a_nul_byte_is_taken_out(begun: CheckedClient, session: Session) -> None:
    begun.send(question("good"), {"answer": "kind\x00 people"})
    assert answers(session)["good"] == "kind people"


def test_markup_is_shown_as_typed(begun: CheckedClient) -> None:
    begun.send(question("first-change"), {"answer": "<script>alert(1)</script>"})
    begun.send(question("support"), {"answer": "home-care"})
    page = begun.page(f"{START}/check")
    assert rows(page)["If we could change one thing first, what should it be?"] == "<script>alert(1)</script>"


def test_more_than_a_mebibyte_is_refused_in_words(begun: CheckedClient) -> None:
    response = begun.post(question("good"), data={"answer": "x" * 1_100_000})
    assert response.status_code == 413
    assert soup(response).select("h1")[0].text == "That was too long to send"


@pytest.mark.parametrize("path", ["/surveys/ferring/nothing", "/surveys/nowhere/service-user", f"{START}/questions/nothing"])
def test_an_unknown_survey_or_question_is_a_clear_page(begun: CheckedClient, path: str) -> None:
    assert begun.page(path, status=404).select("h1")[0].text == "We cannot find that page"


def test_a_question_off_the_path_leads_to_the_next_one_on_it(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    response = begun.get(question("skills-back"))
    assert (response.status_code, response.location) == (302, question("how-long"))


def test_a_changed_answer_leads_back_to_the_check(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(f"{START}/quotes", {"may_quote": "yes"})
    walk_blank(begun)
    assert begun.send(f"{question('how-long')}?change=1", {"answer": "over-2-years"}).request.path == f"{START}/check"


def test_a_changed_answer_leads_through_the_questions_that_it_opens(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(f"{START}/quotes", {"may_quote": "yes"})
    walk_blank(begun)
    response = begun.send(f"{question('support')}?change=1", {"answer": "reablement"})
    ways = [response.request.path]
    for given in ("hospital", "4", "3"):
        response = begun.send(response.request.full_path, {"answer": given})
        ways.append(response.request.path)
    assert ways == [question("reablement-start"), question("skills-back"), question("work-together"), f"{START}/check"]


def test_answers_off_the_path_come_back_with_the_path(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "both"})
    begun.send(question("reablement-start"), {"answer": "hospital"})
    begun.send(question("support"), {"answer": "home-care"})
    heading = "Where were you just before your reablement began?"
    assert heading not in rows(begun.page(f"{START}/check"))
    begun.send(question("support"), {"answer": "both"})
    assert rows(begun.page(f"{START}/check"))[heading] == "In hospital"


def test_sending_too_early_leads_to_what_is_missing(begun: CheckedClient, session: Session) -> None:
    response = begun.send(f"{START}/check")
    assert response.request.path == question("support")
    assert errors(response) == [("#answer", "Select one answer")]
    begun.send(question("support"), {"answer": "home-care"})
    response = begun.send(f"{START}/check")
    assert response.request.path == f"{START}/quotes"
    assert errors(response) == [("#may_quote", "Select yes if we may quote your words, or no if we may not")]
    assert count(session, Response) == 0


def test_consent_is_asked_and_never_assumed(begun: CheckedClient) -> None:
    assert not begun.page(f"{START}/quotes").select("input[checked]")
    assert len(errors(begun.send(f"{START}/quotes"))) == 1


def test_one_can_stop_and_carry_on_or_start_again(begun: CheckedClient, session: Session) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    assert begun.page(START).select("#begin")[0]["href"] == question("how-long")
    response = begun.send(START, {"again": "Start again"})
    assert response.request.path == question("support")
    assert answers(session) == {}


def test_start_pressed_twice_keeps_the_answers(begun: CheckedClient, session: Session) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(START, {"begin": "Start"})
    assert answers(session) == {"support": "home-care"}


def test_two_tabs_write_into_one_draft(begun: CheckedClient, session: Session) -> None:
    first, second = soup(begun.get(question("good"))), soup(begun.get(question("better")))
    for path, page, words in ((question("good"), first, "kind"), (question("better"), second, "weekends")):
        token = page.select("input[name=csrf_token]")[0]["value"]
        begun.post(path, data={"csrf_token": token, "answer": words})
    assert answers(session) == {"good": "kind", "better": "weekends"}


def test_sending_twice_sends_once_and_shows_the_same_receipt(begun: CheckedClient, session: Session) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(f"{START}/quotes", {"may_quote": "no"})
    token = begun.page(f"{START}/check").select("input[name=csrf_token]")[0]["value"]
    pages = [
        soup(begun.post(f"{START}/check", data={"csrf_token": token}, follow_redirects=True)) for _ in range(2)
    ]
    assert [page.select("h1")[0].text for page in pages] == ["Thank you. Your answers are sent", "Your answers are already sent"]
    codes = [page.select(".sd-receipt__code")[0].text for page in pages]
    assert codes[0] == codes[1]
    assert count(session, Response) == 1


@pytest.mark.parametrize("path", [question("support"), f"{START}/quotes", f"{START}/check"])
def test_the_back_button_after_sending_leads_to_the_receipt(begun: CheckedClient, path: str) -> None:
    code = finish(begun)
    response = begun.get(path, follow_redirects=True)
    assert response.request.path == f"{START}/sent"
    assert soup(response).select(".sd-receipt__code")[0].text == code


def test_start_pressed_on_an_old_page_after_sending_loses_no_receipt(begun: CheckedClient, session: Session) -> None:
    code = finish(begun)
    token = begun.page(START).select("input[name=csrf_token]")[0]["value"]
    response = begun.post(START, data={"csrf_token": token, "begin": "Start"}, follow_redirects=True)
    assert soup(response).select(".sd-receipt__code")[0].text == code
    begun.send(START, {"again": "Answer again"})
    assert answers(session) == {}


def test_words_from_another_tab_after_sending_are_shown_and_not_added(begun: CheckedClient, session: Session) -> None:
    token = begun.page(question("better")).select("input[name=csrf_token]")[0]["value"]
    finish(begun)
    response = begun.post(question("better"), data={"csrf_token": token, "answer": "Weekends"})
    assert soup(response).select("h1")[0].text == "Your answers are already sent"
    assert soup(response).select(".sd-quote")[0].text.strip() == "Weekends"
    assert count(session, Contribution) == 1


@pytest.mark.parametrize("token", ["", "forged", "IjEi.aaaaaa.bbbb"])
def test_a_forged_token_keeps_the_answer_on_the_page(begun: CheckedClient, session: Session, token: str) -> None:
    response = begun.send(question("good"), {"csrf_token": token, "answer": "Kind people"})
    assert soup(response).select("#answer")[0].text.strip() == "Kind people"
    assert [href for href, _ in errors(response)] == ["#answer"]
    assert answers(session) == {}


def test_an_expired_token_keeps_the_answer_and_works_at_the_second_press(
    begun: CheckedClient, app: Flask, session: Session
) -> None:
    app.config["WTF_CSRF_TIME_LIMIT"] = -1
    response = begun.send(question("good"), {"answer": "Kind people"})
    assert errors(response)[0][1].startswith("This page was open for a long time.")
    app.config["WTF_CSRF_TIME_LIMIT"] = 60
    token = soup(response).select("input[name=csrf_token]")[0]["value"]
    begun.post(question("good"), data={"csrf_token": token, "answer": soup(response).select("#answer")[0].text.strip()})
    assert answers(session) == {"good": "Kind people"}


def test_without_cookies_what_was_typed_is_shown_with_what_to_do(app: Flask, session: Session) -> None:
    client = app.test_client(use_cookies=False)
    response = client.post(question("good"), data={"answer": "Kind people"})
    assert soup(response).select("#answer")[0].text.strip() == "Kind people"
    assert [text.split(".")[0] for _, text in errors(response)] == [
        "We could not find the answers you gave before on this device"
    ]
    assert answers(session) == {}
    response = client.post(START, data={"begin": "Start"})
    assert [text.split(".")[0] for _, text in errors(response)] == ["Your browser did not keep our cookie"]


def test_a_draft_that_is_gone_is_begun_anew_with_what_was_typed(begun: CheckedClient, session: Session) -> None:
    page = begun.page(question("good"))
    session.delete(session.scalars(select(Draft)).one())
    session.commit()
    token = page.select("input[name=csrf_token]")[0]["value"]
    response = begun.post(question("good"), data={"csrf_token": token, "answer": "Kind people"})
    token = soup(response).select("input[name=csrf_token]")[0]["value"]
    response = begun.post(question("good"), data={"csrf_token": token, "answer": "Kind people"})
    assert response.location == question("better")
    assert answers(session) == {"good": "Kind people"}


@pytest.mark.parametrize("path", [question("good"), f"{START}/quotes", f"{START}/check"])
def test_without_a_draft_a_page_leads_to_the_start_and_says_why(client: CheckedClient, path: str) -> None:
    response = client.get(path, follow_redirects=True)
    assert response.request.path == START
    assert "We could not find answers of yours on this device" in response.text


def test_a_closed_survey_says_since_when(client: CheckedClient, session: Session, edition: QuestionnaireEdition) -> None:
    edition.closes_on = date(2026, 10, 1)
    session.commit()
    page = client.page(START)
    assert page.select("h1")[0].text == "This survey is closed"
    assert "The last day to answer was 1 October 2026." in page.text


def test_a_survey_that_is_not_open_yet_says_when(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    edition.opens_on = date(2999, 1, 1)
    session.commit()
    assert "It opens on 1 January 2999." in client.page(START).text


def test_a_survey_that_closes_meanwhile_keeps_the_words_on_the_screen(
    begun: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    begun.send(question("good"), {"answer": "Kind people"})
    token = begun.page(question("better")).select("input[name=csrf_token]")[0]["value"]
    edition.closes_on = date(2026, 10, 1)
    session.commit()
    response = begun.post(question("better"), data={"csrf_token": token, "answer": "Weekends"})
    page = soup(response)
    assert page.select("h1")[0].text == "This survey is closed"
    assert page.select(".sd-quote")[0].text.strip() == "Weekends"
    assert rows(page)["What is good about your support?"] == "Kind people"


def test_a_newer_edition_takes_no_place_away(begun: CheckedClient, session: Session, programme: Programme) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    newer = SERVICE_USER.model_copy(update={"version": 2})
    publish_edition(session, programme, newer, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    assert begun.page(START).select("#begin")[0]["href"] == question("how-long")


def test_the_cookie_stays_small_and_holds_no_answer(begun: CheckedClient, session: Session, programme: Programme) -> None:
    begun.send(question("good"), {"answer": "Kind people"})
    for number in itertools.islice(itertools.count(), 12):
        another = SERVICE_USER.model_copy(update={"key": f"survey-{number}"})
        publish_edition(session, programme, another, opens_on=date(2026, 9, 1), closes_on=None)
        session.commit()
        begun.send(f"/surveys/ferring/survey-{number}", {"begin": "Start"})
    cookie = begun.get_cookie("said")
    assert cookie is not None
    assert len(cookie.value) < 1000
    with begun.session_transaction() as kept:
        assert "Kind" not in str(dict(kept))
        assert len(kept["places"]) == 6
