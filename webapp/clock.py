"""The time, asked for once in a request and passed on to the domain."""

from datetime import UTC, date, datetime

from surveys.clock import LONDON, date_in_england

__all__ = ["LONDON", "now", "today"]


def now() -> datetime:
    """Give the instant in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give the date in England."""
    return date_in_england(now())
