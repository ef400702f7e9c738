"""What a draft holds: a questionnaire as its TOML file has it, and the checks that it must always pass."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from surveys.definitions import Questionnaire, Section, parse_questionnaire
from surveys.definitions.loader import with_about_you, without_about_you
from surveys.definitions.presenting import list_texts
from surveys.definitions.questions.base import BaseQuestion
from surveys.definitions.routing import Leaf
from surveys.errors import EditRefused

Raw = dict[str, Any]
"""A piece of a definition as TOML has it."""


def raw_of(questionnaire: Questionnaire) -> Raw:
    """Write a questionnaire as TOML has it: without defaults, without the questions about the person."""
    own = without_about_you(questionnaire)
    raw = own.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"sections", "translations"})
    texts = set(list_texts(own))
    kept = {
        language.value: {text: words for text, words in translated.items() if text in texts}
        for language, translated in own.translations.items()
    }
    return {
        **raw,
        "language": own.language.value,
        "sections": [_section(section) for section in own.sections],
        "translations": {language: translated for language, translated in kept.items() if translated},
    }


def _section(section: Section) -> Raw:
    """Write a section."""
    raw = section.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"questions"})
    return {**raw, "questions": [_question(question) for question in section.questions]}


def _question(question: BaseQuestion) -> Raw:
    """Write a question; its type comes first, although it is a default."""
    raw = question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"type": getattr(question, "type", ""), **raw}


def own_questionnaire(raw: Raw) -> Questionnaire:
    """Give the questionnaire that an author edits: without the questions about the person."""
    return parse_questionnaire(raw, name=str(raw.get("key", "survey")))


def whole_questionnaire(raw: Raw, *, name: str = "") -> Questionnaire:
    """Give the questionnaire that people answer; `name` stands first in an error."""
    return parse_questionnaire(with_about_you(raw), name=name or str(raw.get("key", "survey")))


def check_content(raw: Raw, *, name: str = "") -> Questionnaire:
    """Give the whole questionnaire if the content may be kept; `name` stands first in an error.

    Raises:
        EditRefused: a question is shown depending on a question or an answer that is not there, or comes later.
        InvalidDefinition: the content breaks the schema in another way.
    """
    check_routes(_loadable_sections(raw))
    return whole_questionnaire(raw, name=name)


def _loadable_sections(raw: Raw) -> list[Section]:
    """Load each section alone; none when one cannot be loaded, which is then said with its place."""
    try:
        return [Section.model_validate(section) for section in raw.get("sections", [])]
    except (ValidationError, TypeError):
        return []


def check_routes(sections: Iterable[Section]) -> None:
    """Refuse sections in which a condition has lost what it depends on."""
    sections = list(sections)
    everything = {question.key: question for section in sections for question in section.asked()}
    earlier: dict[str, BaseQuestion] = {}
    for section in sections:
        for question in section.asked():
            for leaf in question.show_when.leaves() if question.show_when else ():
                _check_leaf(question, leaf, earlier, everything)
            earlier[question.key] = question


def _check_leaf(
    question: BaseQuestion, leaf: Leaf, earlier: Mapping[str, BaseQuestion], everything: Mapping[str, BaseQuestion]
) -> None:
    """Refuse one comparison that could not be made."""
    asked, later = earlier.get(leaf.question), everything.get(leaf.question)
    ways_out = f"First change when “{question.heading()}” is shown"
    if asked is None and later is not None:
        raise EditRefused(
            f"“{question.heading()}” is shown depending on the answer to “{later.heading()}”, "
            f"so it must come after it. {ways_out}"
        )
    if asked is None:
        raise EditRefused(f"“{question.heading()}” is shown depending on a question that is not there. {ways_out}")
    lost = [value for value in leaf.wanted() if not asked.can_be(value)]
    if lost:
        raise EditRefused(
            f"“{question.heading()}” is shown depending on an answer to “{asked.heading()}” "
            f"that could then no longer be given. {ways_out}"
        )
