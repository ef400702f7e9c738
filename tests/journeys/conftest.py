"""A real server, a real browser, and axe."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.judging import list_problems, list_problems_bare
from tests.journeys.mistakes import EVERY_TYPE
from tests.journeys.walking import SURVEYS, Judge, follow

SAID = [sys.executable, "-c", "from webapp.commands import main; main()"]
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
STARTING = 180
"""Seconds that the first start may take, with the sample to load and tag."""


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that holds what the server prints."""
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the server writes into."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def address(instance: Path, server_log: Path) -> Iterator[str]:
    """The address of a server with the sample programme, started as a user would; it counts nobody's tries."""
    with socket.socket() as probe:  # journeys are made side by side, each with a server of its own
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [*SAID, "run", "--sample", "--instance", str(instance), "--port", port]
    environment = {**os.environ, "SAID_LIMITS": "off"}
    with server_log.open("w") as log, subprocess.Popen(command, stdout=log, env=environment) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def publish(address: str, instance: Path) -> Callable[..., str]:
    """Publish a questionnaire's file in the sample programme; gives the address of its first page."""

    def act(file: Path, *options: str) -> str:
        command = [*SAID, "questionnaire", "publish", str(file), "--programme", "aldermere-home-care"]
        subprocess.run(
            [*command, *options, "--instance", str(instance)],
            check=True,
            capture_output=True,
        )
        return f"{SURVEYS}/{file.stem}"

    return act


@pytest.fixture(scope="session")
def every_type(publish: Callable[..., str]) -> str:
    """A survey with a question of every type, each of which needs an answer."""
    return publish(EVERY_TYPE)


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
    """The system's Chromium, if it can be without its windows, which take time and are never seen."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
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
        context = browser.new_context(base_url=address, viewport=size, java_script_enabled=has_scripts)  # type: ignore[arg-type]
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
def mirrors(browser: Browser) -> Iterator[BrowserContext]:
    """Windows with scripts, in which the HTML of pages without scripts can be looked at."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def judge(mirrors: BrowserContext, has_scripts: bool) -> Judge:
    """Fail when axe finds anything on the page that is open, or when it scrolls sideways."""

    def look(page: Page) -> None:
        problems = list_problems(page) if has_scripts else list_problems_bare(page, mirrors)
        assert not problems, f"{page.url}: {problems}"

    return look


@pytest.fixture
def judge_bare(mirrors: BrowserContext) -> Judge:
    """Judge pages of a window that never has scripts."""

    def look(page: Page) -> None:
        problems = list_problems_bare(page, mirrors)
        assert not problems, f"{page.url}: {problems}"

    return look


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
