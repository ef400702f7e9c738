"""Twice, too late, in two tabs, without cookies: nothing is lost and each has a clear page."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.models import Contribution, Programme, QuestionnaireEdition, Response, SealedDraft
from tests.checked_client import CheckedClient, soup
from tests.integration.surveys.pages import SERVICE_USER, START, answers, count, errors, finish, question, rows, skip


def test_sending_twice_sends_once_and_shows_the_same_receipt(begun: CheckedClient, session: Session) -> None:
    skip(begun, session)
    token = begun.page(f"{START}/check").select("input[name=csrf_token]")[0]["value"]
    pages = [soup(begun.post(f"{START}/check", data={"csrf_token": token}, follow_redirects=True)) for _ in range(2)]
    assert [page.select("h1")[0].text for page in pages] == [
        "Thank you. Your answers are sent",
        "Your answers are already sent",
    ]
    codes = [page.select(".sd-receipt__code")[0].text for page in pages]
    assert codes[0] == codes[1]
    assert count(session, Response) == 1


@pytest.mark.parametrize("path", [question("support"), f"{START}/quotes", f"{START}/check"])
def test_the_back_button_after_sending_leads_to_the_receipt(begun: CheckedClient, session: Session, path: str) -> None:
    code = finish(begun, session)
    response = begun.get(path, follow_redirects=True)
    assert response.request.path == f"{START}/sent"
    assert soup(response).select(".sd-receipt__code")[0].text == code


def test_start_pressed_on_an_old_page_after_sending_loses_no_receipt(begun: CheckedClient, session: Session) -> None:
    code = finish(begun, session)
    token = begun.page(START).select("input[name=csrf_token]")[0]["value"]
    response = begun.post(START, data={"csrf_token": token, "begin": "Start"}, follow_redirects=True)
    assert soup(response).select(".sd-receipt__code")[0].text == code
    begun.send(START, {"again": "Answer again"})
    assert answers(begun, session) == {}


def test_words_from_another_tab_after_sending_are_shown_and_not_added(begun: CheckedClient, session: Session) -> None:
    token = begun.page(question("better")).select("input[name=csrf_token]")[0]["value"]
    finish(begun, session)
    response = begun.post(question("better"), data={"csrf_token": token, "answer": "Weekends"})
    assert soup(response).select("h1")[0].text == "Your answers are already sent"
    assert soup(response).select(".sd-quote")[0].text.strip() == "Weekends"
    assert count(session, Contribution) == 1


@pytest.mark.parametrize("token", ["", "forged", "IjEi.aaaaaa.bbbb"])
def test_a_forged_token_keeps_the_answer_on_the_page(begun: CheckedClient, session: Session, token: str) -> None:
    response = begun.send(question("good"), {"csrf_token": token, "answer": "Kind people"})
    assert soup(response).select("#answer")[0].text.strip() == "Kind people"
    assert [href for href, _ in errors(response)] == ["#answer"]
    assert answers(begun, session) == {}


def test_an_expired_token_keeps_the_answer_and_works_at_the_second_press(
    begun: CheckedClient, app: Flask, session: Session
) -> None:
    app.config["WTF_CSRF_TIME_LIMIT"] = -1
    response = begun.send(question("good"), {"answer": "Kind people"})
    assert errors(response)[0][1].startswith("This page was open for a long time.")
    app.config["WTF_CSRF_TIME_LIMIT"] = 60
    token = soup(response).select("input[name=csrf_token]")[0]["value"]
    begun.post(question("good"), data={"csrf_token": token, "answer": soup(response).select("#answer")[0].text.strip()})
    assert answers(begun, session) == {"good": "Kind people"}


def test_without_cookies_what_was_typed_is_shown_with_what_to_do(app: Flask, session: Session) -> None:
    client = app.test_client(use_cookies=False)
    response = client.post(question("good"), data={"answer": "Kind people"})
    assert soup(response).select("#answer")[0].text.strip() == "Kind people"
    assert [text.split(".")[0] for _, text in errors(response)] == [
        "We could not find the answers you gave before on this device"
    ]
    assert count(session, SealedDraft) == 1
    response = client.post(START, data={"begin": "Start"})
    assert [text.split(".")[0] for _, text in errors(response)] == ["Your browser did not keep our cookie"]


def test_a_draft_that_is_gone_is_begun_anew_with_what_was_typed(begun: CheckedClient, session: Session) -> None:
    page = begun.page(question("good"))
    session.delete(session.scalars(select(SealedDraft)).one())
    session.commit()
    token = page.select("input[name=csrf_token]")[0]["value"]
    response = begun.post(question("good"), data={"csrf_token": token, "answer": "Kind people"})
    token = soup(response).select("input[name=csrf_token]")[0]["value"]
    response = begun.post(question("good"), data={"csrf_token": token, "answer": "Kind people"})
    assert response.location == question("better")
    assert answers(begun, session) == {"good": "Kind people"}


@pytest.mark.parametrize("path", [question("good"), f"{START}/quotes", f"{START}/check"])
def test_without_a_draft_a_page_leads_to_the_start_and_says_why(client: CheckedClient, path: str) -> None:
    response = client.get(path, follow_redirects=True)
    assert response.request.path == START
    assert "We could not find answers of yours on this device" in response.text


def test_a_closed_survey_says_since_when(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
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


def test_the_cookie_stays_small_and_holds_no_answer(
    begun: CheckedClient, session: Session, programme: Programme
) -> None:
    begun.send(question("good"), {"answer": "Kind people"})
    for number in range(8):
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
