from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import ReasonMissing, SpanOutsideText
from surveys.models import Account, AuditEvent, Concern, ConcernEntry, Contribution, Programme
from surveys.review.concerns import add_entry, count_concerns, list_concerns, raise_concern
from surveys.values import ConcernOutcome, Role
from tests.checked_client import CheckedClient, soup
from tests.tagged import AT, add_contribution
from webapp.clock import now

ALL = "/programmes/ferring/concerns"
TEXT = "She leaves him in a wet bed until noon. The tea is nice."


def found(session: Session, contribution: Contribution, *, at: datetime, kind: str = "neglect") -> Concern:
    """Add a concern as the pipeline raises it."""
    concern = Concern(contribution_id=contribution.id, kind=kind, start=4, end=29, confidence=0.8, raised_at_utc=at)
    session.add(concern)
    session.commit()
    return concern


@pytest.fixture
def lead(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.PROGRAMME_LEAD)


@pytest.fixture
def contribution(session: Session, programme: Programme) -> Contribution:
    return add_contribution(session, programme, TEXT)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.REVIEWER, Role.CHAIR, Role.ADMINISTRATOR])
def test_only_the_lead_sees_concerns(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, contribution: Contribution, role: Role
) -> None:
    concern = found(session, contribution, at=AT)
    sign_in(role)
    client.page(ALL, status=403)
    client.page(f"{ALL}/{concern.id}", status=403)


def test_without_concerns_the_page_says_what_will_come(client: CheckedClient, lead: Account) -> None:
    assert "No concern so far" in client.page(ALL).text


def test_open_concerns_come_first_and_the_oldest_of_them(
    client: CheckedClient, session: Session, programme: Programme, lead: Account
) -> None:
    hours = {"neglect": 1, "physical": 30, "financial": 50, "medication": 60}
    for kind, age in hours.items():
        concern = found(session, add_contribution(session, programme, TEXT), at=now() - timedelta(hours=age), kind=kind)
    add_entry(session, concern, ConcernOutcome.NO_RISK, note="Rang her", by=lead, at=now())
    session.commit()
    page = client.page(ALL)
    assert [
        (card.h2.a.find(string=True), card.select_one("p").get_text(" ", strip=True))
        for card in page.select(".sd-card")
    ] == [
        ("Theft, missing money or financial abuse", "Overdue Open for 2 days 2 hours."),
        ("Physical abuse or rough handling", "Overdue Open for 1 day 6 hours."),
        ("Neglect by others", "Open for 1 hour."),
        ("Missed or wrong medication", "Closed : no risk found."),
    ]
    assert [item.text for item in page.select(".sd-big-number")] == ["3", "2", "1"]


def test_many_concerns_stand_on_several_pages(
    client: CheckedClient, session: Session, programme: Programme, lead: Account
) -> None:
    for _ in range(51):
        found(session, add_contribution(session, programme, TEXT), at=AT)
    first, second = client.page(ALL), client.page(f"{ALL}?page=2")
    assert (len(first.select(".sd-card")), len(second.select(".sd-card"))) == (50, 1)
    assert [link["href"] for link in first.select(".govuk-pagination a")] == [f"{ALL}?page=2"]
    assert [link["href"] for link in second.select(".govuk-pagination a")] == [f"{ALL}?page=1"]
    assert "No concern on this page" in client.page(f"{ALL}?page=99999999").text


def test_a_concern_shows_its_words_and_who_raised_it(
    client: CheckedClient, session: Session, contribution: Contribution, lead: Account
) -> None:
    concern = found(session, contribution, at=AT)
    page = client.page(f"{ALL}/{concern.id}")
    assert page.h1.text == "Neglect by others"
    assert page.mark.text == "leaves him in a wet bed u"
    assert page.mark.parent.text == TEXT
    assert "Found by the software" in page.text


