"""Reviewers see in which language the questions were put."""

import pytest
from sqlalchemy.orm import Session

from surveys.models import Contribution, Programme
from surveys.values import Language
from tests.checked_client import CheckedClient
from tests.integration.conftest import FOUND, TEXT
from tests.tagged import add_contribution

SAID = "The questions were put in {}. The words may be in it, and the software reads English only."


@pytest.fixture
def contribution(session: Session, programme: Programme) -> Contribution:
    return add_contribution(session, programme, TEXT, FOUND)


@pytest.mark.usefixtures("reviewer")
def test_another_language_is_named(
    client: CheckedClient, session: Session, contribution: Contribution, address: str
) -> None:
    for language, name in ((Language.WELSH, "Welsh"), (Language.URDU, "Urdu")):
        contribution.language = language
        session.commit()
        assert SAID.format(name) in client.page(address).text


@pytest.mark.usefixtures("reviewer")
def test_english_is_not(client: CheckedClient, address: str) -> None:
    assert "The questions were put in" not in client.page(address).text
