import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Codeframe, Concern, Contribution, Look, Programme, ProposalExample, ThemeProposal
from surveys.summaries.proposals import propose_theme
from surveys.tagging.codeframe_files import read_codeframe_file
from surveys.tagging.new_themes import NewTheme
from surveys.tagging.own_codeframes import use_codeframe
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.tagged import AT

PLACE = "/programmes/ferring"
HEADER = {"edition": "1", "title": "Proposed themes"}
THEME = {"title": "Parking near home", "statement": "I can get to the door from the car"}


@pytest.fixture
def lead(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.PROGRAMME_LEAD)


@pytest.fixture
def propose(client: CheckedClient, lead: Account, make_look: Callable[[], Look]) -> Callable[..., str]:
    """Propose a theme because of the subject of parking."""

    def send(**data: Any) -> str:
        subject = make_look().subjects[0]
        return client.send(f"{PLACE}/subjects/{subject.id}/theme", {**THEME, **data}).get_data(as_text=True)

    return send


def test_nothing_is_filled_in_or_ticked_for_a_person(
    client: CheckedClient, lead: Account, make_look: Callable[[], Look]
) -> None:
    page = client.page(f"{PLACE}/subjects/{make_look().subjects[0].id}/theme")
    assert [box for box in page.select("input[type=checkbox]") if box.has_attr("checked")] == []
    assert [field.text.strip() for field in page.select("textarea")] == ["", "", ""]
    assert page.select("input[name=title]")[0].get("value", "") == ""


def test_examples_are_words_of_people_who_agreed_without_names_and_without_concerns(
    client: CheckedClient, lead: Account, session: Session, make_look: Callable[[], Look], unthemed: list[Contribution]
) -> None:
    concern = {"kind": "neglect", "start": 0, "end": 2, "confidence": 0.5, "raised_at_utc": AT}
    session.add(Concern(contribution_id=unthemed[4].id, **concern))
    session.commit()
    parking, bins = make_look().subjects
    offered = [
        sorted(
            label.text.strip()
            for label in client.page(f"{PLACE}/subjects/{each.id}/theme").select(".govuk-checkboxes label")
        )
        for each in (parking, bins)
    ]
    assert offered == [
        sorted(["[name] cannot park here", "No parking on our street", "Parking costs too much", "We need a permit"]),
        ["Nobody takes my bins out"],
    ]


def test_a_proposal_keeps_who_when_and_why(
    propose: Callable[..., str], session: Session, lead: Account, unthemed: list[Contribution]
) -> None:
    page = propose(examples=[str(unthemed[0].id), str(unthemed[2].id)])
    assert "The theme is proposed" in page
    proposal = session.scalars(select(ThemeProposal)).one()
    assert (proposal.title, proposal.proposed_by_id) == ("Parking near home", lead.id)
    assert sorted(session.scalars(select(ProposalExample.text))) == [
        "Parking costs too much",
        "[name] cannot park here",
    ]


def test_a_proposal_needs_title_and_definition(propose: Callable[..., str], session: Session) -> None:
    page = propose(title="", statement=" ")
    assert "Error: Propose a theme" in page
    assert "Write a definition" in page
    assert session.scalars(select(ThemeProposal)).all() == []


@pytest.mark.parametrize("kind", ["toml", "csv"])
def test_proposals_can_be_taken_along_as_a_codeframe_file(
    propose: Callable[..., str], client: CheckedClient, unthemed: list[Contribution], kind: str
) -> None:
    propose(examples=[str(unthemed[1].id)], include="Permits")
    response = client.get(f"{PLACE}/proposals/file.{kind}")
    assert response.headers["Content-Disposition"] == f'attachment; filename="proposed-themes.{kind}"'
    frame = read_codeframe_file(response.data, name=f"a.{kind}", **({} if kind == "toml" else HEADER))
    (theme,) = frame.themes
    assert (theme.title, theme.include) == ("Parking near home", "Permits")
    assert [example.text for example in theme.examples] == ["No parking on our street"]
    if kind == "csv":
        assert len(list(csv.reader(io.StringIO(response.get_data(as_text=True))))) == 2


def test_the_lead_adds_a_theme_to_a_new_codeframe_and_checks_it(
    propose: Callable[..., str], client: CheckedClient, session: Session
) -> None:
    propose()
    path = f"{PLACE}/proposals/{session.scalars(select(ThemeProposal.id)).one()}/add"
    missing = soup(client.send(path, {"edition": "2027-1"}))
    assert [error.text for error in missing.select(".govuk-error-summary li a")] == [
        "Write a title for the new codeframe"
    ]
    page = soup(client.send(path, {"edition": "2027-1", "title": "What matters in Ferring"}))
    assert page.h1 is not None
    assert page.h1.text == "Use “What matters in Ferring”?"
    assert "To be checked" in client.page(f"{PLACE}/proposals").text


def test_further_themes_join_the_codeframe_that_is_there(
    propose: Callable[..., str], client: CheckedClient, session: Session
) -> None:
    propose()
    propose(title="Bins")
    first, second = session.scalars(select(ThemeProposal.id).order_by(ThemeProposal.id))
    client.send(f"{PLACE}/proposals/{first}/add", {"edition": "1", "title": "What matters in Ferring"})
    codeframe = session.scalars(select(Codeframe).where(Codeframe.programme_id.is_not(None))).one()
    use_codeframe(session, codeframe, at=AT)
    session.commit()
    again = client.send(f"{PLACE}/proposals/{second}/add", {"edition": "1"}).get_data(as_text=True)
    assert "Edition 1 of" in again
    page = client.send(f"{PLACE}/proposals/{second}/add", {"edition": "2"}).get_data(as_text=True)
    assert "1 new, 0 changed, 1 as before, 0 gone" in page
    assert "In use:" in client.page(f"{PLACE}/proposals").text
    twice = client.send(f"{PLACE}/proposals/{second}/add", {"edition": "3"}).get_data(as_text=True)
    assert "has a theme “Bins” already" in twice


def test_only_the_lead_adds_themes(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, make_look: Callable[[], Look]
) -> None:
    reviewer = sign_in(Role.REVIEWER)
    theme = NewTheme(**THEME, include="", leave_out="", examples=())
    proposal = propose_theme(session, make_look().subjects[0], theme, examples=[], by=reviewer, at=AT)
    session.commit()
    assert "The programme lead decides" in client.page(f"{PLACE}/proposals").text
    client.page(f"{PLACE}/proposals/{proposal.id}/add", status=403)


def test_proposals_of_another_programme_are_not_found(
    propose: Callable[..., str], client: CheckedClient, session: Session
) -> None:
    propose()
    proposal = session.scalars(select(ThemeProposal)).one()
    other = Programme(key="elsewhere", title="Care elsewhere", council="Else", created_at_utc=AT)
    session.add(other)
    session.flush()
    proposal.subject.look.request.programme_id = other.id
    session.commit()
    client.page(f"{PLACE}/proposals/{proposal.id}/add", status=404)
    client.page(f"{PLACE}/proposals/file.toml", status=404)
    assert "None so far" in client.page(f"{PLACE}/proposals").text
