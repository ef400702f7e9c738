"""The content that comes with the product is whole: every key leads somewhere, every question can be reached."""

from itertools import chain, product

import pytest

from nlp.codeframe import default_codeframes
from surveys.definitions import (
    LIBRARY,
    ChoiceQuestion,
    MultipleChoice,
    Question,
    Questionnaire,
    Rating,
    SingleChoice,
    find_path,
    list_library_questionnaires,
    load_criteria,
    parse_questionnaire,
)
from surveys.definitions.presenting import check_places, list_texts
from surveys.values import Group
from webapp.forms.question_fields import FIELDS

QUESTIONNAIRES = list_library_questionnaires("home_care")
BY_KEY = {questionnaire.key: questionnaire for questionnaire in QUESTIONNAIRES}
THEMES = {theme.key for frame in default_codeframes() for theme in frame.themes}
CHARTER = [f"ecc-{stage}.{number}" for stage, many in ((1, 5), (2, 5), (3, 2)) for number in range(1, many + 1)]


each = pytest.mark.parametrize("questionnaire", QUESTIONNAIRES, ids=lambda it: it.key)


def themes_of(question: Question) -> set[str]:
    return set(question.themes) | ({question.theme} if isinstance(question, Rating) else set())


def choosing(question: ChoiceQuestion, value: str) -> str | list[str]:
    """Give the value of a question of which one option is chosen."""
    return [value] if isinstance(question, MultipleChoice) else value


def test_these_questionnaires_come_with_the_product() -> None:
    assert list(BY_KEY) == [
        "care-worker",
        "family-carer",
        "kiosk",
        "outcomes",
        "provider",
        "reablement-follow-up",
        "service-user",
    ]


@each
def test_a_questionnaire_survives_being_stored(questionnaire: Questionnaire) -> None:
    assert parse_questionnaire(questionnaire.model_dump(mode="json", by_alias=True)) == questionnaire


@each
def test_every_place_for_an_answer_stands_where_it_is_filled(questionnaire: Questionnaire) -> None:
    assert check_places(questionnaire) == {}
    in_questions = {text for question in questionnaire.questions() for text in list_texts(question)}
    assert [text for text in list_texts(questionnaire) if "{" in text and text not in in_questions] == []


def test_each_group_has_a_questionnaire() -> None:
    assert {it.group for it in QUESTIONNAIRES} == set(Group) - {Group.PROFESSIONAL}


def test_the_codeframes_are_those_of_the_codebook() -> None:
    assert sorted(THEMES) == sorted(CHARTER + [f"i-{number:02}" for number in range(1, 19)])


@each
def test_questions_name_themes_that_are_there(questionnaire: Questionnaire) -> None:
    assert set(chain.from_iterable(map(themes_of, questionnaire.questions()))) <= THEMES


@each
def test_every_question_can_be_reached(questionnaire: Questionnaire) -> None:
    # Routes hang on choices: try each of their options against the first option of the others.
    choices = [it for it in questionnaire.questions() if isinstance(it, SingleChoice | MultipleChoice)]
    first = {it.key: choosing(it, it.options[0].value) for it in choices}
    tries = [first | {it.key: choosing(it, option.value)} for it in choices for option in it.options]
    reached = {question.key for answers in tries for question in find_path(questionnaire, answers)}
    assert reached == {question.key for question in questionnaire.questions()}


def test_the_statements_for_people_who_use_care_are_those_of_the_codeframe() -> None:
    statements = {theme.key: theme.statement for frame in default_codeframes() for theme in frame.themes}
    ratings = [it for it in BY_KEY["service-user"].questions() if isinstance(it, Rating)]
    assert {it.theme: it.statement for it in ratings} == {it.theme: statements[it.theme] for it in ratings}
    assert len(ratings) >= 5


def test_providers_rate_themselves_against_all_twelve_standards_and_say_what_would_help() -> None:
    provider = BY_KEY["provider"]
    for code, state in product(CHARTER, ("met", "partly", "not-yet")):
        key = code.replace(".", "-")
        question = provider.find_question(key)
        assert isinstance(question, SingleChoice)
        assert [option.value for option in question.options] == ["met", "partly", "not-yet"]
        reached = {it.key for it in find_path(provider, {key: state})}
        assert (f"{key}-help" in reached) == (state != "met")


def test_every_question_type_has_a_field() -> None:
    types = {type(question) for questionnaire in QUESTIONNAIRES for question in questionnaire.questions()}
    assert types <= set(FIELDS)


def test_criteria_name_themes_that_are_there() -> None:
    lots = load_criteria(LIBRARY / "home_care/criteria.toml").lots
    assert {theme for lot in lots for criterion in lot.criteria for theme in criterion.themes} <= THEMES
