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
    Channel,
    ConcernOutcome,
    Format,
    Group,
    Language,
    LotStage,
    MailFailure,
    Mark,
    MessageState,
    Origin,
    Outcome,
    Reach,
    Role,
    Source,
    Stance,
    UploadKind,
    Verdict,
    VersionOutcome,
    Wording,
)
from webapp.clock import LONDON
from webapp.spelling import spelled
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
    Verdict: {
        Verdict.FEWER: "Fewer than expected",
        Verdict.MORE: "More than expected",
        Verdict.AS_EXPECTED: "About as expected",
        Verdict.UNSURE: "Not enough to say",
    },
    UploadKind: {
        UploadKind.PHOTO: "Photo",
        UploadKind.VOICE: "Voice note",
    },
    Language: {
        Language.ENGLISH: "English",
        Language.WELSH: "Welsh",
        Language.BENGALI: "Bengali",
        Language.POLISH: "Polish",
        Language.URDU: "Urdu",
    },
    Format: {
        Format.STANDARD: "Standard",
        Format.LARGE_PRINT: "Large print",
        Format.EASY_READ: "Easy Read",
    },
    Channel: {
        Channel.ONLINE: "Online",
        Channel.KIOSK: "On a kiosk",
        Channel.PAPER: "On paper",
        Channel.PHONE: "By telephone",
    },
    AnsweredBy: {
        AnsweredBy.SELF: "The person alone",
        AnsweredBy.WITH_HELP: "The person, with help",
        AnsweredBy.FOR_SOMEBODY: "Somebody else for the person",
    },
    Mark: {
        Mark.UNREADABLE: "Unreadable",
        Mark.TWO_TICKS: "Too many ticks",
        Mark.NOT_ASKED: "Answered although not asked",
    },
    Reach: {
        Reach.EMAIL: "E-mail",
        Reach.LETTER: "Letter",
        Reach.PHONE: "Telephone",
        Reach.IN_PERSON: "In person",
    },
    MessageState: {
        MessageState.WAITING: "Waits to be sent",
        MessageState.SENDING: "Being sent",
        MessageState.SENT: "Sent",
        MessageState.FAILED: "Not sent",
        MessageState.UNCERTAIN: "Perhaps sent",
    },
    MailFailure: {
        MailFailure.REFUSED: "The mail server does not take this e-mail address. Check the address",
        MailFailure.UNREACHABLE: "The mail server does not answer, or takes no more now",
        MailFailure.NOT_ALLOWED: "The mail server does not let this software in. Tell whoever runs the software",
        MailFailure.CUT_OFF: "Sending was cut off, and nobody knows whether the message arrived",
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
    app.add_template_filter(spelled)
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
