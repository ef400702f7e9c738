"""What the check of a survey found, in words that say what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from surveys.authoring.checks import Finding
from surveys.values import FindingKind, Language
from webapp.forms.authoring import language_words

HEADINGS: Mapping[FindingKind, str] = {
    FindingKind.UNREACHABLE: "Questions that nobody can reach",
    FindingKind.LOST_PLACE: "Places for answers that are not given before",
    FindingKind.NO_PICTURE: "Pictures that the set does not have",
    FindingKind.NO_MEDIA: "Files that are not there",
    FindingKind.UNKNOWN_THEME: "Themes that are in no codeframe in use",
    FindingKind.LANGUAGE_MISSING: "Languages that are not whole",
    FindingKind.NO_EASY_READ: "Easy Read is not whole",
    FindingKind.EASY_SENTENCE: "Long sentences in Easy Read",
    FindingKind.EASY_READING_AGE: "Hard words in Easy Read",
    FindingKind.READING_AGE: "Words that are hard to read",
    FindingKind.LONG_HINT: "Long help",
    FindingKind.MINUTES: "How long it takes",
    FindingKind.THEMES_NOT_ASKED: "Themes that no question asks about",
}

Facts = Mapping[str, Any]

WORDS: Mapping[FindingKind, Callable[[Facts], str]] = {
    FindingKind.UNREACHABLE: lambda _: "no answers lead to it. Change when it is shown",
    FindingKind.LOST_PLACE: lambda it: (
        f"it repeats the answer to {', '.join(it['places'])}, which is not asked before. Change its words"
    ),
    FindingKind.NO_PICTURE: lambda _: "choose another picture",
    FindingKind.NO_MEDIA: lambda _: "its picture or clip is not in this programme. Add it again",
    FindingKind.UNKNOWN_THEME: lambda it: f"{', '.join(it['themes'])}. Choose another theme",
    FindingKind.LANGUAGE_MISSING: lambda it: (
        f"it lacks {_texts(it['count'])}. It is not offered until they are there; other languages are"
    ),
    FindingKind.NO_EASY_READ: lambda _: "it has no Easy Read version with a picture",
    FindingKind.EASY_SENTENCE: lambda it: f"“{it['sentence']}” has {it['count']} words. Use {it['most']} or fewer",
    FindingKind.EASY_READING_AGE: lambda it: (
        f"readable from the age of {it['age']}. Aim for {it['most']} or below: shorter words and sentences help"
    ),
    FindingKind.READING_AGE: lambda it: (
        f"readable from the age of {it['age']}. Aim for {it['most']} or below: shorter words and sentences help"
    ),
    FindingKind.LONG_HINT: lambda it: f"its help has {it['count']} words. Use {it['most']} or fewer",
    FindingKind.MINUTES: lambda it: (
        f"the survey says that it takes {_minutes(it['stated'])}. We estimate {_minutes(it['estimated'])}"
    ),
    FindingKind.THEMES_NOT_ASKED: lambda it: (
        f"{len(it['themes'])} of {it['total']}. {'; '.join(it['themes'])}. "
        "Another survey may ask about them, and own words may speak of them"
    ),
}
"""What each kind says, about a question that is named before it."""


def finding_words(finding: Finding) -> str:
    """Say what was found."""
    if finding.kind is FindingKind.NO_EASY_READ and finding.question is None:
        return "the first page has no Easy Read title and purpose"
    return WORDS[finding.kind](finding.facts)


def finding_place(finding: Finding) -> str:
    """Name the place that a finding is about."""
    if finding.question is not None:
        return f"“{finding.question.heading()}”"
    match finding.kind:
        case FindingKind.LANGUAGE_MISSING:
            return language_words(Language(str(finding.facts["language"])))
        case FindingKind.THEMES_NOT_ASKED:
            return str(finding.facts["frame"])
        case _:
            return "Title and settings"


def _texts(count: int) -> str:
    """Count texts."""
    return f"{count} text{'' if count == 1 else 's'}"


def _minutes(count: int) -> str:
    """Count minutes."""
    return f"{count} minute{'' if count == 1 else 's'}"
