"""You said, we did: frozen when published, read by everybody."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.errors import NothingToPublish
from surveys.models import Account, Concern, Finding, Programme, Release
from surveys.publication.findings import FindingWords, add_finding
from surveys.publication.releases import content_of, list_releases, publish_release
from surveys.values import Group, Role
from tests.checked_client import CheckedClient, soup
from tests.published import publish, ready_finding, reject_all
from tests.spoken import speak
from tests.tagged import AT

STAFF = "/programmes/ferring/findings"
PUBLIC = "/you-said-we-did/ferring"


def test_everybody_can_read_a_finding_with_its_evidence(
    client: CheckedClient,
    make_account: Callable[..., Account],
    session: Session,
    programme: Programme,
    finding: Finding,
) -> None:
    speak(session, programme, "Ask Ada: visit {} was late", times=9, personal=("Ada",))
    publish(session, programme, make_account("lead"))

    page = client.page(f"{PUBLIC}/{finding.key}")

    text = " ".join(page.text.split())
    assert "You said that visits come late." in text
    assert "My visits come when I expect them, and I am told if that changes." in text
    assert "About 10 times somebody spoke of it" in text
    assert page.select("blockquote p")[0].text == "Ask [name]: visit 0 was late"
    facts = {fact.dt.text: fact.dd.text for fact in page.select(".sd-action-facts > div")}
    assert facts == {
        "Who is responsible": "Contracts manager",
        "By": "1 March 2027",
        "Who was told": "Everybody, by letter",
    }
    assert page.select("main a[href*='/programmes/']") == []


def test_staff_go_on_from_a_finding_to_its_themes(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme, finding: Finding
) -> None:
    publish(session, programme, sign_in(Role.REVIEWER))

    links = client.page(f"{PUBLIC}/{finding.key}").select("main a[href*='/themes/']")

    assert [link["href"] for link in links] == ["/programmes/ferring/themes/i-02"]


def test_before_anything_is_published_the_page_says_so(client: CheckedClient, programme: Programme) -> None:
    assert "Nothing is published yet." in client.page(PUBLIC).text


def test_drafts_are_neither_published_nor_seen(
    client: CheckedClient,
    make_account: Callable[..., Account],
    session: Session,
    programme: Programme,
    finding: Finding,
) -> None:
    draft = add_finding(session, programme, FindingWords(title="Draft", you_said="You said", themes=[]))
    publish(session, programme, make_account("lead"))

    assert [card.text for card in client.page(PUBLIC).select("article h2")] == [finding.title]
    client.page(f"{PUBLIC}/{draft.key}", status=404)


def test_nothing_ready_cannot_be_published(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    lead = sign_in(Role.PROGRAMME_LEAD)
    with pytest.raises(NothingToPublish):
        publish_release(session, programme, by=lead, at=AT)

    page = soup(client.send("/programmes/ferring/release"))

    assert page.select_one(".govuk-error-summary a").text == "Mark at least one finding as ready, then publish"
    assert session.query(Release).count() == 0


def test_a_release_is_frozen(
    client: CheckedClient,
    make_account: Callable[..., Account],
    session: Session,
    programme: Programme,
    finding: Finding,
) -> None:
    speak(session, programme, "My visit {} was late", times=9)
    lead = make_account("lead")
    release = publish(session, programme, lead)
    page = f"{PUBLIC}/{finding.key}"
    before = client.page(page).select_one("main").text

    reject_all(session, lead)
    finding.title, finding.you_said = "Changed", "Changed"
    finding.actions[0].text = "Changed"
    programme.small_number = 100
    session.commit()

    assert client.page(page).select_one("main").text == before
    second = publish(session, programme, lead)
    assert [second.number, release.number] == [2, 1]
    assert "Nothing is counted towards it yet." in client.page(page).text
    assert client.page(f"{PUBLIC}/releases/1/{finding.key}").select_one("main").text == before
    assert client.page(PUBLIC).select(f"a[href='{PUBLIC}/releases/1']") != []


def test_a_finding_that_left_the_newest_release_keeps_its_address(
    client: CheckedClient,
    make_account: Callable[..., Account],
    session: Session,
    programme: Programme,
    finding: Finding,
) -> None:
    lead = make_account("lead")
    publish(session, programme, lead)
    finding.is_ready = False
    ready_finding(session, programme, title="Another")
    publish(session, programme, lead)

    assert [card.text for card in client.page(PUBLIC).select("article h2")] == ["Another"]
    assert client.page(f"{PUBLIC}/{finding.key}").h1.text == "Late visits"


def test_a_release_holds_no_true_count_name_or_withheld_word(
    make_account: Callable[..., Account], session: Session, programme: Programme, finding: Finding
) -> None:
    speak(session, programme, "Never {} because no consent, late", times=11, may_quote=False)
    speak(session, programme, "Never {} because few providers, late", times=3, group=Group.PROVIDER)
    speak(session, programme, "Never {} because it stands for few, late", times=12, group=Group.CARE_WORKER)
    worrying = speak(session, programme, "Never because of a concern, late")[0]
    session.add(Concern(contribution_id=worrying.id, kind="neglect", start=0, end=5, confidence=0.9, raised_at_utc=AT))
    speak(session, programme, "Ask Ada, visit {} was late", personal=("Ada",))

    release = publish(session, programme, make_account("lead"))

    content = release.content
    assert [quote["text"] for quote in content["findings"][0]["quotes"]] == ["Ask [name], visit 0 was late"]
    assert content["findings"][0]["counts"] == {
        "groups": {
            "service_user": {"met": 0, "unmet": 15, "wanted": 0, "total": 15},
            "family_carer": {"met": 0, "unmet": 0, "wanted": 0, "total": 0},
            "care_worker": {"met": 0, "unmet": None, "wanted": 0, "total": None},
            "provider": {"met": 0, "unmet": None, "wanted": 0, "total": None},
            "professional": {"met": 0, "unmet": 0, "wanted": 0, "total": 0},
        },
        "total": {"met": 0, "unmet": 30, "wanted": 0, "total": 30},
    }
    assert "Ada" not in str(content)
    assert "Never" not in str(content)


def test_what_a_release_holds_is_read_as_it_was_written(
    make_account: Callable[..., Account], session: Session, programme: Programme, finding: Finding
) -> None:
    publish(session, programme, make_account("lead"))
    session.expire_all()

    content = content_of(list_releases(session, programme)[0])

    assert content.suppressed_below == 8
    assert content.find("late-visits") == content.findings[0]
    assert content.findings[0].themes == ("i-02",)
    assert content.findings[0].actions[0].due_on == date(2027, 3, 1)


def test_a_preview_shows_what_would_be_published(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme, finding: Finding
) -> None:
    speak(session, programme, "My visit {} was late", times=9)
    lead = sign_in(Role.PROGRAMME_LEAD)

    preview = client.page(f"{STAFF}/{finding.key}/preview")
    publish(session, programme, lead)
    public = client.page(f"{PUBLIC}/{finding.key}")

    assert "Preview." in preview.text
    assert [quote.text for quote in preview.select("blockquote")] == [
        quote.text for quote in public.select("blockquote")
    ]
    assert str(preview.select_one("table")) == str(public.select_one("table"))
