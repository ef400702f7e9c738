"""In which words: only those that may be quoted."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from surveys.models import Account, Concern, Decision, Programme, Tag
from surveys.values import Group, Outcome, Role
from tests.checked_client import CheckedClient
from tests.pages import quotes, table_rows
from tests.spoken import speak
from tests.tagged import AT

THEMES = "/programmes/ferring/themes"
THEME = f"{THEMES}/i-02"


def test_a_theme_shows_words_with_consent_alone(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "This must never be said, visit {} was late", times=9, may_quote=False)
    speak(session, programme, "Nice weather. My tea was cold because she came late")
    sign_in(Role.FACILITATOR)

    assert quotes(client.page(THEME)) == ["My tea was cold because she came late"]


def test_a_small_cell_is_not_quoted(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "The provider {} thinks that it is late", times=7, group=Group.PROVIDER)
    speak(
        session, programme, "The worker {} thinks that it is late", times=30, group=Group.CARE_WORKER, may_quote=False
    )
    speak(session, programme, "Somebody {} thinks that it is late", times=40)
    sign_in(Role.FACILITATOR)

    found = quotes(client.page(THEME))

    assert len(found) == 6
    assert {words.split()[0] for words in found} == {"Somebody"}


def test_a_cell_hidden_to_protect_another_is_not_quoted_either(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "The provider {} thinks that it is late", times=3, group=Group.PROVIDER)
    speak(session, programme, "The worker {} thinks that it is late", times=12, group=Group.CARE_WORKER)
    speak(session, programme, "Somebody {} thinks that it is late", times=40)
    sign_in(Role.FACILITATOR)

    assert {words.split()[0] for words in quotes(client.page(THEME))} == {"Somebody"}


def test_names_are_taken_out_of_quotes(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "Ask Ada Lund, not Bo: visit {} was late", times=8, personal=("Ada Lund", "Bo"))
    sign_in(Role.FACILITATOR)

    page = client.page(THEME)

    assert quotes(page)[0] == "Ask [name 1], not [name 2]: visit 0 was late"
    assert "Lund" not in page.text


def test_words_that_nobody_looked_for_names_in_are_not_quoted(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    """A reviewer's tag stands without a run, and so does an accepted one when a run is taken back."""
    reviewer = sign_in(Role.REVIEWER)
    said = speak(session, programme, "Ada was visited {} times and late", times=9, may_quote=False)
    unread = speak(session, programme, "Ask Ada whether she came late")[0]
    tag = session.query(Tag).filter_by(contribution_id=unread.id).one()
    session.add(
        Decision(
            tag_id=tag.id,
            outcome=Outcome.ACCEPT,
            had_seen_suggestion=True,
            decided_by_id=reviewer.id,
            decided_at_utc=AT,
        )
    )
    unread.current_run_id = None
    session.commit()

    assert len(said) == 9
    assert table_rows(client.page(THEME))["Everybody"] == ["0", "10", "0", "10"]
    assert quotes(client.page(THEME)) == []


def test_a_contribution_with_a_concern_is_never_quoted(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "This must never be said, visit {} was late", times=9, may_quote=False)
    worrying = speak(session, programme, "I was left on the floor and she came late")[0]
    session.add(Concern(contribution_id=worrying.id, kind="neglect", start=0, end=10, confidence=0.9, raised_at_utc=AT))
    session.commit()
    sign_in(Role.FACILITATOR)

    assert quotes(client.page(THEME)) == []


def test_quotes_vary_across_groups_and_stay_the_same(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "I waited in bed {} hours, she came late", times=20)
    speak(session, programme, "I ran between houses {} times, always late", times=10, group=Group.CARE_WORKER)
    sign_in(Role.FACILITATOR)

    first, second = quotes(client.page(THEME)), quotes(client.page(THEME))

    assert [words[:5] for words in first] == ["I wai", "I ran"] * 3
    assert first == second
