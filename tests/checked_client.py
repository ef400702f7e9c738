"""A test client that checks every page it opens: validity, headings, labels, errors, tokens."""

from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from surveys.models import Account

ERROR_WORDS = {"en": "Error: ", "cy": "Gwall: ", "bn": "ত্রুটি: ", "pl": "Błąd: ", "ur": "غلطی: "}
"""With what the title of a page with an error begins, in each language."""


class CheckedClient(FlaskClient):
    """A Flask client whose every HTML answer must be a well-made page."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Open an address and check what comes."""
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            check_page(response.get_data(as_text=True), place=response.request.path)
        return response

    def page(self, path: str, *, status: int = 200) -> BeautifulSoup:
        """Get a page that must answer with the status."""
        response = self.get(path)
        assert response.status_code == status, f"{path} answered {response.status_code}"
        return soup(response)

    def send(self, path: str, data: dict[str, Any] | None = None, *, follow: bool = True) -> TestResponse:
        """Open a page, fill its (last) form as a browser would, and send it; `data` replaces what the fields hold."""
        form = soup(self.get(path)).select("form[method=post]")[-1]
        fields = form_values(form) | (data or {})
        return self.post(str(form.get("action") or path), data=fields, follow_redirects=follow)

    def sign_in_as(self, account: Account) -> None:
        """Be somebody from now on."""
        with self.session_transaction() as session:
            session["_user_id"] = str(account.id)
            session["_fresh"] = True


def soup(response: TestResponse) -> BeautifulSoup:
    """Parse an answer."""
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def form_values(form: Tag) -> dict[str, Any]:
    """Give what a browser would send of an untouched form."""
    values: dict[str, Any] = {}
    for field in form.select("input[name]"):
        is_box = field.get("type") in {"radio", "checkbox"}
        if field.get("type") != "submit" and (not is_box or field.has_attr("checked")):
            values[str(field["name"])] = field.get("value", "")
    for area in form.select("textarea[name]"):
        values[str(area["name"])] = area.text.removeprefix("\n")
    for select in form.select("select[name]"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        values[str(select["name"])] = chosen.get("value", chosen.text) if chosen else ""
    return values


def check_page(html: str, *, place: str) -> None:
    """Fail when a page is not well made."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    assert not parser.errors, f"{place}: not valid HTML: {parser.errors[:3]}"
    page = BeautifulSoup(html, "html.parser")
    assert page.html is not None
    assert page.html.get("lang"), f"{place}: no language"
    headings = page.select("h1")
    assert len(headings) == 1, f"{place}: {len(headings)} h1"
    _check_title(page, headings[0], place)
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids)), f"{place}: the same id twice: {sorted({x for x in ids if ids.count(x) > 1})}"
    assert not [hint for hint in page.select(".govuk-hint") if not hint.text.strip()], f"{place}: an empty hint"
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for element in page.select(f"[{attribute}]"):
            lost = set(str(element[attribute]).split()) - set(ids)
            assert not lost, f"{place}: {attribute} names {lost}, which is not on the page"
    _check_fields(page, place)
    _check_errors(page, set(ids), place)


def _check_title(page: BeautifulSoup, heading: Tag, place: str) -> None:
    """The title holds the heading's words, and starts with Error when there is one."""
    title = " ".join(page.title.text.split()) if page.title else ""
    words = " ".join(heading.text.split())
    assert words in title, f"{place}: title “{title}” lacks the heading “{words}”"
    has_error = page.select_one(".govuk-error-summary") is not None
    language = str(page.html["lang"]) if page.html else "en"
    is_error = title.startswith(ERROR_WORDS[language])
    assert is_error == has_error, f"{place}: title “{title}” and the error summary disagree"


def _check_fields(page: BeautifulSoup, place: str) -> None:
    """Every control has a label, every group a legend, every form that posts a token."""
    labelled = {str(label["for"]) for label in page.select("label[for]")}
    for field in page.select("input, textarea, select"):
        if field.get("type") in {"hidden", "submit"}:
            continue
        assert field.get("id") in labelled or field.get("aria-label"), f"{place}: no label for {field.get('name')}"
    for radio in page.select("input[type=radio]"):
        assert radio.find_parent("fieldset"), f"{place}: radio {radio.get('name')} outside a fieldset"
    for form in page.select("form"):
        if str(form.get("method", "get")).lower() == "post":
            assert form.select_one("[name$=csrf_token]"), f"{place}: a form without a token"


def _check_errors(page: BeautifulSoup, ids: set[str], place: str) -> None:
    """Every error in the summary links to something on the page, in the words that stand there too."""
    shown = " ".join(page.get_text(" ").split())
    for link in page.select(".govuk-error-summary__list a"):
        assert str(link["href"]).removeprefix("#") in ids, f"{place}: error link {link['href']} leads nowhere"
        assert shown.count(" ".join(link.text.split())) >= 1
