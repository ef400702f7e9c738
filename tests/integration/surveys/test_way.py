"""A respondent's way through a survey."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveys.capture.drafts import save_draft
from surveys.definitions import Value, find_path
from surveys.models import Answer, Contribution, Response, SealedDraft
from tests.checked_client import CheckedClient, soup
from tests.integration.surveys.pages import (
    SERVICE_USER,
    START,
    answers,
    count,
    draft_of,
    errors,
    question,
    rows,
    skip,
)
from webapp.clock import today


def test_the_start_page_says_what_must_be_known_before(client: CheckedClient) -> None:
    page = client.page(START)
    words = " ".join(page.main.text.split()) if page.main else ""
    assert page.select("h1")[0].text == "Your care at home"
    for said in (SERVICE_USER.purpose, "about 10 minutes", "do not ask for your name", "harmed or neglected"):
        assert said in words
    assert "Call 999" in page.text


def answer_all(client: CheckedClient, *given: Any) -> str:
    """Begin, and answer one page after the other; gives the address of the page that follows."""
    response = client.send(START, {"begin": "Start"})
    for answer in given:
        response = client.send(response.request.path, {"answer": answer})
    return response.request.path


def test_a_whole_survey_without_javascript_ends_in_a_receipt(client: CheckedClient, session: Session) -> None:
    facts = ("other", "A neighbour", "under-6-weeks", "14", "BA1 1AA", "3", "4", "5", "5", "4", "not-applicable")
    words = ("Kind people", "Weekends", "", ["weekends", "same-people"], "weekends", "")
    assert answer_all(client, *facts, *words, "", "no") == f"{START}/who-answers"
    assert client.send(f"{START}/who-answers", {"answered_by": "with_help"}).request.path == f"{START}/quotes"
    response = client.send(f"{START}/quotes", {"may_quote": "no"})
    assert response.request.path == f"{START}/check"
    shown = rows(soup(response))
    said = {
        "What kind of support do you get at home?": "Other help at home",
        "Which other help do you get?": "A neighbour",
        "How many visits do you get in a usual week?": "14 visits a week",
        "What is the first half of your postcode?": "BA1",
        "Which of these would help you most?": "The same few people every time\nWeekends that run as well as weekdays",
        "Tell us about one visit that went well, or one that went badly.": "Not answered",
        "Who gave these answers?": "I did, and somebody helped me to fill it in",
        "May we quote your words?": "No",
    }
    assert {heading: shown[heading] for heading in said} == said
    response = client.send(f"{START}/check")
    code = soup(response).select(".sd-receipt__code")[0].text
    assert response.request.path == f"{START}/sent"
    assert code not in response.request.url
    assert (count(session, Response), count(session, Answer), count(session, Contribution)) == (1, 15, 4)
    assert count(session, SealedDraft) == 0


def test_each_type_of_question_has_its_heading_in_its_label(begun: CheckedClient) -> None:
    chosen: dict[str, Value] = {
        "support": "both",
        "would-help": ["other"],
        "about-you": "yes",
        "reablement-start": "hospital",
    }
    for key, value in chosen.items():
        begun.send(question(key), {"answer": value})
    for each in find_path(SERVICE_USER, chosen):
        page = begun.page(question(each.key))
        assert page.select("h1")[0].text.strip() == each.heading()
        assert page.select("legend h1, h1 label")


def test_fields_help_with_what_is_typed(begun: CheckedClient) -> None:
    assert begun.page(question("visits-a-week")).select("#answer")[0]["inputmode"] == "numeric"
    assert begun.page(question("good")).select("#answer")[0]["dir"] == "auto"
    assert "You can write up to 4,000 characters" in begun.page(question("good")).text
    dividers = begun.page(question("would-help")).select(".govuk-checkboxes__divider")
    assert [divider.text for divider in dividers] == ["or"]


def test_something_else_is_asked_for_on_the_next_page_only_of_those_who_chose_it(begun: CheckedClient) -> None:
    response = begun.send(question("support"), {"answer": "other"})
    assert response.request.path == question("support-other-words")
    assert soup(response).select("h1")[0].text.strip() == "Which other help do you get?"
    assert begun.send(question("support"), {"answer": "home-care"}).request.path == question("how-long")


def test_progress_is_said_in_plain_words_and_leaves_out_questions_about_the_person(begun: CheckedClient) -> None:
    page = begun.page(question("how-long"))
    assert page.select(".sd-progress")[0].text == "Question 2 of about 17"
    assert page.select(".sd-section")[0].text == "About your support"
    assert page.select(".govuk-back-link")[0]["href"] == question("support")
    assert begun.page(question("about-you")).select(".sd-progress") == []


def test_an_optional_question_can_be_left_out_and_a_required_one_cannot(begun: CheckedClient) -> None:
    assert begun.send(question("how-long")).request.path == question("visits-a-week")
    response = begun.send(question("support"))
    assert errors(response) == [("#answer", "Select one answer")]


def test_a_question_off_the_path_leads_to_the_next_one_on_it(begun: CheckedClient) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    response = begun.get(question("skills-back"))
    assert (response.status_code, response.location) == (302, question("how-long"))


def test_a_changed_answer_leads_back_to_the_check(begun: CheckedClient, session: Session) -> None:
    skip(begun, session)
    assert begun.send(f"{question('how-long')}?change=1", {"answer": "over-2-years"}).request.path == f"{START}/check"


def test_a_changed_answer_leads_through_the_questions_that_it_opens(begun: CheckedClient, session: Session) -> None:
    skip(begun, session)
    draft = draft_of(begun, session)
    for key in ("reablement-start", "skills-back", "work-together"):
        del draft.answers[key]
    save_draft(session.connection(), draft, on=today())
    session.commit()
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
    assert response.request.path == f"{START}/who-answers"
    assert errors(response) == [("#answered_by", "Select who gave the answers")]
    begun.send(f"{START}/who-answers", {"answered_by": "self"})
    response = begun.send(f"{START}/check")
    assert response.request.path == f"{START}/quotes"
    assert errors(response) == [("#may_quote", "Select yes if we may quote your words, or no if we may not")]
    assert count(session, Response) == 0


@pytest.mark.parametrize("path", [f"{START}/quotes", f"{START}/who-answers"])
def test_consent_and_who_answered_are_asked_and_never_assumed(begun: CheckedClient, path: str) -> None:
    assert not begun.page(path).select("input[checked]")
    assert len(errors(begun.send(path))) == 1


def test_one_can_stop_and_carry_on_or_start_again(begun: CheckedClient, session: Session) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    assert begun.page(START).select("#begin")[0]["href"] == question("how-long")
    response = begun.send(START, {"again": "Start again"})
    assert response.request.path == question("support")
    assert answers(begun, session) == {}


def test_start_pressed_twice_keeps_the_answers(begun: CheckedClient, session: Session) -> None:
    begun.send(question("support"), {"answer": "home-care"})
    begun.send(START, {"begin": "Start"})
    assert answers(begun, session) == {"support": "home-care"}


def test_two_tabs_write_into_one_draft(begun: CheckedClient, session: Session) -> None:
    first, second = soup(begun.get(question("good"))), soup(begun.get(question("better")))
    for path, page, words in ((question("good"), first, "kind"), (question("better"), second, "weekends")):
        token = page.select("input[name=csrf_token]")[0]["value"]
        begun.post(path, data={"csrf_token": token, "answer": words})
    assert answers(begun, session) == {"good": "kind", "better": "weekends"}
