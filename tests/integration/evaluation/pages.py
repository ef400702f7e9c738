"""Addresses of the tender's pages, and what stands on one."""

from bs4 import BeautifulSoup

from tests.tender import BIDS, WEIGHTS

HOME = "/programmes/ferring/evaluation"
LOT = f"{HOME}/east"
SCORE = f"{LOT}/scores/ash/continuity"
AGREE = f"{LOT}/agreed/ash/continuity"
ANSWERS = [*(f"ash/{criterion}" for criterion in WEIGHTS), "birch/skills", "cedar/righting"]
PRICES = ("21.5", "20.4", "23.1", "35.32", "37.95", "85.95", "84.32")


def words(page: BeautifulSoup, selector: str = "main") -> str:
    return " ".join(" ".join(it.get_text(" ") for it in page.select(selector)).split())


def rows(page: BeautifulSoup, table: int = 0) -> list[list[str]]:
    body = page.select("table")[table].select("tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in body]


def errors(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select(".govuk-error-summary__list a")]


def every_page() -> list[str]:
    """Every kind of page, and every bid and question at least once."""
    lists = [
        "",
        "/east/declaration",
        "/east/scores",
        "/east/scores/next",
        "/east/progress",
        "/east/agreed",
        "/east/result",
    ]
    moves = ["/east/moves/moderation", "/east/moves/decided"]
    answers = [f"/east/{part}/{answer}" for part in ("scores", "agreed") for answer in ANSWERS]
    return [HOME + path for path in (*lists, *moves, *answers, *(f"/east/result/{bid}" for bid in BIDS))]
