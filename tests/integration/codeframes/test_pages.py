"""A council's own codeframe on the pages: taken in, checked, used, read, taken elsewhere, stopped."""

import io
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from nlp.codeframe_files import Header, read_codeframe
from surveys.models import Account, Codeframe, Programme, Tag, Theme
from surveys.tagging.codeframe_files import definition_of
from surveys.tagging.codeframes import list_codeframes, list_own
from surveys.tagging.runs import tag_waiting
from surveys.values import Band, Role
from tests.checked_client import CheckedClient, soup
from tests.codeframes import OURS, WordTagger
from tests.conftest import AT
from tests.tagged import add_contribution

PAGES = "/programmes/ferring"


def upload(client: CheckedClient, content: str, **data: str) -> str:
    answer = client.send(
        f"{PAGES}/new-codeframe",
        {"file": (io.BytesIO(content.encode()), "ours.csv"), "title": "What matters", "edition": "1", **data},
    )
    assert answer.status_code == 200
    return str(answer.request.path)


def test_a_codeframe_is_checked_before_it_is_used(
    client: CheckedClient, session: Session, programme: Programme, sign_in: Callable[..., Account]
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    assert upload(client, OURS) == f"{PAGES}/codeframes/what-matters/1/check"
    assert list_own(session, programme.id) == []
    page = client.page(f"{PAGES}/codeframes/what-matters/1/check")
    assert "has 2 themes, all of them new" in page.text
    client.send(f"{PAGES}/codeframes/what-matters/1/check", {"use": "1"})
    assert [frame.key for frame in list_codeframes(session, programme)] == ["i", "ecc", "what-matters"]
    page = client.page(f"{PAGES}/codeframes/what-matters/1")
    assert [it.text for it in page.select("section h3")] == ["Pets", "On time"]
    assert "i-02: On time, or told" in page.text
    assert client.get(f"{PAGES}/codeframes/what-matters").location.endswith("/codeframes/what-matters/1")
    assert client.page(f"{PAGES}/codeframes/what-matters/1/check", status=404)


def test_a_codeframe_may_be_thrown_away_unused(
    client: CheckedClient, session: Session, sign_in: Callable[..., Account]
) -> None:
    sign_in(Role.ADMINISTRATOR)
    address = upload(client, OURS)
    assert "To be checked" in client.page(f"{PAGES}/codeframes").text
    client.send(address, {"drop": "1"})
    assert list(session.scalars(select(Codeframe.key).where(Codeframe.programme_id.is_not(None)))) == []


def test_errors_are_all_shown_and_what_was_typed_is_kept(
    client: CheckedClient, sign_in: Callable[..., Account]
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    broken = OURS.replace("My pets are fed.", "").replace("i-02", "i-99")
    data = {"file": (io.BytesIO(broken.encode()), "ours.csv"), "title": "What matters", "edition": "2027"}
    page = soup(client.send(f"{PAGES}/new-codeframe", data))
    assert page.select_one("#title").get("value") == "What matters"  # type: ignore[union-attr]
    assert page.select_one(".govuk-error-summary li").text.strip() == (  # type: ignore[union-attr]
        "Row 2 (“Pets”): write a definition, one sentence that says what the theme means"
    )
    page = soup(client.send(f"{PAGES}/new-codeframe", {"file": (io.BytesIO(b""), ""), "title": ""}))
    assert [it.text for it in page.select(".govuk-error-summary li a")] == [
        "Choose a file",
        "Enter a title",
        "Enter which edition this is, such as 2027-1",
    ]
    broken = (
        OURS.replace("i-02", "i-99").replace("on-time", "pets-2;x", 1).replace(";x", "").replace("Pets;", "On time;")
    )
    data = {"file": (io.BytesIO(broken.encode()), "ours.csv"), "title": "x" * 3, "edition": "a b"}
    page = soup(client.send(f"{PAGES}/new-codeframe", data))
    assert [it.text.split(":")[0] for it in page.select(".sd-problems li")] == ["Edition “a b”", "Row 3 (“On time”)"]


def test_a_reviewer_reads_and_only_a_lead_changes(
    client: CheckedClient, use: Callable[..., Codeframe], sign_in: Callable[..., Account]
) -> None:
    use()
    sign_in(Role.REVIEWER)
    assert "Add a codeframe" not in client.page(f"{PAGES}/codeframes").text
    client.page(f"{PAGES}/codeframes/ours/1")
    for path in ("new-codeframe", "codeframes/ours/1/check", "codeframes/ours/1/stop"):
        client.page(f"{PAGES}/{path}", status=403)


def test_any_codeframe_goes_out_as_a_file(
    client: CheckedClient, use: Callable[..., Codeframe], sign_in: Callable[..., Account]
) -> None:
    ours = definition_of(use())
    sign_in(Role.REVIEWER)
    for kind in ("toml", "csv", "qdc"):
        answer = client.get(f"{PAGES}/codeframes/ours/1/file.{kind}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="ours-1.{kind}"'
        header = Header(ours.key, ours.edition, ours.title)
        assert read_codeframe(answer.data, name=f"ours.{kind}", header=header) == ours
    assert client.get(f"{PAGES}/codeframes/ecc/2026-1/file.csv").status_code == 200
    assert client.get(f"{PAGES}/codeframes/ecc/2026-1/file.exe").status_code == 404


def test_own_themes_stand_in_the_summary_and_can_be_added_by_a_reviewer(
    client: CheckedClient,
    session: Session,
    programme: Programme,
    use: Callable[..., Codeframe],
    sign_in: Callable[..., Account],
) -> None:
    contribution = add_contribution(session, programme, "late and who feeds the pets")
    use()
    tag_waiting(session, WordTagger(), at=AT)
    session.commit()
    sign_in(Role.PROGRAMME_LEAD)
    assert "Our ours themes" in [it.text for it in client.page(f"{PAGES}/themes").select("h2")]
    client.page(f"{PAGES}/themes/ours-pets")
    page = client.page(f"{PAGES}/review/{contribution.id}/themes")
    assert "ours-pets: Pets" in [it.text.strip() for it in page.select("option")]
    client.send(
        f"{PAGES}/review/{contribution.id}/themes", {"theme": "ours-on-time", "stance": "unmet", "words": "late"}
    )
    added = session.scalars(select(Tag).join(Theme).where(Theme.key == "ours-on-time")).one()
    assert (added.band, added.start, added.end) == (Band.ACCEPT, 0, 4)


def test_using_it_can_be_stopped(
    client: CheckedClient, use: Callable[..., Codeframe], sign_in: Callable[..., Account]
) -> None:
    use()
    sign_in(Role.PROGRAMME_LEAD)
    client.send(f"{PAGES}/codeframes/ours/1/stop")
    page = client.page(f"{PAGES}/codeframes")
    assert "No longer used" in page.text
    client.page(f"{PAGES}/codeframes/ours/1")
    client.page(f"{PAGES}/codeframes/ours/1/stop", status=404)
