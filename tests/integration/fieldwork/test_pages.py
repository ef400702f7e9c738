"""The pages of field work: when surveys take answers, how many came, and who sees which numbers."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.drafts import start_draft
from surveys.capture.editions import publish_edition
from surveys.models import Account, Programme, QuestionnaireEdition
from surveys.values import Role
from tests.checked_client import CheckedClient
from tests.conftest import SECRET
from tests.fieldwork import QUESTIONS, respond, survey
from tests.integration.fieldwork.conftest import CARE, PAGES
from tests.pages import table_rows

SignIn = Callable[..., Account]


def test_every_page_opens_before_anybody_answered(
    client: CheckedClient, edition: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    for path in ("questions", "about-you", "missing", "export", "versions/1"):
        client.page(f"{CARE}/{path}")
    assert "Nobody has answered yet" in client.page(CARE).text
    card = client.page(PAGES).select_one(".sd-card")
    assert card is not None
    assert "0 responses" in card.text
    client.page(f"{PAGES}/surveys/other", status=404)
    client.page(f"{CARE}/versions/2", status=404)


def test_without_a_survey_the_list_says_so(client: CheckedClient, programme: Programme, sign_in: SignIn) -> None:
    sign_in(Role.FACILITATOR)
    assert "No survey is published yet" in client.page(PAGES).text


def test_a_lead_sees_true_counts(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    start_draft(session.connection(), answered, secret=SECRET, on=date(2026, 11, 20))
    session.commit()
    sign_in(Role.PROGRAMME_LEAD)
    page = client.page(CARE)
    assert [" ".join(fact.text.split()) for fact in page.select(".sd-facts li")] == [
        "33 responses",
        "1 begun, not sent yet",
    ]
    assert table_rows(page, 0)["9 November 2026"] == ["33", "100 %"]
    assert table_rows(page, 1)["10 November 2026"] == ["33", "100 %"]
    assert table_rows(page, 2)["Paper"] == ["3", "9 %"]
    assert table_rows(page, 6)["BS39"] == ["3", "9 %"]
    assert "the last on 10 November 2026" in client.page(PAGES).text
    assert table_rows(client.page(PAGES))["People who use care"] == ["33", "100 %"]


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.REVIEWER])
def test_others_see_protected_counts(
    client: CheckedClient, answered: QuestionnaireEdition, sign_in: SignIn, role: Role
) -> None:
    sign_in(role)
    page = client.page(CARE)
    assert page.select(".sd-facts li")[0].text.split() == ["35", "responses"]
    # Three on paper would follow from the total and those online, so the table is withheld.
    assert "How it came: too few answers of any kind to show a table" in " ".join(page.text.split())
    assert table_rows(page, 3) == {
        "BA1": ["20", "57 %"],
        "BA2": ["*", "*"],
        "Others, fewer than 8 each": ["*", "*"],
        "All": ["35", ""],
    }
    assert "Day by day" not in page.text
    assert "BS39" not in page.text
    assert "Over all surveys" not in client.page(PAGES).text


def test_only_leads_change_figures_and_only_the_programme_lead_takes_words_away(
    client: CheckedClient, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    closed = {f"{CARE}/{path}" for path in ("versions/1", "figures/area", "new-figures", "codebook.csv")}
    closed |= {f"{PAGES}/groups", f"{PAGES}/groups/figures", f"{CARE}/export"}
    for role in (Role.FACILITATOR, Role.REVIEWER):
        sign_in(role)
        for path in closed:
            client.page(path, status=403)
    sign_in(Role.ADMINISTRATOR)
    client.page(f"{CARE}/export", status=403)
    assert "Download all answers" not in client.page(CARE).text
    sign_in(Role.PANEL_MEMBER)
    client.page(PAGES, status=403)


def test_questions_say_who_answered_left_blank_and_was_not_asked(
    client: CheckedClient, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.ADMINISTRATOR)
    page = client.page(f"{CARE}/questions")
    said = {section.h3.text: " ".join(section.p.text.split()) for section in page.select(".sd-question")}  # type: ignore[union-attr]
    assert said["What about word?"] == "Answered: 10, left blank: 0, not asked: 23."
    assert said["Which other help?"] == "Answered: 3, left blank: 0, not asked: 30."
    assert said["What about needs?"] == "Answered: 20, left blank: 13, not asked: 0."
    assert "What about about-age?" not in said


def test_what_people_said_about_themselves_is_protected_from_leads_too(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    respond(session, answered, {}, times=5, about={"about-age": "not-said"})
    sign_in(Role.PROGRAMME_LEAD)
    page = client.page(f"{CARE}/about-you")
    assert "35 people said something" in " ".join(page.text.split())
    assert table_rows(page) == {
        "Under 65": ["10", "33 %"],
        "65 to 84": ["0", "0 %"],
        "85 or over": ["20", "67 %"],
        "All": ["30", ""],
    }


def test_versions_are_counted_together_and_each_for_leads(
    client: CheckedClient, session: Session, programme: Programme, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    second = publish_edition(session, programme, survey(2), opens_on=date(2026, 11, 1), closes_on=None)
    respond(session, second, {"help": "home-care"}, times=12)
    sign_in(Role.PROGRAMME_LEAD)
    assert "45 responses" in " ".join(client.page(CARE).text.split())
    assert "12 responses" in " ".join(client.page(f"{CARE}/versions/2").text.split())
    sign_in(Role.REVIEWER)
    page = client.page(CARE)
    assert table_rows(page, len(page.select("table")) - 1)["Version 2"] == ["10", "22 %"]


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (date(2020, 1, 1), date(2020, 2, 1), "Closed on 1 February 2020"),
        (date(2098, 1, 1), None, "Opens on 1 January 2098"),
        (date(2020, 1, 1), None, "Open since 1 January 2020, with no closing date"),
    ],
)
def test_the_list_says_when_a_survey_takes_answers(
    client: CheckedClient,
    session: Session,
    programme: Programme,
    sign_in: SignIn,
    opens: date,
    closes: date | None,
    words: str,
) -> None:
    publish_edition(session, programme, survey(), opens_on=opens, closes_on=closes)
    session.commit()
    sign_in(Role.FACILITATOR)
    assert words in client.page(PAGES).text


def test_an_area_that_hangs_on_a_hidden_number_is_hidden_on_every_page(
    client: CheckedClient, session: Session, programme: Programme, sign_in: SignIn
) -> None:
    hanging = {"question": "help", "is": ["home-care"]}
    questions = [QUESTIONS[0], {**QUESTIONS[1], "show_when": hanging}]
    edition = publish_edition(
        session, programme, survey(questions=questions), opens_on=date(2026, 9, 1), closes_on=None
    )
    respond(session, edition, {"help": "home-care", "area": "BA1"}, times=20)
    respond(session, edition, {"help": "reablement"}, times=3)
    sign_in(Role.FACILITATOR)
    for path in ("", "/questions"):
        assert "BA1" not in client.page(f"{CARE}{path}").text
    assert b"BA1" not in client.get(f"{CARE}/counts.csv").data
