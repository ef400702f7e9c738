"""What is wrong with an answer, in words that say what to do, in the language of the page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import format_date, format_decimal

from surveys.errors import InvalidAnswer
from surveys.values import Problem, UploadKind
from webapp.texts import gettext as _


def in_words(error: InvalidAnswer) -> str:
    """Put what is wrong into words."""
    return WORDS[error.problem](_shown(error.facts))


def _shown(facts: Mapping[str, Any]) -> dict[str, str]:
    """Write numbers and dates as the language writes them."""
    return {name: _written(value) for name, value in facts.items()}


def _written(value: Any) -> str:
    """Write one fact."""
    match value:
        case int():
            return str(format_decimal(value))
        case date():
            return str(format_date(value, "long"))
        case _:
            return str(value)


Facts = Mapping[str, str]


def _too_long(facts: Facts) -> str:
    """Say how much is too much."""
    return _(
        "Your answer is %(length)s characters long. There is room for %(room)s. "
        "Take out %(over)s or more. What you typed is still here",
        **facts,
    )


def _incomplete(facts: Facts) -> str:
    """Name the part of a date that is missing."""
    match facts["part"]:
        case "day":
            return _("The date must include a day")
        case "month":
            return _("The date must include a month")
        case _:
            return _("The date must include a year")


def _not_real(facts: Facts) -> str:
    """Say how a date is typed."""
    if facts["precision"] == "day":
        return _("Enter a real date as numbers, like 27 3 2026")
    return _("Enter a real month and year as numbers, like 3 2026")


def _no_date(facts: Facts) -> str:
    """Say what a date needs."""
    if facts["precision"] == "day":
        return _("Enter a date: day, month and year")
    return _("Enter a month and a year")


def _not_accepted(facts: Facts) -> str:
    """Say which files the question takes."""
    match facts["accepts"]:
        case UploadKind.PHOTO:
            return _("We cannot use this file. Choose a photo: JPEG, PNG, WebP or GIF")
        case UploadKind.VOICE:
            return _("We cannot use this file. Choose a sound recording: MP3, M4A, OGG, WAV or WebM")
        case _:
            return _(
                "We cannot use this file. Choose a photo (JPEG, PNG, WebP or GIF) "
                "or a sound recording (MP3, M4A, OGG, WAV or WebM)"
            )


WORDS: Mapping[Problem, Callable[[Facts], str]] = {
    Problem.TEXT_MISSING: lambda _facts: _("Enter your answer"),
    Problem.TEXT_TOO_LONG: _too_long,
    Problem.SELECT_ONE: lambda _facts: _("Select one answer"),
    Problem.SELECT_SOME: lambda _facts: _("Select at least one answer"),
    Problem.NOT_LISTED: lambda _facts: _("Select one of the answers on this page"),
    Problem.NONE_AND_OTHERS: lambda facts: _("Select “%(none)s” alone, or take it off", **facts),
    Problem.RANK_MISSING: lambda _facts: _("Choose what comes first"),
    Problem.RANKED_TWICE: lambda facts: _(
        "You chose “%(option)s” twice. Choose something else for one of them", **facts
    ),
    Problem.NUMBER_MISSING: lambda facts: _("Enter a number from %(lowest)s to %(highest)s", **facts),
    Problem.NOT_WHOLE: lambda facts: _(
        "Enter a whole number from %(lowest)s to %(highest)s, like %(example)s", **facts
    ),
    Problem.DATE_MISSING: _no_date,
    Problem.DATE_INCOMPLETE: _incomplete,
    Problem.DATE_NOT_REAL: _not_real,
    Problem.DATE_TOO_EARLY: lambda facts: _("The date must be %(limit)s or later", **facts),
    Problem.DATE_TOO_LATE: lambda facts: _("The date must be %(limit)s or earlier", **facts),
    Problem.AREA_MISSING: lambda _facts: _("Enter the first half of your postcode, like BA1"),
    Problem.NOT_A_POSTCODE: lambda _facts: _("Enter the first half of a postcode: letters and numbers, like BA1"),
    Problem.FILE_MISSING: lambda _facts: _("Choose a file"),
    Problem.FILE_TOO_BIG: lambda facts: _("The file is too big. It may have %(limit)s megabytes at most", **facts),
    Problem.FILE_NOT_ACCEPTED: _not_accepted,
    Problem.FILE_TOO_LONG: lambda facts: _(
        "The recording is too long. Make one of %(limit)s minutes at most. You can add more in writing", **facts
    ),
}
"""Words for every problem."""
