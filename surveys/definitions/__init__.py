"""What is asked, as data: questionnaires, lots and criteria, read from TOML and checked once."""

from surveys.definitions.loader import (
    LIBRARY,
    list_library_questionnaires,
    load_criteria,
    load_questionnaire,
    parse_questionnaire,
)
from surveys.definitions.presenting import has_easy_read, list_languages, list_missing, pipe, present
from surveys.definitions.questionnaire import QUOTE_CONSENT, Questionnaire, Section
from surveys.definitions.questions import (
    Area,
    ChoiceQuestion,
    DateInParts,
    LongText,
    MultipleChoice,
    Number,
    Option,
    Question,
    Ranking,
    Rating,
    Scale,
    ShortText,
    SingleChoice,
    TextQuestion,
    UploadQuestion,
    Value,
)
from surveys.definitions.routing import find_path, keep_path

__all__ = [
    "LIBRARY",
    "QUOTE_CONSENT",
    "Area",
    "ChoiceQuestion",
    "DateInParts",
    "LongText",
    "MultipleChoice",
    "Number",
    "Option",
    "Question",
    "Questionnaire",
    "Ranking",
    "Rating",
    "Scale",
    "Section",
    "ShortText",
    "SingleChoice",
    "TextQuestion",
    "UploadQuestion",
    "Value",
    "find_path",
    "has_easy_read",
    "keep_path",
    "list_languages",
    "list_library_questionnaires",
    "list_missing",
    "load_criteria",
    "load_questionnaire",
    "parse_questionnaire",
    "pipe",
    "present",
]
