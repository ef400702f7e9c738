"""The database connection: SQLite made safe for several threads; PostgreSQL as it is."""

import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event

if TYPE_CHECKING:
    from collections.abc import Iterator

_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)


@contextmanager
def writing() -> "Iterator[None]":
    """Mark what happens inside as writing: SQLite then takes its write lock at the start and waits its turn.

    A transaction that reads first and asks for the lock later would fail at once when another one wrote in between.
    """
    token = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(token)


def start_writing() -> None:
    """Mark the rest of this request as writing."""
    _is_writing.set(True)


def stop_writing() -> None:
    """Mark the request as over."""
    _is_writing.set(False)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Turn on foreign keys, the write-ahead log and patience; leave transactions to the listener below."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction, with the write lock if something will be written."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writing.get() else "BEGIN")
