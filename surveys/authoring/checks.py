"""The check of a draft: mistakes, which block publishing, and what an author may want to make better."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy.orm import Session

from surveys.authoring.content import own_questionnaire, whole_questionnaire
from surveys.authoring.media import list_lost
from surveys.authoring.reach import list_unreachable
from surveys.authoring.readings import LONGEST_EASY, count_words, list_sentences, reading_age
from surveys.authoring.translations import count_missing
from surveys.definitions import (
    ChoiceQuestion,
    LongText,
    Question,
    Questionnaire,
    Rating,
    Scale,
    ShortText,
    UploadQuestion,
)
from surveys.definitions.pictures import load_pictures
from surveys.definitions.presenting import check_places, list_texts, list_without_easy_read
from surveys.definitions.questions import OwnPicture
from surveys.models import Codeframe, Programme, QuestionnaireDraft
from surveys.values import FindingKind, Group, Language

ERRORS = (FindingKind.UNREACHABLE, FindingKind.LOST_PLACE, FindingKind.NO_PICTURE, FindingKind.NO_MEDIA)
"""What blocks publishing."""

OLDEST, OLDEST_EASY = 11, 9
"""Reading ages, in years, above which words are worth another look: standard, and Easy Read."""

LONGEST_HINT = 40
"""Words."""

WORDS_A_MINUTE = 150
"""How fast people read who do not read often; half to two thirds of a practised reader's speed."""

SECONDS: dict[type[Question], int] = {LongText: 75, ShortText: 25, UploadQuestion: 30}
"""How long people take to answer, besides reading; any other type takes `CHOOSING`."""

CHOOSING = 8

FRAMES = {
    Group.SERVICE_USER: "i",
    Group.FAMILY_CARER: "i",
    Group.CARE_WORKER: "ecc",
    Group.PROVIDER: "ecc",
}
"""The library's codeframe that each group is asked about."""


@dataclass(frozen=True)
class Finding:
    """One thing that the check found, and where; `facts` are what the words for it need."""

    kind: FindingKind
    question: Question | None = None
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Tell whether it blocks publishing."""
        return self.kind in ERRORS


def check_draft(
    session: Session, programme: Programme, draft: QuestionnaireDraft, *, frames: Sequence[Codeframe]
) -> list[Finding]:
    """Check a draft: mistakes first. `frames` are the codeframes in use in the programme."""
    questionnaire = own_questionnaire(draft.content)
    found = [
        *list_errors(session, programme, draft),
        *_check_languages(draft),
        *_check_easy_read(questionnaire),
        *_check_reading(questionnaire),
        *_check_minutes(whole_questionnaire(draft.content)),
        *_check_themes(questionnaire, frames),
    ]
    order = list(FindingKind)
    return sorted(found, key=lambda finding: order.index(finding.kind))


def list_errors(session: Session, programme: Programme, draft: QuestionnaireDraft) -> list[Finding]:
    """List what blocks publishing."""
    questionnaire = own_questionnaire(draft.content)
    questions = list(questionnaire.questions())
    lost_places = check_places(questionnaire)
    lost_media = list_lost(session, programme, chain.from_iterable(map(_media_of, questions)))
    return [
        *(Finding(FindingKind.UNREACHABLE, question) for question in list_unreachable(questionnaire)),
        *(
            Finding(FindingKind.LOST_PLACE, question, {"places": sorted(lost_places[question.key])})
            for question in questions
            if question.key in lost_places
        ),
        *(Finding(FindingKind.NO_PICTURE, question) for question in questions if _names_no_picture(question)),
        *(Finding(FindingKind.NO_MEDIA, question) for question in questions if lost_media & set(_media_of(question))),
    ]


def _media_of(question: Question) -> Iterator[str]:
    """Give the keys of the files that a question shows."""
    if question.clip:
        yield question.clip.media
    if question.easy and isinstance(question.easy.picture, OwnPicture):
        yield question.easy.picture.media


def _names_no_picture(question: Question) -> bool:
    """Tell whether a question names a picture that the set does not have."""
    picture = question.easy.picture if question.easy else None
    return isinstance(picture, str) and picture not in load_pictures().pictures


def _check_languages(draft: QuestionnaireDraft) -> Iterator[Finding]:
    """Find languages that are begun but not whole: they are not offered."""
    for language in Language:
        if draft.content.get("translations", {}).get(language.value):
            count = count_missing(draft.content, language)
            if count:
                yield Finding(FindingKind.LANGUAGE_MISSING, facts={"language": language, "count": count})


def _check_easy_read(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Find what Easy Read lacks, and sentences in it that are too long."""
    if questionnaire.easy is None:
        yield Finding(FindingKind.NO_EASY_READ)
    authored = {question.key for section in questionnaire.sections for question in section.questions}
    for question in list_without_easy_read(questionnaire):
        if question.key in authored:
            yield Finding(FindingKind.NO_EASY_READ, question)
    for question in questionnaire.questions():
        texts = list_texts(question.easy) if question.easy else []
        for sentence in chain.from_iterable(map(list_sentences, texts)):
            if sentence.is_long:
                facts = {"sentence": sentence.text, "count": sentence.word_count, "most": LONGEST_EASY}
                yield Finding(FindingKind.EASY_SENTENCE, question, facts)


