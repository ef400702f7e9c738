from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import Account, Concern, Contribution, ContributionReview, Decision, Programme, Tag
from surveys.review.decisions import finish_review
from surveys.review.queue import QueueCounts, count_queue, find_next_id
from surveys.values import Band, Outcome, Role, Source, Stance
from tests.checked_client import CheckedClient, soup
from tests.integration.conftest import FOUND, QUEUE, TEXT
from tests.tagged import AT, Found, add_contribution


@pytest.fixture
def contribution(session: Session, programme: Programme) -> Contribution:
    return add_contribution(session, programme, TEXT, FOUND, personal=["Maureen"])


@pytest.fixture
def tags(session: Session, contribution: Contribution) -> list[Tag]:
    return list(session.scalars(select(Tag).order_by(Tag.id)))


def decided(session: Session) -> list[tuple[int, Outcome, bool]]:
    session.rollback()
    return [(row.tag_id, row.outcome, row.had_seen_suggestion) for row in session.scalars(select(Decision))]


def errors(page: BeautifulSoup) -> list[str]:
    return [item.text for item in page.select(".govuk-error-summary__list a")]


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PANEL_MEMBER, Role.CHAIR])
def test_other_roles_are_refused(
    client: CheckedClient, sign_in: Callable[..., Account], address: str, tags: list[Tag], role: Role
) -> None:
    sign_in(role)
    for path in (QUEUE, address, f"{address}/themes", f"{address}/tags/{tags[0].id}", f"{address}/concern"):
        client.page(path, status=403)


def test_an_empty_queue_says_so(client: CheckedClient, reviewer: Account) -> None:
    page = client.page(QUEUE)
    assert "Nothing waits for you" in page.text
    assert not page.select(".govuk-button--start")


def test_the_queue_counts_what_waits(session: Session, programme: Programme, reviewer: Account) -> None:
    unsure = add_contribution(session, programme, TEXT, FOUND)
    add_contribution(session, programme, TEXT, FOUND[:1])
    add_contribution(session, programme, TEXT)
    done = add_contribution(session, programme, TEXT, FOUND)
    finish_review(session, done, by=reviewer, at=AT)
    session.add(Concern(contribution_id=unsure.id, kind="neglect", start=0, end=4, raised_at_utc=AT))
    session.flush()
    counts = count_queue(session, programme, reviewer=reviewer)
    assert counts == QueueCounts(
        unsure_count=1, sure_count=1, blind_count=0, concern_count=1, no_theme_count=1, finished_count=1
    )
    assert counts.waiting_count == 3


def test_unsure_tags_come_first_then_rare_themes_then_old_words(
    session: Session, programme: Programme, reviewer: Account
) -> None:
    sure = add_contribution(session, programme, TEXT, [Found("ecc-3.1", "late", band=Band.ACCEPT)])
    common = [add_contribution(session, programme, TEXT, [Found("ecc-1.2", "late")]) for _ in range(2)]
    rare = add_contribution(session, programme, TEXT, [Found("ecc-1.3", "late"), Found("ecc-1.2", "rush")])
    order = []
    while (next_id := find_next_id(session, programme, reviewer=reviewer)) is not None:
        order.append(next_id)
        finish_review(session, session.get_one(Contribution, next_id), by=reviewer, at=AT)
    assert order == [rare.id, common[0].id, common[1].id, sure.id]


def test_another_programmes_words_do_not_wait_here(session: Session, programme: Programme, reviewer: Account) -> None:
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.flush()
    add_contribution(session, other, TEXT, FOUND)
    assert find_next_id(session, programme, reviewer=reviewer) is None


