"""The database connection: SQLite made safe for several threads; PostgreSQL as it is."""

import sqlite3
import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 15_000
"""Milliseconds to wait for SQLite's write lock."""

LOOK_AGAIN = 0.001
"""Seconds between looks at the write lock."""

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


@contextmanager
def written(engine: Engine) -> "Iterator[Connection]":
    """Give a connection of its own that is committed at the end: a short transaction beside one that reads.

    What takes long, such as reading and checking, is done before, so that SQLite's one write lock is held for a
    millisecond and not for a whole request.
    """
    with writing(), engine.begin() as connection:
        yield connection


@lru_cache(maxsize=8)
def for_reading(engine: Engine) -> Engine:
    """Give an engine for reading with one statement, which needs no transaction.

    On PostgreSQL that is one way to the server and back instead of three.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT") if engine.dialect.name == "postgresql" else engine


@contextmanager
def mapped(connection: Connection) -> "Iterator[Session]":
    """Give a session for mapped objects within a connection's transaction, which ends when the connection's does."""
    with Session(connection, expire_on_commit=False) as session, session.begin():
        yield session


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
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={PATIENCE}"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction, with the write lock if something will be written."""
    if connection.dialect.name != "sqlite":
        return
    if _is_writing.get():
        _begin_writing(connection)
    else:
        sqlite: Any = connection.connection.driver_connection
        sqlite.execute("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Take the write lock as soon as it is free.

    SQLite itself would look again after 1, 2, 5, … and at last 100 milliseconds, and leave the lock unused meanwhile.
    """
    sqlite: Any = connection.connection.driver_connection
    end = time.monotonic() + PATIENCE / 1000
    sqlite.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                sqlite.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise OperationalError("BEGIN IMMEDIATE", None, error) from error
                time.sleep(LOOK_AGAIN)
            else:
                return
    finally:
        sqlite.execute(f"PRAGMA busy_timeout={PATIENCE}")
