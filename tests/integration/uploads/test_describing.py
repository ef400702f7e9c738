"""Photos and voice notes as staff see them: opened on record, written down once, read like all other words."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, AuditEvent, Contribution
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.integration.surveys.pages import errors, finish
from tests.integration.uploads.sending import give, uploads
from tests.media import photo, wav

ALL = "/programmes/ferring/uploads"
WORDS = "A bath with a high side\nand no handle"


def sent(client: CheckedClient, session: Session, content: bytes) -> str:
    """Send a file with a response, and give the address of its page."""
    give(client, content, "a file")
    finish(client, session)
    return f"{ALL}/{uploads(session)[-1].id}"


@pytest.fixture
def address(begun: CheckedClient, session: Session, sign_in: Callable[..., Account]) -> str:
    """A photo that was sent, and a reviewer signed in."""
    path = sent(begun, session, photo())
    sign_in(Role.REVIEWER)
    return path


def acts(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    return [(event.act, event.subject_kind) for event in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def test_the_list_says_where_each_comes_from_and_what_is_to_do(client: CheckedClient, address: str) -> None:
    page = client.page(ALL)
    shown = " ".join(page.select(".sd-uploads__one")[0].text.split())
    assert shown.startswith("Photo 1 Your care at home, ")
    assert "The questions were in English. To be written down" in shown
    assert page.select(".sd-uploads a")[0]["href"] == address


def test_what_nobody_should_see_can_be_deleted_for_good(client: CheckedClient, session: Session, address: str) -> None:
    file = str(client.page(address).select("img.sd-upload__photo")[0]["src"])
    assert "It cannot be undone" in client.page(f"{address}/delete").text
    assert client.get(file).status_code == 200
    shown = soup(client.send(f"{address}/delete"))
    assert "The file was deleted by staff on " in shown.text
    assert "Nobody had written down what it showed" in " ".join(shown.text.split())
    assert client.get(file).status_code == 404
    assert acts(session)[-1] == ("delete upload", "upload")
    assert uploads(session)[-1].content == b""
    assert client.get(f"{address}/delete").status_code == 302
    assert "Deleted" in client.page(ALL).select(".sd-uploads__one")[0].text
    assert client.page(address).select("main form") == []


def test_an_empty_list_says_so(client: CheckedClient, sign_in: Callable[..., Account]) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    assert "Nobody has added a photo or a voice note so far" in client.page(ALL).text


def test_opening_one_is_written_down_and_nobody_keeps_a_copy(
    client: CheckedClient, session: Session, address: str
) -> None:
    page = client.page(address)
    assert page.select("h1")[0].text == "What does the photo show?"
    assert acts(session) == []
    shown = client.get(str(page.select("img.sd-upload__photo")[0]["src"]))
    assert (shown.mimetype, shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert (shown.headers["Content-Disposition"], shown.headers["X-Content-Type-Options"]) == ("inline", "nosniff")
    client.get(f"{address}/file", headers={"Range": "bytes=10-19"})
    assert acts(session) == [("open upload", "upload")]


def test_it_is_checked_before_it_is_saved_and_then_read_like_all_other_words(
    client: CheckedClient, session: Session, address: str
) -> None:
    checked = client.send(address, {"text": WORDS, "check": "Continue"})
    assert soup(checked).select("h1")[0].text == "Check what you wrote"
    assert soup(checked).select(".sd-quote p")[0].text == WORDS
    token = soup(checked).select("input[name=csrf_token]")[0]["value"]
    changed = soup(client.post(address, data={"csrf_token": token, "text": WORDS, "change": "Change it"}))
    assert changed.select("textarea")[0].text.strip() == WORDS
    assert not changed.select(".govuk-error-summary")
    data = {"csrf_token": token, "text": WORDS, "save": "Save it"}
    page = soup(client.post(address, data=data, follow_redirects=True))
    assert page.select(".sd-upload__photo")[0]["alt"] == WORDS
    made = session.scalars(select(Contribution).where(Contribution.text == WORDS)).one()
    assert made.question == "You can add a photo or a voice note (photo, described by staff)"
    assert ("describe upload", "upload") in acts(session)
    assert client.page(f"/programmes/ferring/review/{made.id}")
    assert client.page(f"/programmes/ferring/review/{made.id}/concern")
    assert "Written down" in client.page(ALL).select(".sd-uploads__one")[0].text


def test_it_is_written_down_once(client: CheckedClient, session: Session, address: str) -> None:
    token = client.page(address).select("input[name=csrf_token]")[0]["value"]
    for words in ("A bath", "A sink"):
        client.post(address, data={"csrf_token": token, "text": words, "save": "Save it"})
    assert uploads(session)[0].description == "A bath"
    assert not client.page(address).select("form textarea")


@pytest.mark.parametrize("button", ["check", "save"])
def test_nothing_written_is_an_error(client: CheckedClient, address: str, button: str) -> None:
    response = client.send(address, {"text": " ", button: "1"})
    assert errors(response) == [("#text", "Enter what the photo shows, or what the voice note says")]


def test_a_voice_note_has_a_player(
    begun: CheckedClient, client: CheckedClient, session: Session, sign_in: Callable[..., Account]
) -> None:
    path = sent(begun, session, wav())
    sign_in(Role.PROGRAMME_LEAD)
    page = client.page(path)
    assert page.select("h1")[0].text == "What does the voice note say?"
    assert page.select("audio[controls]")[0]["src"] == f"{path}/file"


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PANEL_MEMBER, Role.CHAIR])
def test_others_see_nothing(
    begun: CheckedClient, client: CheckedClient, session: Session, sign_in: Callable[..., Account], role: Role
) -> None:
    path = sent(begun, session, photo())
    sign_in(role)
    for closed in (ALL, path, f"{path}/file"):
        client.page(closed, status=403)


def test_a_file_of_a_draft_is_nowhere_for_staff(
    begun: CheckedClient, client: CheckedClient, session: Session, sign_in: Callable[..., Account]
) -> None:
    give(begun, photo())
    sign_in(Role.PROGRAMME_LEAD)
    key = uploads(session)[0].id
    for lost in (f"{ALL}/{key}", f"{ALL}/{key}/file"):
        client.page(lost, status=404)
