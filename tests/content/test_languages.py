"""The library is whole in every language."""

from itertools import product

import pytest

from surveys.definitions import (
    Questionnaire,
    list_languages,
    list_library_questionnaires,
    list_missing,
    load_questionnaire,
)
from surveys.definitions.loader import ABOUT_YOU
from surveys.definitions.presenting import list_texts
from surveys.values import Language

QUESTIONNAIRES = list_library_questionnaires("home_care")
ABOUT_YOU_TEXTS = set(list_texts(load_questionnaire(ABOUT_YOU)))
"""Those of its first page are shown nowhere: only its questions are added to a questionnaire."""

OTHERS = [language for language in Language if language is not Language.ENGLISH]


@pytest.mark.parametrize(
    ("questionnaire", "language"),
    list(product(QUESTIONNAIRES, OTHERS)),
    ids=lambda it: it.key if isinstance(it, Questionnaire) else it,
)
def test_no_text_is_missing_and_none_is_left_over(questionnaire: Questionnaire, language: Language) -> None:
    assert list_missing(questionnaire, language) == []
    left_over = set(questionnaire.translations[language]) - set(list_texts(questionnaire)) - ABOUT_YOU_TEXTS
    assert left_over == set()


@pytest.mark.parametrize("questionnaire", QUESTIONNAIRES, ids=lambda it: it.key)
def test_every_language_is_offered(questionnaire: Questionnaire) -> None:
    assert list_languages(questionnaire) == list(Language)
