"""What is done once a day: drafts that nobody touched for 60 days are deleted."""

from datetime import date

from surveys.capture.drafts import purge_drafts
from webapp.clock import today
from webapp.database import written
from webapp.extensions import db


class Tidier:
    """Remembers the last day on which it tidied up; a new one tidies up at once."""

    def __init__(self) -> None:
        self._done_on: date | None = None

    def tidy(self) -> int:
        """Tidy up if it was not done today; returns how many drafts were deleted."""
        if self._done_on == today():
            return 0
        with written(db.engine) as connection:
            count = purge_drafts(connection, on=today())
        self._done_on = today()
        return count
