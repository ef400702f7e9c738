"""The time, asked for once in a request and passed on to the domain."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Give the instant in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give the date in England."""
    return now().astimezone(LONDON).date()
