"""What is asked, as data: questionnaires, lots and criteria, read from TOML and checked once."""

from surveys.definitions.loader import (
    LIBRARY,
    list_library_questionnaires,
    load_criteria,
    load_questionnaire,
    parse_questionnaire,
)
from surveys.definitions.questionnaire import QUOTE_CONSENT, Questionnaire, Section
from surveys.definitions.questions import (
    LongText,
    MultipleChoice,
    Number,
    Option,
    Question,
    Rating,
    ShortText,
    SingleChoice,
    TextQuestion,
    Value,
)
from surveys.definitions.routing import find_path, keep_path

__all__ = [
    "LIBRARY",
    "QUOTE_CONSENT",
    "LongText",
    "MultipleChoice",
    "Number",
    "Option",
    "Question",
    "Questionnaire",
    "Rating",
    "Section",
    "ShortText",
    "SingleChoice",
    "TextQuestion",
    "Value",
    "find_path",
    "keep_path",
    "list_library_questionnaires",
    "load_criteria",
    "load_questionnaire",
    "parse_questionnaire",
]
