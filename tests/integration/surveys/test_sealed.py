"""What somebody has typed and not sent stands nowhere in clear."""

from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from surveys.capture.drafts import find_draft
from surveys.models import AboutYou, Answer
from tests.checked_client import CheckedClient
from tests.integration.surveys.pages import START, count, draft_of, question, rows, skip

TYPED = "Quincunx and marmalade"


def stored(folder: Path) -> bytes:
    """Give every byte that the application wrote."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_word_code_or_choice_of_a_draft_stands_in_the_database(
    begun: CheckedClient, session: Session, tmp_path: Path
) -> None:
    begun.send(question("support"), {"answer": "reablement"})
    begun.send(question("good"), {"answer": TYPED})
    begun.page(f"{START}/check")
    code = draft_of(begun, session).code
    session.commit()
    written = stored(tmp_path)
    assert b"service-user" in written
    for secret in (TYPED, "marmalade", code, code.replace("-", ""), "quote-consent"):
        assert secret.encode() not in written


def test_with_another_secret_key_the_server_opens_nothing(begun: CheckedClient, session: Session) -> None:
    begun.send(question("good"), {"answer": TYPED})
    code = draft_of(begun, session).code
    assert find_draft(session.connection(), code=code, secret="another key") is None


def test_a_server_with_another_secret_key_lets_people_begin_anew(
    app: Flask, begun: CheckedClient, session: Session
) -> None:
    begun.send(question("good"), {"answer": TYPED})
    app.secret_key = "another key"
    response = begun.get(question("good"), follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, START)


def test_answers_about_the_person_are_sent_apart(begun: CheckedClient, session: Session) -> None:
    skip(begun, session, support="home-care", good="Kind", **{"about-you": "yes", "about-age": "75-to-84"})
    assert rows(begun.page(f"{START}/check"))["How old are you?"] == "75 to 84"
    begun.send(f"{START}/check")
    assert [row.answers for row in session.query(AboutYou)] == [{"about-you": "yes", "about-age": "75-to-84"}]
    assert {row.question_key for row in session.query(Answer)} == {"support", "good"}
    assert count(session, AboutYou) == 1
