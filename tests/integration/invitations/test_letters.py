"""Letters to print, calls to make, and what hangs on walls."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Contact, InvitationMessage, InvitationRound, Programme
from surveys.values import Format, Language, Reach, Role
from tests.checked_client import CheckedClient
from tests.integration.invitations.pages import PAGES, token

pytestmark = pytest.mark.usefixtures("edition")
ADDRESS = "1 High Street\nFerring"


def states(session: Session) -> list[str]:
    session.expire_all()
    return sorted(str(state) for state in session.scalars(select(InvitationMessage.state)))


def test_letters_are_tagged_pdf_in_each_persons_language_and_form(
    client: CheckedClient,
    session: Session,
    add: Callable[..., Contact],
    release: Callable[..., InvitationRound],
    send: Callable[[], int],
) -> None:
    letter = {"reach": Reach.LETTER, "address": ADDRESS, "email": ""}
    ada = add("Ada", **letter)
    add("Basia", language=Language.POLISH, format=Format.LARGE_PRINT, **letter)
    add("Cy", format=Format.EASY_READ, **letter)
    add("Dua", language=Language.URDU, **letter)
    add("Eshita", language=Language.BENGALI, **letter)
    row = release()
    assert send() == 0
    address = f"{PAGES}/invitations/rounds/{row.id}"
    pdf = client.get(f"{address}/letters-1.pdf")
    reader = pypdf.PdfReader(BytesIO(pdf.data))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert token(session, ada) in text
    assert "surveys.ferring.example/surveys/ferring/come" in text.replace("\n", "")
    assert len(reader.pages) >= 5
    sizes = body_sizes(reader)
    assert sizes[0] < 18 <= max(sizes[1:3])
    assert client.get(f"{address}/letters-2.pdf").status_code == 404
    client.send(address, {"posted": "1"})
    assert states(session) == ["sent"] * 5
    assert client.get(f"{address}/letters-1.pdf").status_code == 404


def body_sizes(reader: pypdf.PdfReader) -> list[float]:
    """Give the most frequent size of letters on each page, in points."""
    sizes = []
    for page in reader.pages:
        found: Counter[float] = Counter()

        def visit(
            said: str, _cm: object, tm: list[float], _font: object, size: float, to: Counter[float] = found
        ) -> None:
            to[round(abs(tm[3]) * size, 1)] += len(said)

        page.extract_text(visitor_text=visit)
        sizes.append(found.most_common(1)[0][0])
    return sizes


def test_calls_have_codes_and_needs(
    client: CheckedClient, session: Session, add: Callable[..., Contact], release: Callable[..., InvitationRound]
) -> None:
    ada = add("Ada", reach=Reach.PHONE, phone="01234 567890", language=Language.POLISH)
    add("Bo", reach=Reach.IN_PERSON)
    row = release()
    page = client.page(f"{PAGES}/invitations/rounds/{row.id}/calls")
    assert token(session, ada) in page.text
    assert "Polski" in page.text
    client.send(f"{PAGES}/invitations/rounds/{row.id}", {"called": "1"})
    assert states(session) == ["sent", "waiting"]
    client.send(f"{PAGES}/invitations/rounds/{row.id}", {"visited": "1"})
    assert states(session) == ["sent", "sent"]


def test_the_open_link_has_a_code_a_poster_and_a_kiosk(
    client: CheckedClient, programme: Programme, sign_in: Callable[..., Account]
) -> None:
    sign_in(Role.FACILITATOR)
    page = client.page(f"{PAGES}/invitations/service-user/open")
    assert "http://localhost/surveys/ferring/service-user/kiosk" in page.text
    assert client.get(f"{PAGES}/invitations/service-user/code.svg").data.startswith(b"<?xml")
    assert client.get(f"{PAGES}/invitations/service-user/code.png").data.startswith(b"\x89PNG")
    poster = pypdf.PdfReader(BytesIO(client.get(f"{PAGES}/invitations/service-user/poster.pdf").data))
    assert len(poster.pages) == 1
    assert "/surveys/ferring/service-user" in poster.pages[0].extract_text().replace("\n", "")
    client.page(f"{PAGES}/invitations/nothing/open", status=404)
