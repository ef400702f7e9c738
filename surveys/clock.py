"""England's calendar: people answer, surveys close and actions fall due by it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def date_in_england(at: datetime) -> date:
    """Give the date of an instant in England."""
    return at.astimezone(LONDON).date()
