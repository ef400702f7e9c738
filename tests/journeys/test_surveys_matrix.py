"""Every kind of page that a respondent can meet, in five languages and Easy Read, empty, filled and with errors.

Each is looked at by axe on a screen of 320 pixels, and must say its language and direction, and have no English left.
Colours are looked at in one language of each direction, and in their other sets: they do not depend on words.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page

import webapp
from surveys.definitions.loader import LIBRARY
from surveys.values import Language
from tests.journeys.conftest import PHONE
from tests.journeys.judging import AXE, list_problems, measure
from tests.journeys.places import FEW, Devices, prepare, visit
from tests.journeys.walking import wear
from webapp.look import RIGHT_TO_LEFT, Contrast, Look, TextSize

LOOKS = [Look(language, is_easy) for language in Language for is_easy in (False, True)]
COLOURED = {Language.ENGLISH, Language.URDU}
SHOWN = [
    Look(language, is_easy, size, contrast)
    for language, is_easy in ((Language.ENGLISH, False), (Language.URDU, True))
    for size, contrast in (
        (TextSize.LARGEST, Contrast.NORMAL),
        (TextSize.LARGEST, Contrast.DARK),
        (TextSize.LARGEST, Contrast.YELLOW),
    )
]
NAMES = ("Aldermere Council", "Home care and reablement in Aldermere", "Said & Done", "OpenMoji")
"""Words that are the same in every language."""

TRANSLATIONS = Path(webapp.__file__).parent / "translations"

English = dict[bool, dict[str, set[str]]]


@pytest.fixture(scope="module")
def devices(
    browser: Browser, address: str, publish: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Devices]:
    """Two devices in the middle of surveys; two more surveys are closed."""
    folder = tmp_path_factory.mktemp("surveys")
    for season, options in SEASONS.items():
        publish(copy_of_the_kiosk(folder, season), *options)
    windows = [browser.new_context(base_url=address, viewport=PHONE).new_page() for _ in range(2)]  # type: ignore[arg-type]
    for window in windows:
        window.context.add_init_script(AXE)  # faster than to bring it to every page
    yield prepare(*windows)
    for window in windows:
        window.context.close()


SEASONS = {
    "spring": ("--opens", "2020-03-01", "--closes", "2020-05-31"),
    "autumn": ("--opens", "2095-09-01"),
}


def copy_of_the_kiosk(folder: Path, key: str) -> Path:
    """Copy the three questions of the kiosk, with their translations, as another survey."""
    for file in (LIBRARY / "home_care/questionnaires").glob("kiosk*.toml"):
        words = file.read_text(encoding="utf-8").replace('key = "kiosk"', f'key = "{key}"')
        (folder / file.name.replace("kiosk", key)).write_text(words, encoding="utf-8")
    return folder / f"{key}.toml"


@pytest.fixture(scope="module")
def english(devices: Devices, address: str) -> English:
    """The words of each page in English, by whether they are Easy Read."""
    words: English = {}
    for is_easy in (False, True):
        with dressed(devices, address, Look(is_easy=is_easy)) as shown:
            words[is_easy] = {name: set(filter(is_english, measure(page).words)) for name, page in shown.walk()}
    return words


@contextmanager
def dressed(devices: Devices, address: str, look: Look) -> Iterator[Devices]:
    """Show pages in this way on both devices, in new windows: old ones grow slow."""
    windows = []
    for page in (devices.phone, devices.kiosk):
        wear(page.context, address, look)
        windows.append(page.context.new_page())
    yield Devices(*windows, devices.receipt)
    for window in windows:
        window.close()


def is_english(words: str) -> bool:
    """Tell whether a text has words that should be translated: not a name, an address of a page, or a number."""
    return bool(re.search(r"[a-z]{3}", words)) and words.strip(".,:") not in NAMES and not re.search(r"\w\.\w", words)


@cache
def list_same(language: Language) -> set[str]:
    """List the words of the pages that happen to be the same in a language: Welsh for "Help" is "Help"."""
    with (TRANSLATIONS / language / "LC_MESSAGES/messages.po").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id == message.string}


def examine(page: Page, look: Look) -> list[str]:
    """List what is wrong with a page, whatever its words are."""
    seen = measure(page)
    problems = list_problems(page, colours=look.language in COLOURED)
    if seen.language != look.language:
        problems.append(f"says that it is in {seen.language}")
    if seen.direction != ("rtl" if look.language in RIGHT_TO_LEFT else "ltr"):
        problems.append(f"runs {seen.direction}")
    return problems


@pytest.mark.parametrize("look", LOOKS, ids=Look.cookie)
def test_every_page_in_every_language_and_format(devices: Devices, address: str, english: English, look: Look) -> None:
    problems = []
    with dressed(devices, address, look) as shown:
        for name, page in shown.walk():
            found = examine(page, look)
            if look.language is not Language.ENGLISH:
                left = english[look.is_easy][name] & set(measure(page).words) - list_same(look.language)
                found += [f"still says in English: {words}" for words in sorted(left)]
            problems += [f"{name} | {look.language} | {look.form} | {problem}" for problem in found]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("look", SHOWN, ids=Look.cookie)
def test_pages_in_other_colours_and_sizes(devices: Devices, address: str, look: Look) -> None:
    problems = []
    with dressed(devices, address, look) as shown:
        for name, page in visit(shown.phone, FEW):
            problems += [f"{name} | {look.cookie()} | {problem}" for problem in examine(page, look)]
    assert not problems, "\n".join(problems)
