from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, Contribution, Look, LookRequest, Programme, SubjectMember, TaggingRun
from surveys.summaries.subjects import are_alike, ask_for_look, count_unthemed, gather_material
from surveys.values import Band, Role
from tests.checked_client import CheckedClient
from tests.integration.subjects.conftest import find_by_word
from tests.tagged import AT, Found, add_contribution
from webapp.looking import FAILED, look_next

ALL = "/programmes/ferring/subjects"


@pytest.fixture
def reviewer(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.REVIEWER)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ADMINISTRATOR, Role.PANEL_MEMBER, Role.CHAIR])
def test_only_those_who_may_read_contributions_see_subjects(
    client: CheckedClient, sign_in: Callable[..., Account], make_look: Callable[[], Look], role: Role
) -> None:
    subject = make_look().subjects[0]
    sign_in(role)
    for path in (ALL, f"{ALL}/{subject.id}", f"{ALL}/{subject.id}/theme", f"{ALL}/{subject.id}/dismiss"):
        client.page(path, status=403)


def test_what_no_theme_fits_is_a_query_over_todays_tags(session: Session, programme: Programme) -> None:
    add_contribution(session, programme, "Late again", [Found("i-02", "Late")])
    add_contribution(session, programme, "Late and late", [Found("i-02", "Late", band=Band.ACCEPT)])
    unthemed = add_contribution(session, programme, "No parking")
    for column, value in (("is_empty", True), ("language", "pl")):
        other = add_contribution(session, programme, f"Parking {column}")
        setattr(session.get_one(TaggingRun, other.current_run_id), column, value)
    unread = add_contribution(session, programme, "Parking")
    unread.current_run_id = None
    session.commit()
    assert gather_material(session, programme).ids == (unthemed.id,)
    assert count_unthemed(session, programme) == 1


def test_before_the_first_look_the_page_says_what_to_do(
    client: CheckedClient, reviewer: Account, unthemed: list[Contribution]
) -> None:
    page = client.page(ALL)
    assert "7 contributions fit no theme" in page.text
    assert page.select_one("form button").text.strip() == "Look now"  # type: ignore[union-attr]
    assert page.select(".sd-card") == []


def test_without_such_contributions_there_is_nothing_to_press(client: CheckedClient, reviewer: Account) -> None:
    page = client.page(ALL)
    assert "There is no contribution that fits no theme" in page.text
    assert page.select("form") == []


def test_looking_again_asks_once_and_the_worker_looks(
    client: CheckedClient, reviewer: Account, session: Session, unthemed: list[Contribution]
) -> None:
    page = client.send(ALL).get_data(as_text=True)
    assert "The software is looking" in page
    client.post(ALL, data={})
    request = session.scalars(select(LookRequest)).one()
    assert request.asked_by_id == reviewer.id
    assert look_next(find_by_word)
    assert not look_next(find_by_word)
    cards = client.page(ALL).select(".sd-card")
    assert [card.h3.text for card in cards if card.h3] == ["Parking, permit, street", "Bins"]
    assert [card.p.text for card in cards if card.p] == ["4 contributions, also with: cost", "3 contributions"]


def test_a_look_that_fails_says_so_and_the_worker_goes_on(
    client: CheckedClient, reviewer: Account, session: Session, programme: Programme, unthemed: list[Contribution]
) -> None:
    ask_for_look(session, programme, by=reviewer, at=AT)
    session.commit()

    def fail(texts: object) -> None:
        raise MemoryError

    assert look_next(fail)  # type: ignore[arg-type]  # gives nothing, since it fails
    assert FAILED in client.page(ALL).text


def test_a_subject_shows_its_contributions_without_names(
    client: CheckedClient, reviewer: Account, make_look: Callable[[], Look], unthemed: list[Contribution]
) -> None:
    page = client.page(f"{ALL}/{make_look().subjects[0].id}")
    assert page.h1 is not None
    assert page.h1.text == "Parking, permit, street"
    words = [card.p.text for card in page.select("article") if card.p]
    assert sorted(words) == sorted(
        ["[name] cannot park here", "No parking on our street", "Parking costs too much", "We need a permit"]
    )
    links = {str(link["href"]) for link in page.select("article a")}
    assert links == {f"/programmes/ferring/contributions/{each.id}" for each in unthemed[:4]}


def test_a_subject_of_another_programme_is_not_found(
    client: CheckedClient, reviewer: Account, session: Session, make_look: Callable[[], Look], programme: Programme
) -> None:
    subject = make_look().subjects[0]
    other = Programme(key="elsewhere", title="Care elsewhere", council="Else", created_at_utc=AT)
    session.add(other)
    session.flush()
    subject.look.request.programme_id = other.id
    session.commit()
    client.page(f"{ALL}/{subject.id}", status=404)
    client.page(f"{ALL}/{subject.id}/theme", status=404)
    client.page(f"{ALL}/{subject.id}?page=2", status=404)


def test_a_subject_set_aside_stays_so_in_the_next_look(
    client: CheckedClient, reviewer: Account, make_look: Callable[[], Look]
) -> None:
    subject = make_look().subjects[1]
    path = f"{ALL}/{subject.id}/dismiss"
    assert "Write why it needs no theme" in client.send(path, {"reason": " "}).get_data(as_text=True)
    client.send(path, {"reason": "The council's waste team does that"})
    make_look()
    page = client.page(ALL)
    assert [heading.text for heading in page.select("h2.govuk-heading-l")] == ["1 subject found", "Set aside"]
    assert "The council's waste team does that" in page.select(".sd-card--plain")[0].text
    assert "Set aside by Reviewer" in page.text


def test_a_new_look_keeps_the_old_one(session: Session, make_look: Callable[[], Look]) -> None:
    first = make_look().id
    second = make_look().id
    counts = {
        look: len(session.scalars(select(SubjectMember).where(SubjectMember.look_id == look)).all())
        for look in (first, second)
    }
    assert counts == {first: 7, second: 7}


def test_the_summaries_page_leads_there_with_a_number_that_may_be_shown(
    client: CheckedClient, reviewer: Account, unthemed: list[Contribution]
) -> None:
    page = client.page("/programmes/ferring/themes")
    assert page.select_one(f"a[href='{ALL}']") is not None
    assert "Some contributions fit no theme" in page.text


def test_subjects_are_alike_when_half_of_their_contributions_are_the_same() -> None:
    assert are_alike([1, 2, 3], [2, 3, 4])
    assert not are_alike([1, 2, 3], [3, 4, 5])
    assert not are_alike([], [])