def test_the_page_shows_the_words_and_the_tags(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag]
) -> None:
    page = client.page(address)
    assert page.h1.text == "Check the tags: 2 to decide"
    words = page.select_one("#words")
    assert words.mark.text == "come late"
    assert "Family carers, Letters, 8 October 2026" in words.text
    assert "They were asked: “What gets in the way?”" in words.text
    assert "Maureen [name will be taken out]" in words.text
    assert [card.h3.get_text(" ", strip=True) for card in page.select(".sd-card")] == [
        "Visit length fits Not happening",
        "Travel time and expenses paid Not happening",
    ]
    assert "sure, 90%" in page.select_one(f"#tag-{tags[0].id}").text
    assert "not sure, 40%" in page.select_one(f"#tag-{tags[1].id}").text


def test_another_tags_words_can_be_marked(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag]
) -> None:
    assert client.page(f"{address}?tag={tags[1].id}").select_one("#words mark").text == "they rush"
    assert client.page(f"{address}?tag=nothing").select_one("#words mark").text == "come late"


def test_accepting_leads_to_the_next_tag(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    response = client.send(address, {"accept": str(tags[0].id)}, follow=False)
    assert response.location == f"{address}#tag-{tags[1].id}"
    assert decided(session) == [(tags[0].id, Outcome.ACCEPT, True)]
    page = client.page(address)
    assert page.h1.text == "Check the tags: 1 to decide"
    assert page.select_one("#words mark").text == "they rush"
    assert "Accepted by Reviewer" in page.select_one(f"#tag-{tags[0].id}").text


def test_the_last_decision_leads_to_the_end(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    client.send(address, {"accept": str(tags[0].id)})
    response = client.send(address, {"reject": str(tags[1].id)}, follow=False)
    assert response.location == f"{address}#finish"
    assert decided(session)[1] == (tags[1].id, Outcome.REJECT, True)
    assert client.page(address).h1.text == "Check the tags: all decided"


def test_deciding_twice_is_harmless(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    for _ in range(2):
        client.send(address, {"reject": str(tags[0].id)})
    assert decided(session) == [(tags[0].id, Outcome.REJECT, True)]


def test_an_expired_page_decides_nothing(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    page = soup(client.send(address, {"accept": str(tags[0].id), "csrf_token": "forged"}))
    assert "This page was open for a long time" in page.text
    assert decided(session) == []


def test_a_tag_of_other_words_is_not_found(
    client: CheckedClient, reviewer: Account, address: str, session: Session, programme: Programme
) -> None:
    other = add_contribution(session, programme, TEXT, FOUND)
    tag = session.scalars(select(Tag).where(Tag.contribution_id == other.id)).first()
    assert client.send(address, {"accept": str(tag.id)}).status_code == 404
    assert client.send(address, {}).status_code == 404
    client.page(f"{address}/tags/{tag.id}", status=404)


def test_words_of_another_programme_are_not_found(client: CheckedClient, reviewer: Account, session: Session) -> None:
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.flush()
    contribution = add_contribution(session, other, TEXT, FOUND)
    for rest in ("", "/themes", "/concern", "/tags/1"):
        client.page(f"{QUEUE}/{contribution.id}{rest}", status=404)


def test_finishing_goes_on_and_ends_at_the_queue(
    client: CheckedClient, reviewer: Account, address: str, session: Session, programme: Programme
) -> None:
    second = add_contribution(session, programme, TEXT, FOUND)
    response = client.send(address, {"finish": "yes"}, follow=False)
    assert response.location == f"{QUEUE}/{second.id}#main-content"
    page = soup(client.send(f"{QUEUE}/{second.id}", {"finish": "yes"}))
    assert "You have finished 2" in page.text
    assert session.scalar(select(func.count(ContributionReview.id))) == 2


def test_words_without_a_tag_say_what_can_be_done(
    client: CheckedClient, reviewer: Account, session: Session, programme: Programme
) -> None:
    bare = add_contribution(session, programme, "The sun shines")
    page = client.page(f"{QUEUE}/{bare.id}")
    assert page.h1.text == "Check the tags: none so far"
    assert "The software found no theme" in page.text
    client.send(f"{QUEUE}/{bare.id}/themes", {"theme": "ecc-1.4", "stance": "met", "words": "sun"})
    assert [seen for _, _, seen in decided(session)] == [False]


def test_a_theme_is_added_to_words_of_the_text(
    client: CheckedClient, reviewer: Account, address: str, session: Session
) -> None:
    form = client.page(f"{address}/themes")
    assert form.textarea.text.strip() == TEXT
    assert len(form.select("optgroup")) == 2
    fields = {"theme": "ecc-1.4", "stance": "wanted", "words": "kind.\r\nBut  they"}
    for _ in range(2):
        client.send(f"{address}/themes", fields)
    tag = session.scalars(select(Tag).where(Tag.source == Source.REVIEWER)).one()
    assert (tag.theme.key, tag.stance, TEXT[tag.start : tag.end]) == ("ecc-1.4", Stance.WANTED, "kind.\nBut they")
    assert decided(session) == [(tag.id, Outcome.ADD, True)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"theme": ""}, ["Select a theme"]),
        ({"theme": "ecc-9.9"}, ["Not a valid choice."]),
        ({"stance": ""}, ["Select what the words say about it"]),
        ({"words": " "}, ["Keep the words that are about the theme"]),
        ({"words": "come early"}, ["Keep words exactly as they stand in the text, in one piece"]),
    ],
)
def test_a_reading_that_does_not_fit_is_kept(
    client: CheckedClient,
    reviewer: Account,
    address: str,
    session: Session,
    change: dict[str, str],
    expected: list[str],
) -> None:
    page = soup(client.send(f"{address}/themes", {"theme": "ecc-1.4", "stance": "met", "words": "late"} | change))
    assert errors(page) == expected
    assert page.textarea.text.strip() == (change.get("words", "late")).strip()
    assert decided(session) == []


def test_a_tag_is_changed_and_the_old_one_stays(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    place = f"{address}/tags/{tags[0].id}"
    page = client.page(place)
    assert (page.mark.text, page.textarea.text.strip()) == ("come late", "come late")
    assert page.select_one("option[selected]")["value"] == "ecc-1.2"
    for _ in range(2):
        client.send(place, {"stance": "wanted", "words": "late"})
    session.rollback()
    new = session.scalars(select(Tag).where(Tag.source == Source.REVIEWER)).one()
    assert (new.theme_id, new.stance, TEXT[new.start : new.end]) == (tags[0].theme_id, Stance.WANTED, "late")
    assert decided(session) == [(new.id, Outcome.ADD, True), (tags[0].id, Outcome.REPLACE, True)]
    assert "Changed by Reviewer" in client.page(address).select_one(f"#tag-{tags[0].id}").text


def test_a_change_must_change_something(
    client: CheckedClient, reviewer: Account, address: str, tags: list[Tag], session: Session
) -> None:
    page = soup(client.send(f"{address}/tags/{tags[0].id}"))
    assert errors(page)[0].startswith("Change the theme, what is said about it, or the words")
    assert decided(session) == []


def test_a_reviewer_raises_a_concern(client: CheckedClient, reviewer: Account, address: str, session: Session) -> None:
    page = soup(client.send(f"{address}/concern", {"kind": "neglect", "words": "they rush"}))
    assert "The concern is raised" in page.text
    assert "A possible concern was raised" in page.select_one("#words").text
    concern = session.scalars(select(Concern)).one()
    assert (concern.kind, TEXT[concern.start : concern.end], concern.confidence) == ("neglect", "they rush", None)
    assert concern.raised_by_id == reviewer.id


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"words": "they rush"}, ["Select what it could be"]),
        ({"kind": "neglect", "words": ""}, ["Keep the words that worry you"]),
        ({"kind": "neglect", "words": "he hit me"}, ["Keep words exactly as they stand in the text, in one piece"]),
    ],
)
def test_a_concern_needs_a_kind_and_words(
    client: CheckedClient, reviewer: Account, address: str, fields: dict[str, str], expected: list[str]
) -> None:
    assert errors(soup(client.send(f"{address}/concern", fields))) == expected