def test_an_entry_is_added_and_closes_the_concern(
    client: CheckedClient, session: Session, contribution: Contribution, lead: Account
) -> None:
    concern = found(session, contribution, at=AT)
    client.send(f"{ALL}/{concern.id}", {"outcome": "looking", "note": "Ringing the family"})
    page = soup(client.send(f"{ALL}/{concern.id}", {"outcome": "referred", "note": "Safeguarding told"}))
    assert "Closed" in page.text
    assert [item.get_text(" ", strip=True).partition(",")[0].strip() for item in page.select(".sd-notes__item")] == [
        "Looking into it",
        "Passed to the safeguarding team",
    ]
    acts = session.scalars(select(AuditEvent.act)).all()
    assert acts == ["record concern entry", "record concern entry"]


def test_the_same_entry_sent_twice_is_recorded_once(
    client: CheckedClient, session: Session, contribution: Contribution, lead: Account
) -> None:
    concern = found(session, contribution, at=AT)
    for _ in range(2):
        client.send(f"{ALL}/{concern.id}", {"outcome": "looking", "note": "Ringing the family"})
    assert len(session.scalars(select(ConcernEntry)).all()) == 1


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"note": "  ", "outcome": "looking"}, ["Enter what you did, and why"]),
        ({"note": "x" * 4001, "outcome": "looking"}, ["Use 4,000 characters or fewer"]),
        ({"note": "Rang her"}, ["Select what happened"]),
    ],
)
def test_an_entry_needs_an_outcome_and_a_note(
    client: CheckedClient,
    session: Session,
    contribution: Contribution,
    lead: Account,
    change: dict[str, str],
    errors: list[str],
) -> None:
    concern = found(session, contribution, at=AT)
    page = soup(client.send(f"{ALL}/{concern.id}", change))
    assert [item.text for item in page.select(".govuk-error-summary__list a")] == errors
    assert page.select_one("textarea").text.strip() == change["note"].strip()
    assert session.scalars(select(ConcernEntry)).all() == []


def test_a_concern_of_another_programme_is_not_found(client: CheckedClient, session: Session, lead: Account) -> None:
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.flush()
    concern = found(session, add_contribution(session, other, TEXT), at=AT)
    client.page(f"{ALL}/{concern.id}", status=404)
    client.page(f"{ALL}/999", status=404)


def test_raising_the_same_again_changes_nothing(session: Session, contribution: Contribution, lead: Account) -> None:
    first = raise_concern(session, contribution, (0, 10), kind="neglect", by=lead, at=AT)
    again = raise_concern(session, contribution, (0, 10), kind="neglect", by=lead, at=AT)
    assert again is first
    assert again.entries == []


def test_another_matter_in_the_same_words_is_not_lost(
    session: Session, contribution: Contribution, lead: Account
) -> None:
    concern = found(session, contribution, at=AT)
    for _ in range(2):
        raise_concern(session, contribution, (0, 10), kind="financial", by=lead, at=AT)
    assert [(entry.outcome, entry.note) for entry in concern.entries] == [
        (
            ConcernOutcome.LOOKING,
            "Raised again: Theft, missing money or financial abuse, about the words “She leaves”",
        )
    ]


def test_raising_a_closed_concern_opens_it_again(
    session: Session, programme: Programme, contribution: Contribution, lead: Account
) -> None:
    concern = raise_concern(session, contribution, (0, 10), kind="neglect", by=lead, at=AT)
    add_entry(session, concern, ConcernOutcome.NO_RISK, note="Rang her", by=lead, at=AT)
    assert count_concerns(session, programme, at=AT).open_count == 0
    raise_concern(session, contribution, (0, 10), kind="neglect", by=lead, at=AT)
    assert count_concerns(session, programme, at=AT).open_count == 1
    assert [each.id for each in list_concerns(session, programme, most=5)] == [concern.id]


@pytest.mark.parametrize("span", [(0, 0), (-1, 4), (5, 4), (0, len(TEXT) + 1)])
def test_a_concern_is_about_words_of_the_text(
    session: Session, contribution: Contribution, lead: Account, span: tuple[int, int]
) -> None:
    with pytest.raises(SpanOutsideText):
        raise_concern(session, contribution, span, kind="neglect", by=lead, at=AT)


def test_a_blank_note_is_refused(session: Session, contribution: Contribution, lead: Account) -> None:
    concern = found(session, contribution, at=AT)
    with pytest.raises(ReasonMissing):
        add_entry(session, concern, ConcernOutcome.LOOKING, note=" ", by=lead, at=AT)
