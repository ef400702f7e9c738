"""Typesetting: whatever people wrote is printed, and nothing that breaks PDF/UA-1 is made."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from webapp.documents import typesetting
from webapp.documents.glyphs import covered, printable
from webapp.documents.pictures import load_picture, square_code
from webapp.documents.typesetting import typeset

TEMPLATE = """
#import "base.typ": *
#let data = json("data.json")
#show: body => document-of(data, body)
= #data.title
#data.words
"""
DATA = {"title": "Your care", "language": "en", "words": "They are kind."}


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """The templates, with one for tests among them."""
    templates = {"base.typ": (typesetting.TEMPLATES / "base.typ").read_bytes(), "test.typ": TEMPLATE.encode()}
    monkeypatch.setattr(typesetting, "_templates", lambda: templates)
    return iter([templates])


def words_of(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_words_are_never_markup() -> None:
    words = '#read("/etc/passwd") *bold* $x$ = Title @home \\ <label>'
    assert words in " ".join(words_of(typeset("test.typ", DATA | {"words": words})).split())


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Thank you 😀!", "Thank you !"),
        ("ŵŷ żółć আপনার آپ", "ŵŷ żółć আপনার آپ"),
        ("你好", "??"),
        ("a\u2009b", "a\u2009b"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_what_no_font_has_is_left_out(words: str, kept: str) -> None:
    assert printable(words) == kept


def test_emoji_in_an_answer_do_not_stop_the_print() -> None:
    assert "kind" in words_of(typeset("test.typ", DATA | {"words": "kind 😀 你好 \u200d\ufe0f"}))


def test_the_fonts_have_every_language_of_the_product() -> None:
    assert set("Aâŵ żółćęśź আপনার যত্ন آپ کی دیکھ بھال “”‘’–…•") <= covered()


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="title"):
        typeset("test.typ", DATA | {"title": ""})


def test_a_picture_that_says_nothing_is_refused(template: Iterator[dict[str, bytes]]) -> None:
    next(template)["test.typ"] = TEMPLATE.encode() + b'#image("qr.svg")'
    with pytest.raises(typst.TypstError, match=r"alt|alternative"):
        typeset("test.typ", DATA, pictures={"qr.svg": square_code("https://care.example")})


def test_a_template_sees_no_other_file(tmp_path: Path, template: Iterator[dict[str, bytes]]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    next(template)["test.typ"] = f'#set document(title: "x")\n#read("{secret}")'.encode()
    with pytest.raises(typst.TypstError):
        typeset("test.typ", DATA)


def test_a_square_code_is_a_picture() -> None:
    assert square_code("https://care.example/surveys/ferring/service-user").startswith(b"<svg")


def test_a_picture_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match=r"nothing\.svg"):
        load_picture(None, "nothing.svg")  # type: ignore[arg-type]  # the library's pictures need no database
