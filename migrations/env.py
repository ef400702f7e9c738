"""Run the migrations on the application's database."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from surveys.models import Base

engine = current_app.extensions["migrate"].db.engine


def check_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch SQLite's checks outside any transaction, where alone it takes the order: tables are rebuilt meanwhile."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")  # type: ignore[attr-defined]


def run() -> None:
    """Run on one connection, in one transaction."""
    with engine.connect() as connection:
        check_foreign_keys(connection, on=False)
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
        # Where nothing was to do, the reading of the version has begun a transaction that is still open.
        connection.commit()
        check_foreign_keys(connection, on=True)


run()
