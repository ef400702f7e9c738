"""Fixtures for every test: a fresh migrated database, an application, a client that checks each page it opens."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask, g, request_started
from flask_migrate import upgrade
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from surveys.models import Account, Programme
from surveys.people import add_account, grant_roles
from surveys.tagging.codeframes import load_codeframes
from surveys.values import Role
from tests.checked_client import CheckedClient
from webapp import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.security import hash_password

settings.register_profile("said", deadline=None)
settings.load_profile("said")
"""Laws are checked, speed is measured by `said bench`: a busy machine fails no test."""

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECRET = "for tests only"
PASSWORD = "a password for tests"
PASSWORD_HASH = hash_password(PASSWORD)
TEMPLATES_FOLDER = TemporaryDirectory(prefix="said-templates-")
TEMPLATES = FileSystemBytecodeCache(TEMPLATES_FOLDER.name)
"""Templates compiled once for all applications of a test run; they go with it."""


def make_app(folder: Path, *, url: str | None = None, has_limits: bool = False) -> Flask:
    """Make an application that writes into the folder; it counts nobody's tries unless told to."""
    url = url or f"sqlite:///{folder / 'said.sqlite'}"
    config = Config(instance=folder, database_url=url, secret_key=SECRET, has_limits=has_limits, door_seconds=0)
    app = create_app(config)
    app.config["TESTING"] = True
    app.test_client_class = CheckedClient
    app.jinja_env.bytecode_cache = TEMPLATES
    request_started.connect(_begin_anew, app)
    return app


def _begin_anew(_app: Flask, **_facts: object) -> None:
    """Forget what the last request put by: in a test, all requests share one application context."""
    for name in list(g):
        g.pop(name)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that holds every table and the two default codeframes, made once by the migrations."""
    folder = tmp_path_factory.mktemp("migrated")
    app = make_app(folder)
    with app.app_context():
        upgrade()
        load_codeframes(db.session)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return folder / "said.sqlite"


@pytest.fixture
def app(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with a database of its own."""
    shutil.copyfile(migrated, tmp_path / "said.sqlite")
    app = make_app(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The database session of the application."""
    return db.session  # type: ignore[return-value]


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A browser without cookies."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def programme(session: Session) -> Programme:
    """A programme of an invented council."""
    programme = Programme(key="ferring", title="Home care in Ferring", council="Ferring Council", created_at_utc=AT)
    session.add(programme)
    session.commit()
    return programme


@pytest.fixture
def make_account(session: Session, programme: Programme) -> Callable[..., Account]:
    """Make an account with roles in the programme; its e-mail is NAME@ferring.example."""

    def make(name: str, *roles: Role) -> Account:
        account = add_account(session, email=f"{name}@ferring.example", name=name.title(), password_hash=PASSWORD_HASH)
        grant_roles(session, account, programme, roles=roles)
        session.commit()
        return account

    return make


@pytest.fixture
def sign_in(client: CheckedClient, make_account: Callable[..., Account]) -> Callable[..., Account]:
    """Sign the client in as somebody new who holds the roles."""

    def enter(*roles: Role, name: str = "") -> Account:
        account = make_account(name or "-".join(roles) or "nobody", *roles)
        client.sign_in_as(account)
        return account

    return enter


@pytest.fixture
def today() -> date:
    """The date on the clock of the tests."""
    return AT.date()
