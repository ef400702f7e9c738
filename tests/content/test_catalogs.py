"""Every text of the respondents' pages is there in every language, with the same places for facts."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from surveys.values import Language

WEBAPP = Path(__file__).parents[2] / "webapp"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
OTHERS = [language for language in Language if language is not Language.ENGLISH]
PLACE = re.compile(r"%\([a-z_]+\)[sd]|%\{count\}|\{[a-z_]+\}")


@cache
def texts() -> frozenset[str]:
    options = {"templates/**.html": {"trimmed": "true"}}
    found = extract_from_dir(WEBAPP, METHODS, options, keywords=KEYWORDS)
    return frozenset(text if isinstance(text, str) else text[0] for _, _, text, _, _ in found)


def catalog(language: Language) -> Catalog:
    path = WEBAPP / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]  # a plural has several


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing_and_none_is_left_over(language: Language) -> None:
    there = {forms(message.id)[0] for message in catalog(language) if message.id and all(forms(message.string))}
    assert len(texts()) > 300
    assert sorted(texts() - there) == []
    assert sorted(there - texts()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_places_of_its_text(language: Language) -> None:
    for message in catalog(language):
        if not message.id:
            continue
        wanted = sorted(PLACE.findall(forms(message.id)[-1]))
        given = [sorted(PLACE.findall(form)) for form in forms(message.string)]
        # A form for one, such as "one minute", may leave out the number.
        assert all(places == wanted or len(given) > 1 for places in given), message.id
        assert not message.fuzzy, message.id