def _check_reading(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Find words that are hard to read; only English can be judged."""
    if questionnaire.language is not Language.ENGLISH:
        return
    for question in questionnaire.questions():
        easy = question.in_easy_read() if question.easy else None
        for shown, kind, oldest in (
            (question, FindingKind.READING_AGE, OLDEST),
            (easy, FindingKind.EASY_READING_AGE, OLDEST_EASY),
        ):
            age = reading_age(f"{shown.heading()}\n{shown.guidance()}") if shown else None
            if age is not None and age > oldest:
                yield Finding(kind, question, {"age": age, "most": oldest})
        if count_words(question.hint) > LONGEST_HINT:
            yield Finding(FindingKind.LONG_HINT, question, {"count": count_words(question.hint), "most": LONGEST_HINT})


def estimate_minutes(questionnaire: Questionnaire) -> int:
    """Estimate how long a questionnaire takes, in minutes; half the people are taken to meet a question with a route.

    What is apart, about the person, is left out: people are asked first whether they want to answer it.
    """
    seconds = 60 * count_words(questionnaire.purpose) / WORDS_A_MINUTE
    for question in questionnaire.questions():
        if not questionnaire.section_of(question).apart:
            seconds += _seconds(question) * (0.5 if question.show_when else 1)
    return max(1, round(seconds / 60))


def _seconds(question: Question) -> float:
    """Estimate how long it takes to read and answer a question."""
    options = " ".join(option.text for option in question.options) if isinstance(question, ChoiceQuestion) else ""
    words = count_words(f"{question.heading()}\n{question.guidance()}\n{options}")
    return 60 * words / WORDS_A_MINUTE + SECONDS.get(type(question), CHOOSING)


def _check_minutes(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Find a stated length that is far from the estimate: by half as much again, and by two minutes."""
    stated, estimated = questionnaire.minutes, estimate_minutes(questionnaire)
    low, high = sorted((stated, estimated))
    if high - low > 2 and high > low * 1.5:  # noqa: PLR2004  as the docstring says
        yield Finding(FindingKind.MINUTES, facts={"stated": stated, "estimated": estimated})


def themes_of(questionnaire: Questionnaire) -> set[str]:
    """List the keys of the themes that questions ask about."""
    asked = {question.theme for question in questionnaire.questions() if isinstance(question, Rating | Scale)}
    return (asked | set(chain.from_iterable(question.themes for question in questionnaire.questions()))) - {""}


def _check_themes(questionnaire: Questionnaire, frames: Iterable[Codeframe]) -> Iterator[Finding]:
    """Find themes that no question asks about, and themes of questions that no codeframe has."""
    asked, known = themes_of(questionnaire), {theme.key for frame in frames for theme in frame.themes}
    for question in questionnaire.questions():
        own = {*question.themes, *([question.theme] if isinstance(question, Rating | Scale) else [])} - {""}
        if lost := own - known:
            yield Finding(FindingKind.UNKNOWN_THEME, question, {"themes": sorted(lost)})
    for frame in frames:
        if frame.programme_id is None and frame.key != FRAMES.get(questionnaire.group):
            continue
        missing = [theme.title for theme in frame.themes if theme.key not in asked]
        if missing:
            facts = {"frame": frame.title, "themes": missing, "total": len(frame.themes)}
            yield Finding(FindingKind.THEMES_NOT_ASKED, facts=facts)
