"""Words and forms of values in templates."""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, url_for

from surveys.definitions.pictures import picture_code
from surveys.sample.accounts import PASSWORD, SIGN_INS
from surveys.values import (
    ActionKind,
    AnsweredBy,
    Band,
    ConcernOutcome,
    Group,
    LotStage,
    Origin,
    Outcome,
    Role,
    Source,
    Stance,
    VersionOutcome,
    Wording,
)
from webapp.clock import LONDON
from webapp.texts import lazy_gettext as _

WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Group: {
        Group.SERVICE_USER: "People who use care",
        Group.FAMILY_CARER: "Family carers",
        Group.CARE_WORKER: "Care workers",
        Group.PROVIDER: "Care providers",
        Group.PROFESSIONAL: "Other professionals",
    },
    Role: {
        Role.FACILITATOR: "Facilitator",
        Role.REVIEWER: "Reviewer",
        Role.PANEL_MEMBER: "Panel member",
        Role.CHAIR: "Chair",
        Role.PROGRAMME_LEAD: "Programme lead",
        Role.ADMINISTRATOR: "Administrator",
    },
    Stance: {
        Stance.MET: "Happening",
        Stance.UNMET: "Not happening",
        Stance.WANTED: "Asked for",
    },
    Band: {
        Band.ACCEPT: "Sure",
        Band.SUGGEST: "Not sure",
    },
    Source: {
        Source.MACHINE: "Suggested by the software",
        Source.REVIEWER: "Added by a reviewer",
    },
    Outcome: {
        Outcome.ACCEPT: "Accepted",
        Outcome.REJECT: "Rejected",
        Outcome.ADD: "Added",
        Outcome.REPLACE: "Changed",
    },
    Origin: {
        Origin.SURVEY: "Survey",
        Origin.WORKSHOP: "Workshop",
        Origin.IMPORT: "Imported file",
    },
    Wording: {
        Wording.VERBATIM: "Their own words",
        Wording.PARAPHRASE: "In the facilitator’s words",
    },
    LotStage: {
        LotStage.SCORING: "Scoring alone",
        LotStage.MODERATION: "Agreeing scores together",
        LotStage.DECIDED: "Decided",
    },
    ActionKind: {
        ActionKind.DID: "We did",
        ActionKind.WILL: "We will",
        ActionKind.CANNOT: "We cannot",
    },
    VersionOutcome: {
        VersionOutcome.WENT_LIVE: "Went live",
        VersionOutcome.REFUSED: "Not taken",
        VersionOutcome.ROLLED_BACK: "Rolled back",
    },
    ConcernOutcome: {
        ConcernOutcome.LOOKING: "Looking into it",
        ConcernOutcome.REFERRED: "Passed to the safeguarding team",
        ConcernOutcome.NO_RISK: "No risk found",
    },
}
"""By enumeration first, since members of two with the same value are equal."""


def words(value: StrEnum) -> str:
    """Put an enumeration's value into words; one that has none shows the gap in a test, not on a page."""
    return WORDS[type(value)][value]


GROUPS: dict[Group, Any] = {
    Group.SERVICE_USER: _("For people who use care"),
    Group.FAMILY_CARER: _("For family carers"),
    Group.CARE_WORKER: _("For care workers"),
    Group.PROVIDER: _("For care providers"),
    Group.PROFESSIONAL: _("For other professionals"),
}
"""Whom a survey is for, in the language of the page."""

ANSWERED: dict[AnsweredBy, Any] = {
    AnsweredBy.SELF: _("I did, on my own"),
    AnsweredBy.WITH_HELP: _("I did, and somebody helped me to fill it in"),
    AnsweredBy.FOR_SOMEBODY: _("Somebody else answered for the person"),
}
"""Who gave the answers, in the language of the page."""


def group_words(group: Group) -> str:
    """Say whom a survey is for."""
    return str(GROUPS[group])


def answered_by_words(value: str) -> str:
    """Say who gave the answers."""
    return str(ANSWERED[AnsweredBy(value)])


def long_date(value: date) -> str:
    """Write a date as 4 October 2026; an instant by its date in England."""
    day = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    return f"{day.day} {day:%B %Y}"


def long_instant(value: datetime) -> str:
    """Write an instant as 4 October 2026 at 9:05am, in England's time."""
    local = value.astimezone(LONDON)
    return f"{long_date(value)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"  # noqa: PLR2004  noon


def init_filters(app: Flask) -> None:
    """Register filters and globals."""
    app.add_template_filter(words)
    app.add_template_filter(group_words)
    app.add_template_filter(answered_by_words)
    app.add_template_filter(long_date)
    app.add_template_filter(long_instant)
    static = Path(app.static_folder or "")

    @cache
    def version(name: str) -> str:
        """Fingerprint a file, so that browsers may keep it for a year and still get a new one."""
        return hashlib.sha256((static / name).read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        """Give the address of a static file."""
        return url_for("static", filename=name, v=version(name))

    app.add_template_global(asset)
    app.add_template_global(lambda key: asset(f"pictures/{picture_code(key)}.svg"), "picture_address")
    app.add_template_global(lambda: PASSWORD, "sample_password")
    app.add_template_global(lambda: SIGN_INS, "sample_sign_ins")
