"""Prints: asked for on a page, made by the worker, tagged and whole."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.capture.paper import PrintWish, order_print
from surveys.definitions import parse_questionnaire
from surveys.models import Account, Media, PrintOrder, Programme, QuestionnaireEdition
from surveys.values import Format, Language, Role
from tests.checked_client import CheckedClient
from tests.conftest import AT
from tests.integration.paper.pages import PAPER, PRINT, SERVICE_USER, errors
from webapp import printing
from webapp.printing import make_print, print_next

RETURN_TO = "FREEPOST FERRING CARE\r\n\r\n  Ferring FE1 1AA"
ADDRESS = "https://care.ferring.example/surveys/ferring/service-user"


@pytest.fixture
def pdf(
    session: Session, edition: QuestionnaireEdition, make_account: Callable[..., Account]
) -> Callable[..., PdfReader]:
    """Make a print as the worker does."""
    by = make_account("printer", Role.FACILITATOR)

    def make(language: Language, form: Format) -> PdfReader:
        wish = PrintWish(language, form, "FREEPOST FERRING CARE", ADDRESS)
        order = order_print(session, edition, wish, by=by, at=AT)
        return PdfReader(io.BytesIO(make_print(order)))

    return make


def elements(pdf: PdfReader) -> Iterator[Any]:
    """Go through the structure of a tagged PDF."""
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, int) or ("/S" not in element and "/K" not in element):
            continue
        if "/S" in element:
            yield element
        inside = element.get("/K", [])
        waiting[:0] = [each.get_object() for each in (inside if isinstance(inside, list) else [inside])]


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def test_a_print_is_asked_for_made_by_the_worker_and_downloaded(
    client: CheckedClient, session: Session, keyer: Account
) -> None:
    response = client.send(PRINT, {"return_to": RETURN_TO, "language": "en", "form": "large_print"})
    assert response.request.path == PRINT
    assert "Being made." in response.text
    order = session.scalars(select(PrintOrder)).one()
    assert client.get(f"{PAPER}/prints/{order.id}.pdf").status_code == 404
    assert (print_next(), print_next()) == (1, 0)
    link = next(link for link in client.page(PRINT).select("td a") if link.text.startswith("Download"))
    given = client.get(str(link["href"]))
    assert given.mimetype == "application/pdf"
    assert given.headers["Content-Disposition"] == 'attachment; filename="service-user-en-large-print.pdf"'
    words = text_of(PdfReader(io.BytesIO(given.data)))
    assert "Ferring Council FREEPOST FERRING CARE Ferring FE1 1AA" in words
    assert "http://localhost/surveys/ferring/service-user" in words.replace("/ ", "/").replace("- ", "-")


def test_the_same_print_is_made_once(client: CheckedClient, session: Session, keyer: Account) -> None:
    for form in ("standard", "standard", "easy_read"):
        client.send(PRINT, {"return_to": RETURN_TO, "form": form})
    assert [order.format for order in session.scalars(select(PrintOrder))] == [Format.STANDARD, Format.EASY_READ]


def test_what_failed_is_said_and_tried_again_when_it_is_asked_for_again(
    client: CheckedClient, session: Session, keyer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.send(PRINT, {"return_to": RETURN_TO})
    with monkeypatch.context() as broken:
        broken.setattr(printing, "typeset", lambda *_args, **_more: 1 / 0)
        assert print_next() == 1
    assert "Something went wrong on our side" in client.page(PRINT).text
    assert print_next() == 0
    client.send(PRINT)
    assert print_next() == 1
    assert session.scalars(select(PrintOrder)).one().error == ""


def test_an_address_is_needed(client: CheckedClient, keyer: Account) -> None:
    words = "Enter the address that people send the paper to, such as FREEPOST FERRING CARE"
    assert errors(client.send(PRINT, {"return_to": " "})) == [("#return_to", words)]


@pytest.mark.parametrize(
    ("language", "form"),
    [
        (Language.ENGLISH, Format.STANDARD),
        (Language.ENGLISH, Format.LARGE_PRINT),
        (Language.ENGLISH, Format.EASY_READ),
        (Language.URDU, Format.STANDARD),
        (Language.BENGALI, Format.EASY_READ),
        (Language.WELSH, Format.STANDARD),
        (Language.POLISH, Format.LARGE_PRINT),
    ],
)
def test_every_print_is_tagged_and_says_so(pdf: Callable[..., PdfReader], language: Language, form: Format) -> None:
    made = pdf(language, form)
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language.value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata is not None
    assert made.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = [element["/S"] for element in elements(made)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H3") == 31
    assert "/LI" in kinds
    assert all(element.get("/Alt") for element in elements(made) if element["/S"] == "/Figure")
    fonts = [font for page in made.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


def test_routing_is_in_words_and_the_sheet_about_the_person_starts_on_a_page_of_its_own(
    pdf: Callable[..., PdfReader],
) -> None:
    made = pdf(Language.ENGLISH, Format.STANDARD)
    words = text_of(made)
    assert (
        "Answer questions 11 and 12 only if you said “Reablement” or “Both, or first one and then the other” to "
        "question 1. If not, go on to question 13." in words
    )
    assert "Think of your usual visits in a week." in words
    assert "Will you answer some questions about yourself?" not in words
    pages = [page.extract_text() for page in made.pages]
    [about] = [number for number, page in enumerate(pages, start=1) if "These pages are kept apart" in page]
    assert about % 2 == 1
    assert not any("Paper number" in page for page in pages[1:])


def test_letters_are_as_large_as_the_format_says(pdf: Callable[..., PdfReader]) -> None:
    def sizes(form: Format) -> set[float]:
        found: set[float] = set()

        def note(text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
            if text.strip():
                found.add(round(abs(matrix[3]) * size, 1))

        for page in pdf(Language.ENGLISH, form).pages[1:]:
            page.extract_text(visitor_text=note)
        return found

    assert 18 in sizes(Format.LARGE_PRINT)
    assert min(sizes(Format.EASY_READ)) >= 14


def test_the_authors_own_picture_is_printed_with_its_words(
    session: Session, programme: Programme, make_account: Callable[..., Account]
) -> None:
    by = make_account("author", Role.PROGRAMME_LEAD)
    drawn = io.BytesIO()
    Image.new("RGB", (1200, 900), "teal").save(drawn, "WEBP")
    media = Media(key="own", media_type="image/webp", content=drawn.getvalue(), added_by_id=by.id)
    media.programme_id = programme.id
    session.add(media)
    raw = SERVICE_USER.model_dump(mode="json", by_alias=True) | {"key": "own-picture"}
    raw["sections"][0]["questions"][0]["easy"]["picture"] = {"media": "own", "alt": "A front door in Ferring"}
    edition = publish_edition(
        session, programme, parse_questionnaire(raw), opens_on=date(2026, 9, 1), closes_on=date(2026, 12, 31)
    )
    wish = PrintWish(Language.ENGLISH, Format.EASY_READ, "FREEPOST FERRING CARE", ADDRESS)
    made = PdfReader(io.BytesIO(make_print(order_print(session, edition, wish, by=by, at=AT))))
    alts = [element["/Alt"] for element in elements(made) if element["/S"] == "/Figure"]
    assert alts == [f"A square code that opens {ADDRESS}", "A front door in Ferring"]
    assert "Please send it back by 31 December 2026." in text_of(made)
