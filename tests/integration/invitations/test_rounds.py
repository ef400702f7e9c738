"""Rounds: written, let go, sent; personal links; reminders only to those who have not answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.answered import count_answered
from surveys.models import (
    Account,
    Contact,
    InvitationMessage,
    InvitationRound,
    QuestionnaireEdition,
    Response,
    SealedDraft,
)
from surveys.values import Format, Language, MessageState
from tests.checked_client import CheckedClient, soup
from tests.integration.invitations.answering import answer
from tests.integration.invitations.pages import PAGES, START, links, mails, token, words

pytestmark = pytest.mark.usefixtures("edition")


def browser(app: Flask) -> CheckedClient:
    return app.test_client()  # type: ignore[return-value]


def states(session: Session) -> list[str]:
    session.expire_all()
    return sorted(str(state) for state in session.scalars(select(InvitationMessage.state)))


def test_an_invitation_goes_from_the_page_to_the_outbox_and_back_as_an_answer(
    app: Flask,
    client: CheckedClient,
    session: Session,
    edition: QuestionnaireEdition,
    lead: Account,
    add: Callable[..., Contact],
    send: Callable[[], int],
    outbox: Path,
) -> None:
    add("Ada", format=Format.LARGE_PRINT)
    answered = client.send(f"{PAGES}/invitations/service-user/new", {"title": "October"})
    page = soup(answered)
    assert "1 person, each in the way that they prefer" in page.text
    assert "is written as a file into the folder outbox" in page.text
    client.send(answered.request.path, {"release": "1"})
    assert send() == 1
    mail = mails(outbox)[0]
    assert (mail["To"], mail["Subject"]) == ("ada@ferring.example", "Ferring Council asks: what do you think?")
    assert mail["From"] == "Ferring Council <surveys@localhost>"
    assert "Dear Ada," in words(mail)
    assert "31 January 2027" in words(mail)
    link, stop = links(mail)
    assert mail["List-Unsubscribe"].strip() == f"<http://localhost{stop}>"
    person = browser(app)
    landed = person.get(link, follow_redirects=True)
    assert landed.request.path == START
    assert "You opened your personal link" in soup(landed).text
    assert "sd-text-large" in str(soup(landed).html["class"])  # type: ignore[index]
    answer(person, words="Kind people")
    assert count_answered(session, edition) == 1
    late = soup(person.get(link))
    assert late.h1 is not None
    assert late.h1.text == "This link was used already"
    assert late.select(f'a[href="{START}"]')
    assert "Answered with a personal link: *" in client.page(f"{PAGES}/invitations").text.replace("not shown", "")


def test_opening_a_link_stores_nothing_and_leaves_the_token_behind(
    app: Flask, session: Session, add: Callable[..., Contact], release: Callable[..., InvitationRound]
) -> None:
    ada = add("Ada", language=Language.POLISH)
    release()
    code, person = token(session, ada), browser(app)
    response = person.get(f"{START}/come/{code.lower()}")
    assert response.location == START
    assert "pl." in response.headers["Set-Cookie"] or any("pl." in it for it in response.headers.getlist("Set-Cookie"))
    assert session.scalar(select(func.count()).select_from(SealedDraft)) == 0
    begun = person.send(START, {"begin": "Start"})
    assert code not in begun.request.url
    assert soup(begun).html["lang"] == "pl"  # type: ignore[index]
    unknown = person.get(f"{START}/come/K7QM-2XPT-94TR-8WNV", follow_redirects=True)
    assert unknown.request.path == "/surveys/ferring/come"
    assert "8WNV" not in unknown.request.url
    typed = person.send("/surveys/ferring/come", {"code": code.replace("-", " ").lower()}, follow=False)
    assert typed.location == START
    wrong = browser(app).send("/surveys/ferring/come", {"code": "nonsense"})
    assert soup(wrong).select(".govuk-error-summary")


def test_a_link_opened_when_answers_were_begun_counts_when_they_are_sent(
    app: Flask,
    session: Session,
    edition: QuestionnaireEdition,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
) -> None:
    ada = add("Ada")
    release()
    person = browser(app)
    person.send(START, {"begin": "Start"})
    person.get(f"{START}/come/{token(session, ada)}")
    assert "missing=1" in person.send(f"{START}/check").request.url  # refused, and the link is not forgotten
    answer(person, words="Kind people")
    assert count_answered(session, edition) == 1
    assert session.scalar(select(func.count()).select_from(Response)) == 1


def test_a_kiosk_takes_no_invitation(
    app: Flask,
    session: Session,
    edition: QuestionnaireEdition,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
) -> None:
    ada = add("Ada")
    release()
    person = browser(app)
    person.get(f"{START}/come/{token(session, ada)}")
    person.get(f"{START}/kiosk", follow_redirects=True)
    person.send(START, {"begin": "Start"})
    with person.session_transaction() as cookie:
        assert "places" in cookie
    assert count_answered(session, edition) == 0


def test_starting_again_keeps_the_invitation_and_somebody_else_has_none(
    app: Flask,
    session: Session,
    edition: QuestionnaireEdition,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
) -> None:
    ada = add("Ada")
    release()
    person = browser(app)
    person.get(f"{START}/come/{token(session, ada)}")
    person.send(START, {"begin": "Start"})
    person.send(START, {"again": "Start again"})
    response = person.send(f"{START}/questions/support", {"answer": "home-care"})
    while "/questions/" in response.request.path:
        response = person.send(response.request.full_path)
    person.send(f"{START}/who-answers", {"answered_by": "self"})
    person.send(f"{START}/quotes", {"may_quote": "no"})
    person.send(f"{START}/check")
    assert count_answered(session, edition) == 1
    person.send(START, {"again": "Answer again"})
    assert session.scalar(select(func.count()).select_from(Response)) == 1


def test_only_those_who_have_not_answered_and_want_messages_are_reminded(
    app: Flask,
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    outbox: Path,
) -> None:
    ada, bo, _cy = add("Ada"), add("Bo"), add("Cy")
    first = release()
    send()
    for file in outbox.iterdir():
        file.unlink()
    person = browser(app)
    person.get(f"{START}/come/{token(session, ada)}")
    answer(person, words="Kind")
    stopping = browser(app)
    stopped = stopping.send(f"/surveys/ferring/no-more/{token(session, bo)}")
    assert "You will get no more messages" in stopped.text
    asked = client.send(f"{PAGES}/invitations/rounds/{first.id}/remind", {"title": "Reminder"})
    assert "People who have not answered" in asked.text
    client.send(asked.request.path, {"release": "1"})
    assert send() == 1
    (mail,) = mails(outbox)
    assert (mail["To"], mail["Subject"]) == ("cy@ferring.example", "Ferring Council asks again: what do you think?")
    assert states(session) == ["sent", "sent", "sent"]
    assert "1" in client.page(asked.request.path).select(".govuk-summary-list__value")[0].text


def test_who_answers_or_opts_out_while_a_reminder_waits_gets_none(
    session: Session,
    edition: QuestionnaireEdition,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
    app: Flask,
) -> None:
    ada, _bo = add("Ada"), add("Bo")
    first = release()
    send()
    release("Reminder", reminder_of=first)
    person = browser(app)
    person.get(f"{START}/come/{token(session, ada)}")
    answer(person, words="Kind")
    assert send() == 1


def test_own_words_are_checked_kept_and_sent(
    client: CheckedClient,
    session: Session,
    lead: Account,
    add: Callable[..., Contact],
    send: Callable[[], int],
    outbox: Path,
) -> None:
    add("Ada")
    add("Basia", language=Language.POLISH)
    address = client.send(f"{PAGES}/invitations/service-user/new", {"title": "October"}).request.path
    for subject, body, wrong in (
        ("Hello {name}", "No way to answer", "Write {link} where the personal link belongs"),
        ("Hello {link}", "{link}", "Take {link} out of the subject"),
        ("Hello", "{link} {postcode}", "{postcode} is not known. You can write {name}, {link}, {council}"),
    ):
        page = soup(client.send(f"{address}/words/en", {"subject": subject, "body": body}))
        assert wrong in page.select(".govuk-error-summary")[0].text
        assert page.select_one("#subject").get("value") == subject  # type: ignore[union-attr]
    client.send(f"{address}/words/en", {"subject": "Hi {name}", "body": "Please: {link}\n\nUntil {closes}. {council}"})
    assert "Hi {name}" in client.page(f"{address}/words/en/standard").text
    assert "You do not have to answer." in client.page(f"{address}/words/en/easy_read").text
    client.page(f"{address}/words/ur/easy_read")
    client.send(address, {"release": "1"})
    assert send() == 2
    ada, basia = mails(outbox)
    assert ada["Subject"] == "Hi Ada"
    assert words(ada).endswith(f"{links(ada)[1]}\n")
    assert "Hi" not in basia["Subject"]
    assert basia["Content-Language"] == "pl"
    client.page(f"{address}/words/en", status=404)


def test_nobody_is_invited_twice_and_a_round_goes_once(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
) -> None:
    add("Ada")
    row = release()
    page = soup(client.send(f"{PAGES}/invitations/service-user/new", {"title": "Again"}))
    assert "It would go to nobody" in page.text
    client.post(f"{PAGES}/invitations/rounds/{row.id}", data={"release": "1"})
    assert states(session) == [MessageState.WAITING]
