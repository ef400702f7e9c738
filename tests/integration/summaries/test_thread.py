"""The thread from words to what came of them, and back."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from surveys.models import Account, Action, Contribution, Criterion, Finding, Lot, Programme
from surveys.summaries.thread import PAGE_SIZE
from surveys.values import ActionKind, Role
from tests.checked_client import CheckedClient
from tests.pages import quotes
from tests.spoken import speak
from tests.tagged import theme_of

THEMES = "/programmes/ferring/themes"
THEME = f"{THEMES}/i-02"


def test_a_theme_leads_to_criteria_and_findings(
    client: CheckedClient,
    sign_in: Callable[..., Account],
    session: Session,
    programme: Programme,
    other: Programme,
) -> None:
    theme = theme_of(session, "i-02")
    for each, title in ((programme, "Punctual visits"), (other, "Somebody else’s")):
        lot = Lot(programme_id=each.id, key="a", title="The lot", summary="", position=1, pass_mark=2, price_weight=40)
        lot.tie_break = ""
        lot.criteria = [
            Criterion(key="c", position=1, title=title, question="", guidance="", weight=60, themes=[theme])
        ]
        finding = Finding(programme_id=each.id, key="late", title=f"{title} found", you_said="You said", themes=[theme])
        finding.actions = [Action(kind=ActionKind.WILL, text="We will call ahead.", owner="A manager")]
        session.add_all([lot, finding])
    said = speak(session, programme, "Visit {} came late")[0]
    sign_in(Role.REVIEWER)

    for page in (client.page(THEME), client.page(f"/programmes/ferring/contributions/{said.id}")):
        assert "Punctual visits" in page.text
        assert "Punctual visits found" in page.text
        assert "We will: We will call ahead." in " ".join(page.text.split())
        assert "Somebody else’s" not in page.text


def test_all_contributions_on_a_theme_stand_on_pages(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme, other: Programme
) -> None:
    speak(session, programme, "Ask Ada: visit {} was late", times=PAGE_SIZE + 1, may_quote=False, personal=("Ada",))
    sign_in(Role.REVIEWER)

    first = client.page(f"{THEME}/contributions")
    second = client.page(f"{THEME}/contributions?page=2")

    words = [paragraph.text for page in (first, second) for paragraph in page.select("article .sd-words")]
    assert words == [f"Ask [name]: visit {number} was late" for number in reversed(range(PAGE_SIZE + 1))]
    assert client.get(f"{THEME}/contributions?page=3").status_code == 404
    assert client.get(f"{THEME}/contributions?page=1000000000000000000000").status_code == 404


def test_a_contribution_shows_where_it_came_from_and_led(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    said = speak(session, programme, "Ask Ada: visit {} was late", personal=("Ada",))[0]
    sign_in(Role.PROGRAMME_LEAD)

    page = client.page(f"/programmes/ferring/contributions/{said.id}")

    assert quotes(page) == ["Ask [name]: visit 0 was late"]
    assert "Asked: What gets in the way?" in page.text
    assert [link["href"] for link in page.select("main li li a")] == [THEME]


def test_words_without_a_run_are_not_shown_to_anybody(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    said = speak(session, programme, "Ask Ada why visit {} was late")[0]
    said.current_run_id = None
    session.commit()
    sign_in(Role.PROGRAMME_LEAD)

    assert "Ada" not in client.page(f"/programmes/ferring/contributions/{said.id}").text


def test_another_programmes_contribution_is_not_found(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, other: Programme
) -> None:
    theirs = session.query(Contribution).filter_by(programme_id=other.id).first()
    assert theirs is not None
    sign_in(Role.PROGRAMME_LEAD)

    client.page(f"/programmes/ferring/contributions/{theirs.id}", status=404)


def test_an_unknown_theme_is_not_found(client: CheckedClient, sign_in: Callable[..., Account]) -> None:
    sign_in(Role.REVIEWER)

    client.page(f"{THEMES}/i-99", status=404)


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR])
@pytest.mark.parametrize("path", [THEMES, THEME, f"{THEME}/contributions"])
def test_who_scores_does_not_see_what_was_said(
    client: CheckedClient, sign_in: Callable[..., Account], role: Role, path: str
) -> None:
    sign_in(role)

    client.page(path, status=403)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ADMINISTRATOR])
def test_only_reviewers_and_leads_read_all_words(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme, role: Role
) -> None:
    said = speak(session, programme, "Visit {} came late")[0]
    sign_in(role)

    client.page(f"{THEME}/contributions", status=403)
    client.page(f"/programmes/ferring/contributions/{said.id}", status=403)
    assert client.page(THEME).select(f"a[href='{THEME}/contributions']") == []
