"""The codebook of an export: what every column holds, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveys.capture.editions import languages_of, presented, questionnaire_of
from surveys.definitions import MultipleChoice, UploadQuestion
from surveys.definitions.routing_words import Phrases, condition_words
from surveys.fieldwork.catalogue import Catalogue, Item, options_of
from surveys.fieldwork.columns import LEFT_BLANK, META, Column
from surveys.fieldwork.figures import Count
from surveys.fieldwork.questions import QuestionCount
from surveys.fieldwork.words import VALUES
from surveys.models import QuestionnaireEdition
from surveys.values import Language

PHRASES = Phrases(
    other_question="“{words}”",
    said="they said {values} to {question}",
    not_said="they did not say {values} to {question}",
    at_least="their answer to {question} is {lowest} or more",
    at_most="their answer to {question} is {highest} or less",
    between="their answer to {question} is from {lowest} to {highest}",
    not_at_least="their answer to {question} is not {lowest} or more",
    not_at_most="their answer to {question} is not {highest} or less",
    not_between="their answer to {question} is not from {lowest} to {highest}",
    answered="they answered {question}",
    not_answered="they did not answer {question}",
)

KINDS = {
    "single": "One choice",
    "multiple": "Several choices: 1 chosen, 0 not chosen",
    "ranking": "Ranking: what was put in this place",
    "rating": "Rating of a statement",
    "scale": "Number from 0 to 10",
    "number": "Whole number",
    "date": "Date",
    "area": "Area",
    "upload": "Photo or voice note: 1 when there is one; it is not in this file",
    "short_text": "Own words, short",
    "long_text": "Own words",
}

ABOUT_META = {
    "response": "Number of the row, made up for this export. It says nothing about who answered or when",
    "sent_on": "Day on which it was sent",
    "version": "Version of the questionnaire that was answered",
    "language": "Language of the questions",
    "format": "Form in which the questions were put",
    "channel": "How the response came",
    "answered_by": "Who gave the answers",
    "may_quote": "May the words be quoted? Never quote words from a row that says no",
}

NOTES = (
    "One row is one response. The rows are in random order; numbers and order are new in every export.",
    f"An empty cell: the person was not asked the question. {LEFT_BLANK}: asked, and left blank.",
    "Cells hold codes; the codebook says what they mean.",
    "In CSV and Excel, an apostrophe (') stands before words that begin with = + - @ or a tab, so that none is run.",
    "Numbers below 0 have no apostrophe.",
    "Answers to questions about the person are kept apart for good: there are only counts of them.",
    "Words were typed by people and may name others. Never quote words from a row whose may_quote is no.",
    "Keep this file where only those who need it can open it, and delete it when the work is done.",
)


@dataclass(frozen=True)
class CodebookLine:
    """What one column holds. `texts` are the question's words by language, the questionnaire's own first."""

    column: str
    question: str
    part: str
    kind: str
    values: str
    asked: str
    versions: str
    answered: Count | None
    left_blank: Count | None
    not_asked: Count | None
    texts: dict[Language, str]


def write_codebook(
    catalogue: Catalogue, columns: Sequence[Column], counted: Iterable[QuestionCount]
) -> list[CodebookLine]:
    """Describe every column, those about the response as a whole first."""
    counts = {each.item.name: each for each in counted}
    return [*map(_meta_line, META), *(_line(catalogue, column, counts[column.item.name]) for column in columns)]


def list_export_languages(catalogue: Catalogue) -> list[Language]:
    """List the languages that a survey was put in, in any edition."""
    used = {language for edition in catalogue.editions for language in languages_of(edition)}
    return [language for language in Language if language in used]


def _meta_line(name: str) -> CodebookLine:
    """Describe a column about the response as a whole."""
    values = "; ".join(f"{value} = {words}" for value, words in VALUES.get(name, {}).items())
    text = {Language.ENGLISH: ABOUT_META[name]}
    return CodebookLine(name, "", "", "About the response", values, "Everybody", "", None, None, None, text)


def _line(catalogue: Catalogue, column: Column, counted: QuestionCount) -> CodebookLine:
    """Describe a column of answers."""
    item = column.item
    edition = next(it for it in catalogue.editions if it.version == item.versions[0])
    return CodebookLine(
        column=column.name,
        question=item.question.key,
        part=_part(column),
        kind=KINDS[item.question.type],
        values=_values(column),
        asked=_asked(edition, item),
        versions=", ".join(str(version) for version in reversed(item.versions)),
        answered=counted.answered,
        left_blank=counted.left_blank,
        not_asked=counted.not_asked,
        texts={language: _text(edition, item, language) for language in list_export_languages(catalogue)},
    )


def _part(column: Column) -> str:
    """Say which part of a question a column holds."""
    if column.part == "option":
        return column.item.options[column.option]
    return f"Place {column.place}" if column.part == "place" else ""


def _values(column: Column) -> str:
    """List the codes of a column with their words."""
    question = column.item.question
    if isinstance(question, MultipleChoice):
        return "1 = chosen; 0 = not chosen"
    if isinstance(question, UploadQuestion):
        return "1 = there is a file"
    if question.type == "number":
        return f"{question.lowest} to {question.highest} {question.unit}".strip()
    return "; ".join(f"{value} = {words}" for value, words in column.item.options.items())


def _asked(edition: QuestionnaireEdition, item: Item) -> str:
    """Say who was asked a question."""
    condition = item.question.show_when
    if condition is None:
        return "Everybody"
    return f"Only if {condition_words(condition, questionnaire_of(edition), {}, PHRASES)}"


def _text(edition: QuestionnaireEdition, item: Item, language: Language) -> str:
    """Give the words of a question in a language, with those of its options; empty where it was not put in it."""
    if language not in languages_of(edition):
        return ""
    question = presented(edition, language=language, is_easy=False).find_question(item.question.key)
    if question is None:
        return ""
    heading, text = question.heading(), question.text
    words = heading if heading == text else f"{heading} {text}"
    options = "" if question.type == "number" else "; ".join(options_of(question).values())
    return words if not options or language is questionnaire_of(edition).language else f"{words} [{options}]"
