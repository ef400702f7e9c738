"""Figures on a population: typed in, taken from a file, compared with the answers, taken out."""

import io
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Account, AuditEvent, QuestionnaireEdition, ReferencePopulation
from surveys.values import Role
from tests.checked_client import CheckedClient, soup
from tests.fieldwork import respond
from tests.integration.fieldwork.conftest import CARE, PAGES
from tests.pages import table_rows

SignIn = Callable[..., Account]

ABOUT = {
    "title": "People who use home care in Ferring",
    "source": "Care records",
    "counted_on": ["31", "3", "2026"],
}
FILE = """Characteristic,Value,Percent
age,under 65,20 %
Age,65 – 84,45
about-age,85+,35
area,ba1 1aa,80
area,BA2,"20"
"""


def enter(client: CheckedClient, path: str, **data: object) -> list[str]:
    """Send figures; give the errors."""
    answer = client.send(path, {**ABOUT, **data})
    return [link.text for link in soup(answer).select(".govuk-error-summary__list a")]


def upload(client: CheckedClient, content: str, name: str = "figures.csv") -> list[str]:
    return enter(client, f"{CARE}/new-figures", file=(io.BytesIO(content.encode()), name))


def standing(session: Session) -> dict[str, dict[str, float]]:
    rows = session.scalars(select(ReferencePopulation).where(ReferencePopulation.withdrawn_at_utc.is_(None)))
    return {row.question_key: {share.value: round(share.share, 3) for share in row.shares} for row in rows}


def test_figures_are_typed_in_and_compared(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    respond(session, answered, {}, times=70, about={"about-age": "85-or-over"})
    sign_in(Role.PROGRAMME_LEAD)
    numbers = {"figure_0": "12 %", "figure_1": "48", "figure_2": "40"}
    assert enter(client, f"{CARE}/figures/about-age", **numbers) == []
    page = client.page(f"{CARE}/missing")
    assert "Figures of 31 March 2026 from Care records" in page.text
    rows = {name: " ".join(cells[0].split()) for name, cells in table_rows(page).items()}
    assert rows == {
        "Under 65": "Not enough to say. About 65 more answers would tell",
        "65 to 84": "Fewer than expected",
        "85 or over": "More than expected",
    }
    assert "Fewer than expected: 65 to 84 (0 % where 48 % were expected)." in " ".join(page.text.split())
    assert "about-age" not in {str(link["href"]).rsplit("/", 1)[-1] for link in page.select("main a")}
    sign_in(Role.REVIEWER)
    page = client.page(f"{CARE}/missing")
    assert table_rows(page)["65 to 84"][0] == "Fewer than expected"
    assert not page.select("a[href*=figures]")


def test_areas_are_typed_in_as_lines(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.ADMINISTRATOR)
    lines = "BA1 1,200\nba2 400\nBS39, 200\nBA9\t200"
    assert enter(client, f"{CARE}/figures/area", unit="people", lines=lines) == []
    assert standing(session) == {"area": {"BA1": 0.6, "BA2": 0.2, "BS39": 0.1, "BA9": 0.1}}
    rows = table_rows(client.page(f"{CARE}/missing"))
    assert rows["BA9"][1:4] == ["0", "0 %", "10 %"]
    sign_in(Role.REVIEWER)
    assert table_rows(client.page(f"{CARE}/missing"))["BS39"][1] == "*"


def test_figures_come_from_a_file_however_they_are_written(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    assert upload(client, FILE) == []
    assert standing(session) == {
        "about-age": {"under-65": 0.2, "65-to-84": 0.45, "85-or-over": 0.35},
        "area": {"BA1": 0.8, "BA2": 0.2},
    }
    acts = list(session.scalars(select(AuditEvent.act)))
    assert acts == ["add figures"] * 2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", "there are no rows in this file"),
        ("characteristic,value\nage,under 65", "Add a column named percent or count"),
        ("characteristic,value,share\nheight,tall,1", "Row 2: there is no question “height” in this survey"),
        ("characteristic,value,share\narea,BA1,a lot", "Row 2: “a lot” is not a number, such as 18 or 18.5"),
        ("characteristic,value,share\narea,Bath,1", "Row 2: “Bath” is not an answer to “What about area?”: use the"),
        ("characteristic,value,share\narea,BA1,50\narea,BA1,50", "Row 3: “BA1” is there twice"),
        ("characteristic,value,percent\narea,BA1,50", "“What about area?”: The percentages add up to 50"),
        ("characteristic,value,count\nage,under 65,10", "give a number for “65 to 84”, “85 or over” too; 0 for nobody"),
        ("characteristic,value,count\narea,BA1,0", "The numbers are all 0"),
    ],
)
def test_a_file_that_does_not_fit_says_what_to_mend_and_nothing_is_added(
    client: CheckedClient, session: Session, edition: QuestionnaireEdition, sign_in: SignIn, content: str, error: str
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    (shown,) = upload(client, content)
    assert error in shown
    assert standing(session) == {}


def test_several_problems_are_listed_and_what_was_typed_stays(
    client: CheckedClient, edition: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    content = "characteristic,value,share\narea,Bath,1\nheight,tall,1"
    answer = client.send(f"{CARE}/new-figures", {**ABOUT, "file": (io.BytesIO(content.encode()), "figures.csv")})
    page = soup(answer)
    assert len(page.select(".sd-problems li")) == 2
    assert page.select_one("#title").get("value") == ABOUT["title"]  # type: ignore[union-attr]
    assert enter(client, f"{CARE}/figures/area", unit="people", lines="BA1 10\nBath many\nBA1 3") == [
        "2 things in the figures need mending: they are listed below"
    ]
    nothing = {
        "title": "",
        "source": "",
        "counted_on": ["", "", ""],
        "figure_0": "many",
        "figure_1": "",
        "figure_2": "0",
    }
    assert [error.split(":")[0] for error in enter(client, f"{CARE}/figures/about-age", **nothing)] == [
        "Enter who is counted, such as people who use home care in our area",
        "Enter where the figures are from",
        "Enter a real date, with day, month and year, such as 8 10 2026",
        "“Under 65”",
        "“65 to 84”",
    ]


def test_new_figures_take_the_place_of_old_ones_until_all_are_taken_out(
    client: CheckedClient, session: Session, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    enter(client, f"{CARE}/figures/area", unit="people", lines="BA1 10")
    enter(client, f"{CARE}/figures/area", unit="people", lines="BA2 10")
    page = client.page(f"{CARE}/missing")
    assert list(table_rows(page)) == ["BA2"]
    (link,) = page.select("a[href$=withdraw]")
    client.send(str(link["href"]))
    assert "have them. Choose what they are about" in client.page(f"{CARE}/missing").text
    assert standing(session) == {}
    client.page(str(link["href"]), status=404)


def test_groups_are_compared_over_all_surveys(
    client: CheckedClient, answered: QuestionnaireEdition, sign_in: SignIn
) -> None:
    sign_in(Role.PROGRAMME_LEAD)
    client.page(f"{PAGES}/groups")
    numbers = {f"figure_{place}": number for place, number in enumerate(["600", "300", "100", "0", "0"])}
    assert enter(client, f"{PAGES}/groups/figures", unit="people", **numbers) == []
    page = client.page(f"{PAGES}/groups")
    assert table_rows(page)["Family carers"][0] == "Fewer than expected"
    client.send(str(page.select("a[href$=withdraw]")[0]["href"]))
    assert not client.page(f"{PAGES}/groups").select("table")
