"""Enumerations and limits that every stage shares. Values are what the database and the files hold."""

from enum import StrEnum

TEXT_LIMIT = 20_000
"""Longest free text kept, in characters; a question may set a lower limit."""


class Group(StrEnum):
    """Who speaks."""

    SERVICE_USER = "service_user"
    FAMILY_CARER = "family_carer"
    CARE_WORKER = "care_worker"
    PROVIDER = "provider"
    PROFESSIONAL = "professional"


class Role(StrEnum):
    """What a member of staff may do in a programme."""

    FACILITATOR = "facilitator"
    REVIEWER = "reviewer"
    PANEL_MEMBER = "panel_member"
    CHAIR = "chair"
    PROGRAMME_LEAD = "programme_lead"
    ADMINISTRATOR = "administrator"


class Stance(StrEnum):
    """Whether the words describe a theme as happening, as not happening, or ask for it."""

    MET = "met"
    UNMET = "unmet"
    WANTED = "wanted"


class Band(StrEnum):
    """How sure the pipeline was of a tag: sure enough to count, or for a person to look at first."""

    ACCEPT = "accept"
    SUGGEST = "suggest"


class Source(StrEnum):
    """Who put a tag on a contribution."""

    MACHINE = "machine"
    REVIEWER = "reviewer"


class Outcome(StrEnum):
    """What a reviewer decided about one tag."""

    ACCEPT = "accept"
    REJECT = "reject"
    ADD = "add"
    REPLACE = "replace"


class VersionOutcome(StrEnum):
    """What became of a version of what the tagging has learned."""

    WENT_LIVE = "went_live"
    REFUSED = "refused"
    ROLLED_BACK = "rolled_back"


class Origin(StrEnum):
    """Which way a contribution came."""

    SURVEY = "survey"
    WORKSHOP = "workshop"
    IMPORT = "import"


class Wording(StrEnum):
    """Whether a note holds what was said, or the facilitator's summary of it."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


class LotStage(StrEnum):
    """Where the evaluation of a lot stands; it only moves forward."""

    SCORING = "scoring"
    MODERATION = "moderation"
    DECIDED = "decided"


class ActionKind(StrEnum):
    """What the council answers to a finding."""

    DID = "did"
    WILL = "will"
    CANNOT = "cannot"


class ConcernOutcome(StrEnum):
    """What the named lead recorded about a concern; a concern stays open until one of the closing outcomes."""

    LOOKING = "looking"
    REFERRED = "referred"
    NO_RISK = "no_risk"
