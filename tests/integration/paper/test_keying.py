"""A pile of paper forms is keyed, corrected, checked by somebody else, and counted."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import (
    AboutYou,
    Account,
    Answer,
    Contribution,
    PaperBatch,
    PaperForm,
    QuestionnaireEdition,
    Response,
    SealedDraft,
)
from surveys.values import AnsweredBy, Channel, Format, Language, Role
from tests.checked_client import CheckedClient, soup
from tests.integration.paper.pages import BATCH, KEYED, NEXT, PAPER, become, errors, key, open_batch, said

AS_IT_IS = "If the paper says exactly this, key ? and it counts as unreadable"
NOT_ASKED = (
    "Answered although not asked: question 11. Check these and the question that leads past them. "
    "If the paper says so, tick this box to leave them out"
)

pytestmark = pytest.mark.usefixtures("keyer")


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_form_is_keyed_and_counted_when_its_batch_is_closed(
    client: CheckedClient, session: Session, keyer: Account, colleague: Account
) -> None:
    assert soup(open_batch(client)).h1.text == "Key form 1-1"
    assert said(key(client, language="ur", form="large_print")).startswith("Form 1-1 is saved.")
    assert count(session, Response) == 0
    assert said(client.send(BATCH)) == "To be keyed again by somebody else: 1-1"
    become(client, colleague, session)
    again = client.send(f"{BATCH}/forms/1/again", KEYED | {"language": "ur", "form": "large_print"})
    assert said(again) == "Form 1-1: both say the same"
    assert said(client.send(f"{BATCH}/close")) == "Batch 1 is closed: 1 form counted"
    response = session.scalars(select(Response)).one()
    assert (response.channel, response.language, response.format) == (
        Channel.PAPER,
        Language.URDU,
        Format.LARGE_PRINT,
    )
    assert (response.answered_by, response.has_quote_consent) == (AnsweredBy.WITH_HELP, True)
    assert response.submitted_at_utc == datetime(2026, 11, 18, 12, tzinfo=UTC)
    assert {answer.question_key: answer.value for answer in response.answers} == {
        "support": "home-care",
        "how-long": "under-2-years",
        "visits-a-week": 14,
        "area": "FE1",
        "know-people": 4,
        "on-time": "not-applicable",
        "good": "The same two people",
        "would-help": ["same-people", "someone-to-ask"],
    }
    assert [about.answers for about in session.scalars(select(AboutYou))] == [
        {"about-you": "yes", "about-age": "85-or-over"}
    ]
    assert [said.text for said in session.scalars(select(Contribution))] == ["The same two people"]
    assert (count(session, PaperForm), count(session, SealedDraft)) == (0, 0)


def test_nothing_of_a_keyed_form_can_be_read_in_the_database(client: CheckedClient, session: Session) -> None:
    open_batch(client)
    key(client)
    assert b"same two people" not in session.scalars(select(PaperForm)).one().first


def test_the_next_form_starts_with_what_is_usually_the_same(client: CheckedClient) -> None:
    open_batch(client)
    page = soup(key(client, language="pl"))
    held = {name: page.select_one(f"#{name}") for name in ("received_on", "q_support")}
    assert held["received_on"]["value"] == "18 11 2026"
    assert held["q_support"]["value"] == ""
    assert held["q_support"].has_attr("autofocus")
    assert page.select_one("#language option[selected]")["value"] == "pl"


def test_every_mistake_is_listed_in_the_order_of_the_paper_and_nothing_is_lost(client: CheckedClient) -> None:
    open_batch(client)
    wrong = {"q_support": "", "q_know__people": "9", "q_visits__a__week": "99", "consent": "", "received_on": "18 11"}
    response = key(client, **wrong)
    assert errors(response) == [
        ("#received_on", "Enter the day on which the form came, like 18 11 2026"),
        ("#q_support", "Question 1 needs an answer. If the paper has none, key -"),
        (
            "#q_visits-a-week",
            f"Question 3: Enter a number from 0 to 56. {AS_IT_IS}",
        ),
        (
            "#q_know-people",
            "Question 5: “9” is none of 1, 2, 3, 4, 5, n. Key ? for unreadable, x for too many ticks",
        ),
        ("#consent", "Key 1 for yes or 2 for no, or - if it was left blank. Blank counts as no"),
    ]
    page = soup(response)
    assert page.select_one("#q_good").text.strip() == "The same two people"
    assert page.select_one("#q_know-people")["value"] == "9"


def test_what_was_not_asked_is_left_out_when_the_keyer_says_so(
    client: CheckedClient, session: Session, make_account: Callable[..., Account]
) -> None:
    open_batch(client)
    response = key(client, q_reablement__start="1")
    assert errors(response) == [
        ("#leave_out", NOT_ASKED),
    ]
    fields = KEYED | {"q_reablement-start": "1", "leave_out": "y", "q_how-long": "x", "q_on-time": "?"}
    assert said(client.send(NEXT, fields)).startswith("Form 1-1 is saved.")
    become(client, make_account("lead", Role.PROGRAMME_LEAD), session)
    client.send(f"{BATCH}/close")
    batch = session.scalars(select(PaperBatch)).one()
    assert batch.marks == {
        "how-long": {"two_ticks": 1},
        "on-time": {"unreadable": 1},
        "reablement-start": {"not_asked": 1},
    }
    assert "reablement-start" not in set(session.scalars(select(Answer.question_key)))
    assert "how-long: Too many ticks 1" in client.page(BATCH).text


def test_blank_consent_is_no_and_a_blank_gate_stays_a_gap(
    client: CheckedClient, session: Session, make_account: Callable[..., Account]
) -> None:
    open_batch(client)
    key(client, q_support="-", consent="-", answered_by="-", q_about__age="")
    become(client, make_account("lead", Role.PROGRAMME_LEAD), session)
    client.send(f"{BATCH}/close")
    response = session.scalars(select(Response)).one()
    assert (response.has_quote_consent, response.answered_by) == (False, AnsweredBy.SELF)
    assert "support" not in {answer.question_key for answer in response.answers}
    assert count(session, AboutYou) == 0


def test_a_form_is_found_by_its_number_and_corrected(
    client: CheckedClient, session: Session, make_account: Callable[..., Account]
) -> None:
    open_batch(client)
    key(client)
    page = client.page(f"{BATCH}/forms/1")
    assert page.select_one("#q_know-people")["value"] == "4"
    assert said(client.send(f"{BATCH}/forms/1", {"q_know-people": "5"})) == "Form 1-1 is corrected"
    become(client, make_account("lead", Role.PROGRAMME_LEAD), session)
    client.send(f"{BATCH}/close")
    answer = session.scalars(select(Answer).where(Answer.question_key == "know-people")).one()
    assert answer.value == 5
    assert client.get(f"{BATCH}/forms/1").status_code == 404


def test_differences_are_shown_settled_and_counted(client: CheckedClient, session: Session, colleague: Account) -> None:
    open_batch(client)
    key(client)
    client.send(BATCH)
    become(client, colleague, session)
    fields = {"q_know-people": "5", "q_good": "the same  two people", "q_how-long": "", "consent": "2"}
    page = soup(client.send(f"{BATCH}/forms/1/again", KEYED | fields))
    assert page.h1.text == "Differences in form 1-1"
    legends = [legend.text.strip() for legend in page.select("legend")]
    assert legends == [
        "May we quote your words?",
        "2. How long have you had this support?",
        "5. I know the people who come into my home, and they know me.",
    ]
    choices = [label.text.strip() for label in page.select(".govuk-radios__label")]
    assert choices[:4] == [
        "First keying: 1 (Yes)",
        "Second keying: 2 (No)",
        "First keying: 3 (6 months to 2 years)",
        "Second keying: Left blank",
    ]
    settle = f"{BATCH}/forms/1/differences"
    assert errors(client.send(settle, {"d_know-people": "second"}))[0][0] == "#d_beside_consent"
    chosen = {"d_beside_consent": "second", "d_how-long": "first", "d_know-people": "second"}
    assert said(client.send(settle, chosen)) == "Form 1-1 is settled"
    client.send(f"{BATCH}/close")
    response = session.scalars(select(Response)).one()
    kept = {answer.question_key: answer.value for answer in response.answers}
    assert (response.has_quote_consent, kept["how-long"], kept["know-people"]) == (False, "under-2-years", 5)
    batch = session.scalars(select(PaperBatch)).one()
    assert (batch.form_count, batch.checked_count, batch.difference_count, batch.compared_count) == (1, 1, 3, 14)
    assert "3 of 14 answers keyed differently (21.4 %), in 1 form keyed twice" in client.page(BATCH).text


def test_what_was_keyed_first_is_hidden_while_a_form_is_checked(client: CheckedClient) -> None:
    open_batch(client)
    key(client)
    client.send(BATCH)
    assert client.get(f"{BATCH}/forms/1").status_code == 404
    assert not client.page(BATCH).select(".sd-forms a")


def test_nobody_checks_her_own_keying(client: CheckedClient) -> None:
    open_batch(client)
    key(client)
    client.send(BATCH)
    response = client.get(f"{BATCH}/forms/1/again", follow_redirects=True)
    assert said(response) == "You keyed form 1-1 first. Somebody else must key it again"


def test_a_facilitator_cannot_close_a_batch_that_was_not_checked(client: CheckedClient, session: Session) -> None:
    open_batch(client)
    key(client)
    assert client.get(f"{BATCH}/close").headers["Location"] == BATCH
    assert client.post(f"{BATCH}/close").headers["Location"] == BATCH
    assert count(session, Response) == 0


def test_a_batch_takes_no_more_once_its_sample_is_drawn(client: CheckedClient) -> None:
    open_batch(client)
    key(client)
    client.send(BATCH)
    assert client.get(NEXT).headers["Location"] == BATCH


def test_a_form_that_came_when_the_survey_was_closed_is_not_taken(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition
) -> None:
    edition.closes_on = edition.opens_on
    session.commit()
    open_batch(client)
    [(field, words)] = errors(key(client))
    assert field == "#received_on"
    assert words.startswith("The survey took no answers on this day.")
    assert said(key(client, received_on="01092026")).startswith("Form 1-1 is saved.")


def test_a_number_taken_meanwhile_is_not_given_twice(client: CheckedClient) -> None:
    open_batch(client)
    key(client)
    response = client.send(NEXT, KEYED | {"shown": "1"})
    assert said(response) == "Somebody took the number meanwhile. This form is 1-2: change it on the paper"


def test_batches_are_listed_with_what_is_to_be_done(client: CheckedClient) -> None:
    open_batch(client, sample_percent="0")
    key(client)
    client.send(BATCH)
    page = client.page(PAPER)
    assert "Being checked, 1 form" in page.text
    assert said(client.send(f"{BATCH}/close")) == "Batch 1 is closed: 1 form counted"
