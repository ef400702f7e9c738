"""Earlier answers in later questions, as the language of the page writes them."""

import pytest
from flask import Flask

from surveys.definitions import parse_questionnaire
from surveys.values import Language
from tests.unit.definitions.making import own_words, questionnaire
from webapp.answers import piped
from webapp.look import speak


@pytest.mark.parametrize(
    ("language", "written"),
    [(Language.ENGLISH, "Since 5 March 2026?"), (Language.POLISH, "Since 5 marca 2026?")],
)
def test_a_date_is_written_out(app: Flask, language: Language, written: str) -> None:
    day = {"type": "date", "key": "day", "text": "When did it begin?"}
    survey = parse_questionnaire(questionnaire(day, own_words("why", text="Since {day}?")))
    with app.test_request_context("/"):
        speak(language)
        _, why = survey.questions()
        assert piped(why, {"day": "2026-03-05"}, survey).heading() == written
