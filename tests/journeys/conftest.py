"""A real server, a real browser, and axe."""

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.walking import follow

AXE = Path(__file__).parents[2] / "webapp/assets/node_modules/axe-core/axe.min.js"
PORT = 5987
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STARTING = 90
"""Seconds that the first start may take, with the sample to load and tag."""


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that holds what the server prints."""
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, server_log: Path) -> Iterator[str]:
    """The address of a server with the sample programme, started as a user would."""
    folder = tmp_path_factory.mktemp("instance")
    command = [sys.executable, "-c", "from webapp.commands import main; main()", "run", "--sample"]
    command += ["--instance", str(folder), "--port", str(PORT)]
    with server_log.open("w") as log, subprocess.Popen(command, stdout=log) as server:
        try:
            _wait(f"http://127.0.0.1:{PORT}/", server)
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the first page answers."""
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=["with scripts", "without scripts"])
def has_scripts(request: pytest.FixtureRequest) -> bool:
    """Every journey is made with JavaScript and without."""
    return bool(request.param == "with scripts")


@pytest.fixture
def make_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a browser window of its own, with its own cookies."""
    contexts: list[BrowserContext] = []

    def make(*, has_scripts: bool = True, size: dict[str, int] = PHONE) -> Page:
        context = browser.new_context(base_url=address, viewport=size, java_script_enabled=has_scripts, bypass_csp=True)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def phone(make_page: Callable[..., Page], has_scripts: bool) -> Page:
    """A phone, 320 pixels wide."""
    return make_page(has_scripts=has_scripts)


@pytest.fixture
def desk(make_page: Callable[..., Page], has_scripts: bool) -> Page:
    """A computer on a desk."""
    return make_page(has_scripts=has_scripts, size=DESK)


@pytest.fixture(scope="session")
def mirror(browser: Browser) -> Iterator[Page]:
    """A window with scripts, in which the HTML of a page without scripts can be looked at."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def judge(mirror: Page, has_scripts: bool) -> Callable[[Page], None]:
    """Fail when axe finds anything on the page that is open, or when it scrolls sideways."""

    def look(page: Page) -> None:
        window = page if has_scripts else _reflect(page, mirror)
        window.add_script_tag(path=str(AXE))
        found = window.evaluate(f"axe.run({{runOnly: {RULES}, resultTypes: ['violations']}})")["violations"]
        problems = [(it["id"], it["nodes"][0]["target"], it["nodes"][0]["failureSummary"]) for it in found]
        assert not problems, f"{page.url}: {problems}"
        wide = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} pixels"

    return look


def _reflect(page: Page, mirror: Page) -> Page:
    """Show the HTML of a page in the mirror, at the same width."""
    mirror.set_viewport_size(page.viewport_size or DESK)  # type: ignore[arg-type]
    base = f'<base href="{page.url}">'
    mirror.set_content(page.content().replace("<head>", f"<head>{base}", 1), wait_until="load")
    return mirror


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Sign in to the sample programme as USER@sample.example."""

    def enter(page: Page, user: str) -> None:
        page.goto("/sign-in")
        page.get_by_label("Email address").fill(f"{user}@sample.example")
        page.get_by_label("Password", exact=True).fill("tea-and-a-biscuit")
        follow(page.get_by_role("button", name="Sign in"))
        assert page.get_by_role("heading", level=1).inner_text() == "Your desk"

    return enter
