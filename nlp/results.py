"""What goes into the tagger and what comes out of it.

Every offset is a half-open range of characters of the text as it was given, whatever cleaning did to it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a comment says about a theme: it happens, it does not, or it is asked for."""

    MET = "met"
    UNMET = "unmet"
    WANTED = "wanted"


class Band(StrEnum):
    """How far a tag may be trusted: precise enough to accept, or worth a reviewer's look."""

    ACCEPT = "accept"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True)
class Comment:
    """One piece of free text with what is known of it.

    `group` is the speaker's (service_user, family_carer, care_worker, provider, professional);
    `question` the words of the question that was answered. Both are evidence, neither is needed. `language` is the
    ISO 639-1 code of the language in which the question was put: the words may be in it, or in another one.
    """

    text: str
    group: str | None = None
    question: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme found in a text.

    `confidence` is the calibrated probability, 0 to 1, that the theme is there; `why` names the evidence in words.
    """

    theme: str
    stance: Stance
    start: int
    end: int
    confidence: float
    band: Band
    why: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """Personal data to be hidden; `kind` is one of `nlp.redaction.KINDS`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A possible safeguarding matter for a person to read; `kind` is a key of `data/safeguarding.toml`."""

    kind: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedText:
    """All that was found in one text.

    `tags` are ordered by start and may overlap. `is_empty` is true for blanks and for non-answers such as "n/a".
    `language` is an ISO 639-1 code; texts in other languages than English have no tags.
    `pipeline` names the version that made this result.
    """

    tags: tuple[Tag, ...]
    redactions: tuple[Redaction, ...]
    concern: Concern | None
    is_empty: bool
    language: str
    pipeline: str
