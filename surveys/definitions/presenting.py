"""One definition, many forms: in a language, in Easy Read, with earlier answers put into its words."""

import re
from collections.abc import Callable, Mapping
from typing import cast

from surveys.definitions.questionnaire import Questionnaire, Section
from surveys.definitions.questions import Question, UploadQuestion, Value
from surveys.definitions.routing import Answers
from surveys.definitions.strict import D, Definition, map_texts, texts_of
from surveys.values import Language

_PLACE = re.compile(r"\{([a-z0-9-]+)(?:\|([^{}]*))?\}")
"""A place for an earlier answer: {key}, or {key|words for when it was not answered}."""


def list_texts(definition: Definition) -> list[str]:
    """List every text for people once, in the order of the definition."""
    return list(dict.fromkeys(texts_of(definition)))


def list_missing(questionnaire: Questionnaire, language: Language) -> list[str]:
    """List the texts that a language lacks, or has with other places for answers than the text itself."""
    if language is questionnaire.language:
        return []
    has = questionnaire.translations.get(language, {})
    return [
        text
        for text in list_texts(questionnaire)
        if not has.get(text, "").strip() or places_of(has[text]) != places_of(text)
    ]


def list_languages(questionnaire: Questionnaire) -> list[Language]:
    """List the languages in which the questionnaire is whole, its own first."""
    others = [language for language in Language if language in questionnaire.translations]
    whole = [language for language in others if not list_missing(questionnaire, language)]
    return [questionnaire.language, *(language for language in whole if language is not questionnaire.language)]


def list_without_easy_read(questionnaire: Questionnaire) -> list[Question]:
    """List the questions that have no Easy Read variant with a picture."""
    return [
        question for question in questionnaire.questions() if question.easy is None or question.easy.picture is None
    ]


def has_easy_read(questionnaire: Questionnaire) -> bool:
    """Tell whether every page has an Easy Read variant."""
    return questionnaire.easy is not None and not list_without_easy_read(questionnaire)


def present(questionnaire: Questionnaire, *, language: Language, is_easy: bool) -> Questionnaire:
    """Give the questionnaire as it is put to somebody: the same keys and values, other words.

    A text that the language lacks stays as it is.
    """
    if language is not questionnaire.language:
        texts = questionnaire.translations.get(language, {})
        questionnaire = map_texts(questionnaire, lambda text: texts.get(text) or text)
    return _in_easy_read(questionnaire) if is_easy else questionnaire


def aloud(questionnaire: Questionnaire) -> Questionnaire:
    """Give the questionnaire as it can be asked by telephone, where nobody can give a photo or a recording."""
    sections = tuple(
        _again(section, questions=tuple(it for it in section.questions if not isinstance(it, UploadQuestion)))
        for section in questionnaire.sections
    )
    return _again(questionnaire, sections=sections)


def _in_easy_read(questionnaire: Questionnaire) -> Questionnaire:
    """Put Easy Read words where there are any."""
    words = questionnaire.easy.model_dump() if questionnaire.easy else {}
    sections = tuple(_easy_section(section) for section in questionnaire.sections)
    return _again(questionnaire, **words, sections=sections)


def _easy_section(section: Section) -> Section:
    """Put a section into Easy Read."""
    words = {name: text for name, text in (section.easy.model_dump() if section.easy else {}).items() if text}
    return _again(section, **words, questions=tuple(question.in_easy_read() for question in section.questions))


def _again(definition: D, **changed: object) -> D:
    """Make a definition again with some fields changed, so that what it works out of them is new too."""
    values = {name: getattr(definition, name) for name in type(definition).model_fields}
    return cast("D", type(definition).model_construct(**{**values, **changed}))


def places_of(text: str) -> set[str]:
    """Name the earlier questions that a text puts answers of."""
    return {match[1] for match in _PLACE.finditer(text)}


def has_places(question: Question) -> bool:
    """Tell whether earlier answers may be put into a question's words: quick, since it is asked on every page."""
    return any("{" in text for text in texts_of(question))


Words = Callable[[Question, Value], str]
"""How an answer is put into words."""


def plain_words(question: Question, value: Value) -> str:
    """Put an answer into words that are the same in every language but for what the author wrote."""
    return question.words(value)


def pipe(question: Question, answers: Answers, questionnaire: Questionnaire, *, words: Words = plain_words) -> Question:
    """Put earlier answers into the question's words; one not given is put as the words beside it, or left out."""
    if not has_places(question):
        return question
    return map_texts(question, lambda text: pipe_text(text, answers, questionnaire, words=words))


def pipe_text(text: str, answers: Answers, questionnaire: Questionnaire, *, words: Words = plain_words) -> str:
    """Put earlier answers into one text."""

    def put(match: re.Match[str]) -> str:
        """Give the words for one place."""
        asked = questionnaire.find_question(match[1])
        if asked is None or match[1] not in answers:
            return match[2] or ""
        return _within(words(asked, answers[match[1]]))

    return _PLACE.sub(put, text)


def _within(answer: str) -> str:
    """Join the lines of an answer so that it can stand in a sentence."""
    return ", ".join(line for line in answer.splitlines() if line)


def check_places(questionnaire: Questionnaire) -> Mapping[str, set[str]]:
    """Find places that name no earlier question, by the key of the question they stand in."""
    lost: dict[str, set[str]] = {}
    earlier: set[str] = set()
    for question in questionnaire.questions():
        named = {place for text in list_texts(question) for place in places_of(text)}
        if named - earlier:
            lost[question.key] = named - earlier
        earlier.add(question.key)
    return lost
