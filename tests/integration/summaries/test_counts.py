"""How many said it: only numbers that may be shown."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from surveys.models import Account, Decision, Programme, Tag
from surveys.summaries.counts import count_themes
from surveys.values import Band, Group, Outcome, Role, Stance
from tests.checked_client import CheckedClient
from tests.pages import table_rows
from tests.spoken import speak
from tests.tagged import AT, Found, add_run, theme_of

THEMES = "/programmes/ferring/themes"
THEME = f"{THEMES}/i-02"


def test_a_programme_without_words_says_what_to_do(client: CheckedClient, sign_in: Callable[..., Account]) -> None:
    sign_in(Role.FACILITATOR)

    page = client.page(THEMES)

    assert page.select_one("main .govuk-body-l").text.startswith("Nobody has said anything yet.")
    assert page.select("table") == []


def test_words_without_a_theme_wait_for_a_reviewer(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "Visit {} came late", times=9, band=Band.SUGGEST)
    sign_in(Role.REVIEWER)

    page = client.page(THEMES)

    assert "Nothing counts towards a theme yet." in page.text
    assert table_rows(page, -1) == {
        "Counted towards a theme": ["0"],
        "Waiting for a reviewer before it counts": ["10"],
        "About no theme": ["0"],
        "Not read by the software yet": ["0"],
        "All": ["10"],
    }


def test_themes_are_counted_rounded_and_hidden(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme, other: Programme
) -> None:
    speak(session, programme, "Visit {} came late", times=13)
    speak(session, programme, "Worker {} was kind", times=7, theme="i-04", stance=Stance.MET)
    sign_in(Role.FACILITATOR)

    rows = table_rows(client.page(THEMES))

    assert rows["On time, or told"] == ["0", "15", "0", "15", "75 %"]
    assert rows["Kindness, dignity and respect"] == ["*", "0", "0", "*", "*"]
    assert rows["Choice and control"] == ["0", "0", "0", "0", "0 %"]
    assert next(iter(rows)) == "On time, or told"


def test_a_contribution_with_two_tags_of_a_theme_counts_once(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    for said in speak(session, programme, "Visit {} came late", times=8):
        found = [Found("i-02", "late", Stance.UNMET, Band.ACCEPT), Found("i-02", "Visit", Stance.UNMET, Band.ACCEPT)]
        add_run(session, said, [*found, Found("i-02", "came", Stance.WANTED, Band.ACCEPT)])
    session.commit()
    sign_in(Role.REVIEWER)

    assert table_rows(client.page(THEME))["People who use care"] == ["0", "10", "10", "10"]


def test_rejected_tags_and_those_of_older_runs_do_not_count(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    reviewer = sign_in(Role.REVIEWER)
    rejected, older, *_ = speak(session, programme, "Visit {} came late", times=9)
    tag = session.query(Tag).filter_by(contribution_id=rejected.id).one()
    session.add(
        Decision(
            tag_id=tag.id,
            outcome=Outcome.REJECT,
            had_seen_suggestion=True,
            decided_by_id=reviewer.id,
            decided_at_utc=AT,
        )
    )
    add_run(session, older, [])
    session.commit()

    assert table_rows(client.page(THEME))["Everybody"] == ["0", "*", "0", "*"]


def test_a_page_of_totals_hides_what_the_page_of_groups_hides(session: Session, programme: Programme) -> None:
    """Both pages take the same table: a total shown on one and hidden on the other would give groups away."""
    speak(session, programme, "Visit {} came late", times=9)
    speak(session, programme, "Call {} came late", times=3, group=Group.PROVIDER)

    table = count_themes(session, programme)[theme_of(session, "i-02").id]

    assert [str(row.total) for row in table.rows.values()] == ["*", "0", "0", "*", "0"]
    assert str(table.total.total) == "10"


def test_imports_and_surveys_are_told_apart(
    client: CheckedClient, sign_in: Callable[..., Account], session: Session, programme: Programme
) -> None:
    speak(session, programme, "Visit {} came late", times=9)
    sign_in(Role.ADMINISTRATOR)

    rows = table_rows(client.page(THEMES), -2)

    assert rows == {"Survey": ["0"], "Workshop": ["0"], "Imported file": ["10"], "All": ["10"]}
