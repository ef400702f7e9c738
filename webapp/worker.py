"""What works beside the pages: tagging, learning, looking, in a process of its own (`said worker`)."""

import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable

from flask import Flask
from sqlalchemy.exc import OperationalError

from surveys.errors import Overtaken, UnfitVersion
from surveys.tagging.runs import Read, Taggers, count_waiting, keep_read, read_waiting, tag_waiting
from surveys.tagging.tagger import LoadedTaggers
from webapp.clock import now
from webapp.database import writing
from webapp.extensions import db
from webapp.learning import learn_next
from webapp.looking import look_next
from webapp.printing import print_next
from webapp.sending import send_next
from webapp.tidying import Tidier

PAUSE = 1.0
"""Seconds between looks at the database when nothing waits."""

REST = 300.0
"""Seconds without work after which a process beside the server ends: the models that it loaded take 200 MB."""

NICE = 10
"""How far a process beside the server stands back: pages come first."""

log = logging.getLogger("said.worker")


def work_beside(app: Flask) -> None:
    """Work in a process of its own until it is told to stop, has long done nothing, or the server is gone.

    The server begins another one then, which loads no models before they are needed. It gives way to the pages. A batch
    in hand is finished first: native code that is stopped amid its work crashes.
    """
    over = threading.Event()
    parent = os.getppid()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    signal.signal(signal.SIGINT, lambda *_: over.set())
    os.nice(NICE)
    work(app, is_over=lambda: over.is_set() or os.getppid() != parent, wait=over.wait, rest=REST)


def work(
    app: Flask,
    *,
    is_over: Callable[[], bool] = lambda: False,
    wait: Callable[[float], object] = time.sleep,
    rest: float = math.inf,
) -> None:
    """Do whatever waits until it is over, or until nothing was to do for `rest` seconds after the last work.

    A database that is busy or away is tried again.
    """
    taggers, tidier = LoadedTaggers(), Tidier()
    idle, has_worked = 0.0, False
    while not is_over() and not (has_worked and idle >= rest):
        try:
            with app.app_context():
                is_sent = send_next()
                count = print_next() or learn_next() or tag_batch(taggers) or look_next() or is_sent or tidier.tidy()
        except Overtaken:
            count = 0
        except OperationalError as error:
            log.warning("the database did not answer (%s); trying again", type(error.orig).__name__)
            count = 0
        if count:
            idle, has_worked = 0.0, True
        else:
            wait(PAUSE)
            idle += PAUSE


def tag_batch(taggers: Taggers) -> int:
    """Tag one batch; returns how many contributions were tagged.

    PostgreSQL keeps the rows for this worker until they are stored. SQLite has one lock for all that write, so there
    reading comes first and the lock is held for storing alone.
    """
    if not count_waiting(db.session):
        db.session.rollback()
        return 0
    read = _read_first(taggers)
    db.session.rollback()
    with writing():
        kept = keep_read(db.session, read, at=now()) if read else tag_waiting(db.session, taggers, at=now())
        db.session.commit()
    return kept


def _read_first(taggers: Taggers) -> Read | None:
    """Read a batch where reading can be done without a lock."""
    if db.engine.dialect.name != "sqlite":
        return None
    try:
        return read_waiting(db.session, taggers)
    except UnfitVersion:
        return None
