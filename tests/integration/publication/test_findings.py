"""Findings and actions, written by staff."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.errors import ReasonMissing
from surveys.models import Account, Action, AuditEvent, Finding, Programme
from surveys.publication.findings import ActionWords, FindingWords, add_action, add_finding
from surveys.values import ActionKind, Role
from tests.checked_client import CheckedClient, soup
from tests.published import publish
from tests.spoken import speak

STAFF = "/programmes/ferring/findings"
PUBLIC = "/you-said-we-did/ferring"
WORDS = {"title": "Late visits", "you_said": "You said that visits come late.", "themes_i": ["i-02"]}
PROMISE = {
    "kind": "will",
    "text": "We will call ahead.",
    "why": "",
    "owner": "Contracts manager",
    "on": ["1", "3", "2027"],
    "told": "Everybody, by letter",
}


def test_a_finding_is_written_made_ready_and_published(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "Ask Ada: visit {} was late", times=9, personal=("Ada",))
    lead = sign_in(Role.PROGRAMME_LEAD)
    assert "No finding so far." in client.page(STAFF).text

    written = soup(client.send("/programmes/ferring/new-finding", WORDS))
    assert written.h1.text == "Late visits"
    client.send(f"{STAFF}/late-visits/new-action", PROMISE)
    client.send(f"{STAFF}/late-visits")
    preview = client.page("/programmes/ferring/release/preview")
    assert [card.text for card in preview.select("article h2")] == ["Late visits"]
    assert client.page(PUBLIC).select("article") == []
    client.send("/programmes/ferring/release")

    assert [card.text for card in client.page(PUBLIC).select("article h2")] == ["Late visits"]
    acts = [event.act for event in session.query(AuditEvent).order_by(AuditEvent.id)]
    assert acts == ["add finding", "add action", "mark finding ready", "publish release"]
    assert {event.account_id for event in session.query(AuditEvent)} == {lead.id}


def test_a_finding_without_theme_or_action_is_not_ready(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    sign_in(Role.ADMINISTRATOR)
    client.send("/programmes/ferring/new-finding", WORDS | {"themes_i": []})

    without_theme = soup(client.send(f"{STAFF}/late-visits"))
    client.send(f"{STAFF}/late-visits/edit", WORDS)
    without_action = soup(client.send(f"{STAFF}/late-visits"))

    assert without_theme.select_one(".govuk-error-summary a").text == "Add a theme before you mark it as ready"
    assert without_action.select_one(".govuk-error-summary a").text == "Add an action before you mark it as ready"
    assert not session.query(Finding).one().is_ready


def test_a_key_is_made_once(session: Session, programme: Programme) -> None:
    titles = ["Überall zu spät!", "uberall zu spat", "???", "x" * 200]

    keys = [add_finding(session, programme, FindingWords(title, "You said", [])).key for title in titles]

    assert keys == ["uberall-zu-spat", "uberall-zu-spat-2", "finding", "x" * 60]


def test_a_finding_keeps_its_key_and_shows_what_was_stored(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, finding: Finding
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    form = client.page(f"{STAFF}/{finding.key}/edit")
    assert [box["value"] for box in form.select("input[checked]")] == ["i-02"]

    client.send(f"{STAFF}/{finding.key}/edit", {"title": "New title", "themes_i": [], "themes_ecc": ["ecc-1.4"]})

    session.refresh(finding)
    assert (finding.key, finding.title, [theme.key for theme in finding.themes]) == (
        "late-visits",
        "New title",
        ["ecc-1.4"],
    )


def test_a_ready_finding_that_loses_its_themes_is_a_draft(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, finding: Finding
) -> None:
    sign_in(Role.PROGRAMME_LEAD)

    client.send(f"{STAFF}/{finding.key}/edit", {"themes_i": []})

    session.refresh(finding)
    assert not finding.is_ready


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "cannot"}, "Enter why you cannot do it"),
        ({"on": ["", "", ""]}, "Enter the date by which you will do it"),
        ({"kind": "did", "on": ["", "", ""]}, "Enter the date when it was done"),
        ({"kind": "did", "on": ["1", "1", "2999"]}, "The date when it was done must be today or in the past"),
        ({"on": ["31", "2", "2027"]}, "Enter a real date, with day, month and year, such as 8 10 2026"),
        ({"owner": " "}, "Enter who is responsible"),
        ({"text": ""}, "Enter what you did, will do or cannot do"),
        ({"kind": ""}, "Select what the answer is"),
    ],
)
def test_an_action_that_lacks_something_is_refused_and_kept(
    client: CheckedClient,
    sign_in: Callable[..., Account],
    session: Session,
    finding: Finding,
    change: dict[str, object],
    error: str,
) -> None:
    sign_in(Role.PROGRAMME_LEAD)

    page = soup(client.send(f"{STAFF}/{finding.key}/new-action", PROMISE | change))

    assert [link.text for link in page.select(".govuk-error-summary a")] == [error]
    assert page.select_one("textarea[name=told]").text.strip() == "Everybody, by letter"
    assert session.query(Action).count() == 1


def test_an_action_is_changed_in_place(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, finding: Finding
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    action = finding.actions[0]
    address = f"{STAFF}/{finding.key}/actions/{action.id}"
    assert client.page(address).select_one("input[checked]")["value"] == "will"

    client.send(address, {"kind": "did", "on": ["2", "11", "2026"]})

    session.refresh(action)
    assert (action.kind, action.done_on, action.due_on) == (ActionKind.DID, date(2026, 11, 2), None)


def test_a_no_needs_a_reason_in_the_domain_too(session: Session, finding: Finding) -> None:
    words = ActionWords(kind=ActionKind.CANNOT, text="We cannot.", why=" ", owner="Lead", on=None, told="")

    with pytest.raises(ReasonMissing):
        add_action(session, finding, words)


def test_another_programmes_finding_is_not_found(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, finding: Finding, other: Programme
) -> None:
    lead = sign_in(Role.PROGRAMME_LEAD)
    publish(session, other, lead)
    theirs = session.query(Finding).filter_by(programme_id=other.id).one()
    mine = f"{STAFF}/{finding.key}"

    for path in ("", "/edit", "/new-action", "/preview", f"/actions/{theirs.actions[0].id}"):
        client.page(f"{STAFF}/{theirs.key}{path}", status=404)
    client.page(f"{mine}/actions/{theirs.actions[0].id}", status=404)
    client.page(f"{PUBLIC}/{theirs.key}", status=404)
    client.page(f"{PUBLIC}/releases/1", status=404)
    client.page("/programmes/elsewhere/findings", status=403)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.FACILITATOR, Role.PANEL_MEMBER, Role.CHAIR])
def test_only_leads_and_administrators_write(
    client: CheckedClient, sign_in: Callable[..., Account], finding: Finding, role: Role
) -> None:
    sign_in(role)

    for path in (
        STAFF,
        "/programmes/ferring/new-finding",
        "/programmes/ferring/release",
        "/programmes/ferring/release/preview",
        f"{STAFF}/{finding.key}",
        f"{STAFF}/{finding.key}/preview",
    ):
        client.page(path, status=403)
