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


class Language(StrEnum):
    """A language of the pages that respondents see, by its ISO 639-1 code."""

    ENGLISH = "en"
    WELSH = "cy"
    BENGALI = "bn"
    POLISH = "pl"
    URDU = "ur"


class Format(StrEnum):
    """In which form the questions were put."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"


class Channel(StrEnum):
    """Which way a response came."""

    ONLINE = "online"
    KIOSK = "kiosk"
    PAPER = "paper"
    PHONE = "phone"


class AnsweredBy(StrEnum):
    """Who gave the answers: the person, the person with help, or somebody else for the person."""

    SELF = "self"
    WITH_HELP = "with_help"
    FOR_SOMEBODY = "for_somebody"


class UploadKind(StrEnum):
    """What may be uploaded as an answer."""

    PHOTO = "photo"
    VOICE = "voice"


class Problem(StrEnum):
    """What is wrong with a raw answer; pages put it into words in the respondent's language."""

    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    SELECT_ONE = "select_one"
    SELECT_SOME = "select_some"
    NOT_LISTED = "not_listed"
    NONE_AND_OTHERS = "none_and_others"
    RANK_MISSING = "rank_missing"
    RANKED_TWICE = "ranked_twice"
    NUMBER_MISSING = "number_missing"
    NOT_WHOLE = "not_whole"
    DATE_MISSING = "date_missing"
    DATE_INCOMPLETE = "date_incomplete"
    DATE_NOT_REAL = "date_not_real"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    AREA_MISSING = "area_missing"
    NOT_A_POSTCODE = "not_a_postcode"
    FILE_MISSING = "file_missing"
    FILE_TOO_BIG = "file_too_big"
    FILE_NOT_ACCEPTED = "file_not_accepted"
    FILE_TOO_LONG = "file_too_long"


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


class Reach(StrEnum):
    """How a contact wants to be reached."""

    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    IN_PERSON = "in_person"


class MessageState(StrEnum):
    """Where a message to one contact stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class MailFailure(StrEnum):
    """Why a message was not sent."""

    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NOT_ALLOWED = "not_allowed"
    CUT_OFF = "cut_off"


class Joining(StrEnum):
    """How the conditions on one question are taken together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Relation(StrEnum):
    """How a condition compares an earlier answer."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


class FindingKind(StrEnum):
    """What the check of a questionnaire found."""

    UNREACHABLE = "unreachable"
    LOST_PLACE = "lost_place"
    NO_PICTURE = "no_picture"
    NO_MEDIA = "no_media"
    UNKNOWN_THEME = "unknown_theme"
    LANGUAGE_MISSING = "language_missing"
    NO_EASY_READ = "no_easy_read"
    EASY_SENTENCE = "easy_sentence"
    EASY_READING_AGE = "easy_reading_age"
    READING_AGE = "reading_age"
    LONG_HINT = "long_hint"
    MINUTES = "minutes"
    THEMES_NOT_ASKED = "themes_not_asked"


class Mark(StrEnum):
    """Why something on paper was not taken as an answer; a question left blank has no mark."""

    UNREADABLE = "unreadable"
    TWO_TICKS = "two_ticks"
    NOT_ASKED = "not_asked"


class Verdict(StrEnum):
    """What a share of the answers says when it is compared with what is known of everybody."""

    FEWER = "fewer"
    MORE = "more"
    AS_EXPECTED = "as_expected"
    UNSURE = "unsure"
