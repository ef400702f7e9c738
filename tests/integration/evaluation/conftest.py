"""A tender, and a browser signed in as somebody on its panel."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from surveys.models import Account, Programme
from tests.checked_client import CheckedClient
from tests.tender import Tender, make_tender
from webapp.extensions import db


class Browser(CheckedClient):
    """A client whose requests share nothing with one another or with the test but the database."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Open an address in a context of its own; the test then sees what was committed, and nothing else."""
        db.session.rollback()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        db.session.rollback()
        return response


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    app.test_client_class = Browser
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def tender(session: Session, programme: Programme, make_account: Callable[..., Account]) -> Tender:
    return make_tender(session, programme, make_account)


@pytest.fixture
def enter(client: CheckedClient, tender: Tender) -> Callable[[str], CheckedClient]:
    """Bring the tender's rows into the database, and sign in as a member of its panel."""

    def sign_in(name: str) -> CheckedClient:
        tender.session.commit()
        client.sign_in_as(tender.members[name].account)
        return client

    return sign_in
