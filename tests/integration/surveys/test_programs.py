"""Programs that fill in forms are kept out; people whom that hits by mistake lose nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.models import Response, SealedDraft
from tests.checked_client import CheckedClient, soup
from tests.conftest import make_app
from tests.integration.surveys.pages import START, count, errors, skip
from webapp.extensions import db, limiter
from webapp.views.surveys.beginning import STARTS, TRIES

EMPTY_IT = [("#website", "Empty this box, then press the button again")]


@pytest.fixture
def limited(app: Flask, tmp_path: Path) -> Iterator[CheckedClient]:
    """A browser of a server that counts tries, on the same database."""
    limiting = make_app(tmp_path, has_limits=True)
    with limiting.app_context():
        limiter.reset()
        yield limiting.test_client()  # type: ignore[misc]
        limiter.reset()
        db.session.remove()
        db.engine.dispose()


def test_the_box_for_programs_is_out_of_sight(client: CheckedClient) -> None:
    box = client.page(START).select(".sd-nobody #website")[0]
    assert (box["tabindex"], box["autocomplete"]) == ("-1", "off")


def test_who_fills_it_in_begins_nothing_and_is_shown_the_box(client: CheckedClient, session: Session) -> None:
    response = client.send(START, {"begin": "Start", "website": "https://spam.example"})
    assert errors(response) == EMPTY_IT
    box = soup(response).select("#website")[0]
    assert box["value"] == "https://spam.example"
    assert "tabindex" not in box.attrs
    assert soup(response).select(".sd-nobody") == []
    assert count(session, SealedDraft) == 0


def test_who_fills_it_in_sends_nothing_and_loses_nothing(begun: CheckedClient, session: Session) -> None:
    skip(begun, session, good="Kind people")
    response = begun.send(f"{START}/check", {"website": "x"})
    assert errors(response) == EMPTY_IT
    assert (count(session, Response), count(session, SealedDraft)) == (0, 1)
    assert begun.send(f"{START}/check", {"website": ""}).request.path == f"{START}/sent"


@pytest.mark.parametrize(("path", "field"), [("carry-on", "code"), ("follow", "code")])
def test_too_many_tries_at_a_code_are_told_to_wait(limited: CheckedClient, path: str, field: str) -> None:
    address = f"/surveys/ferring/{path}"
    tries = [limited.post(address, data={field: "0000"}) for _ in range(int(TRIES.split()[0]) + 1)]
    assert {response.status_code for response in tries[:-1]} == {200}
    assert tries[-1].status_code == 429
    page = soup(tries[-1])
    assert page.select("h1")[0].text == "Too many tries"
    assert "Wait a minute, then try again. Press back to see what you typed." in page.text
    assert limited.get(address).status_code == 200


def test_too_many_surveys_begun_from_one_address_are_told_to_wait(limited: CheckedClient) -> None:
    most = int(STARTS.split()[0])
    codes = [limited.post(START, data={"begin": "Start"}).status_code for _ in range(most + 1)]
    assert (codes[0], codes[-2], codes[-1]) == (200, 200, 429)
