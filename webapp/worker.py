"""The tagging worker: a thread of the server process, or a process of its own (`said worker`)."""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask
from sqlalchemy.exc import OperationalError

from surveys.errors import Overtaken
from surveys.tagging.runs import Taggers, count_waiting, tag_waiting
from surveys.tagging.tagger import LoadedTaggers
from webapp.clock import now
from webapp.database import writing
from webapp.extensions import db
from webapp.learning import learn_next
from webapp.looking import look_next

PAUSE = 1.0
"""Seconds between looks at the database when nothing waits."""

STOPPING = 30.0
"""Seconds that a worker may take to finish its batch."""

log = logging.getLogger("said.worker")


class Worker:
    """Tags in a thread of its own until it is stopped."""

    def __init__(self, app: Flask) -> None:
        self._over = threading.Event()
        options = {"is_over": self._over.is_set, "wait": self._over.wait}
        self._thread = threading.Thread(target=work, args=(app,), kwargs=options, name="tagging", daemon=True)

    def start(self) -> None:
        """Begin tagging."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the batch in hand and stop; a process that ends amid the pipeline's native code would crash."""
        self._over.set()
        self._thread.join(STOPPING)


def work(
    app: Flask, *, is_over: Callable[[], bool] = lambda: False, wait: Callable[[float], object] = time.sleep
) -> None:
    """Learn and look when asked and tag whatever waits, for ever; a database that is busy or away is tried again."""
    taggers = LoadedTaggers()
    while not is_over():
        try:
            with app.app_context():
                count = learn_next() or tag_batch(taggers) or look_next()
        except Overtaken:
            count = 0
        except OperationalError as error:
            log.warning("the database did not answer (%s); trying again", type(error.orig).__name__)
            count = 0
        if not count:
            wait(PAUSE)


def tag_batch(taggers: Taggers) -> int:
    """Tag one batch in one transaction; returns how many contributions were tagged."""
    if not count_waiting(db.session):
        db.session.rollback()
        return 0
    db.session.rollback()
    with writing():
        count = tag_waiting(db.session, taggers, at=now())
        db.session.commit()
    return count
