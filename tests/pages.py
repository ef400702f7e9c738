"""What stands on a page."""

from bs4 import BeautifulSoup


def table_rows(page: BeautifulSoup, place: int = 0) -> dict[str, list[str]]:
    """Give the rows of a table by their headings, each cell as it is seen."""
    for unseen in page.select("td .govuk-visually-hidden"):
        unseen.decompose()
    rows = page.select("table")[place].select("tbody tr")
    return {row.th.text.strip(): [cell.text.strip() for cell in row.select("td")] for row in rows if row.th}


def quotes(page: BeautifulSoup) -> list[str]:
    return [quote.text.strip() for quote in page.select("blockquote p")]
