"""Which questions are met: laws that hold for all answers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions import (
    Question,
    Questionnaire,
    find_path,
    keep_path,
    list_library_questionnaires,
    parse_questionnaire,
)
from tests.unit.definitions.asked import values_of

LIBRARY = list_library_questionnaires("home_care")
YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]


def routed(**conditions: Any) -> Questionnaire:
    """Make questions a, b and those named, each with its condition."""
    shown = {"a": None, "b": None} | conditions
    questions = [
        {"type": "multiple" if key == "b" else "single", "key": key, "text": key, "options": YES_NO, "show_when": when}
        for key, when in shown.items()
    ]
    section = {"key": "all", "title": "All", "questions": questions}
    raw = {
        "key": "q",
        "version": 1,
        "title": "Q",
        "group": "provider",
        "minutes": 1,
        "purpose": "p",
        "sections": [section],
    }
    return parse_questionnaire(raw)


def keys(questions: list[Question]) -> list[str]:
    return [question.key for question in questions]


Case = tuple[Questionnaire, dict[str, Any]]


@st.composite
def answered(draw: st.DrawFn) -> Case:
    """Draw a questionnaire of the library, and answers to some of its questions."""
    questionnaire = draw(st.sampled_from(LIBRARY))
    values = {question.key: values_of(question) for question in questionnaire.questions()}
    return questionnaire, draw(st.fixed_dictionaries({}, optional=values))


def test_all_any_and_not_are_read_as_said() -> None:
    a_yes, b_yes = {"question": "a", "is": ["yes"]}, {"question": "b", "is": ["yes"]}
    survey = routed(
        both={"all": [a_yes, b_yes]}, either={"any": [a_yes, b_yes]}, neither={"not": {"any": [a_yes, b_yes]}}
    )
    assert keys(find_path(survey, {})) == ["a", "b", "neither"]
    assert keys(find_path(survey, {"a": "no", "b": ["no", "yes"]})) == ["a", "b", "either"]
    assert keys(find_path(survey, {"a": "yes", "b": ["yes"]})) == ["a", "b", "both", "either"]


def test_an_answer_left_on_an_abandoned_branch_opens_nothing() -> None:
    survey = routed(c={"question": "a", "is": ["yes"]}, d={"question": "c", "is": ["yes"]})
    assert keys(find_path(survey, {"a": "yes", "c": "yes"})) == ["a", "b", "c", "d"]
    assert keys(find_path(survey, {"a": "no", "c": "yes"})) == ["a", "b"]


@given(answered())
def test_the_path_is_in_order_and_holds_every_question_without_a_condition(
    case: Case,
) -> None:
    questionnaire, answers = case
    path = find_path(questionnaire, answers)
    assert path == [question for question in questionnaire.questions() if question in path]
    assert {q.key for q in questionnaire.questions() if q.show_when is None} <= set(keys(path))


@given(answered())
def test_what_is_off_the_path_changes_nothing(case: Case) -> None:
    questionnaire, answers = case
    kept = keep_path(questionnaire, answers)
    assert find_path(questionnaire, kept) == find_path(questionnaire, answers)
    assert keep_path(questionnaire, kept) == kept
    assert set(kept) <= set(keys(find_path(questionnaire, answers)))


@given(answered(), st.data())
def test_an_answer_changes_no_question_before_it(case: Case, data: st.DataObject) -> None:
    questionnaire, answers = case
    path = find_path(questionnaire, answers)
    place = data.draw(st.integers(0, len(path) - 1))
    changed = answers | {path[place].key: data.draw(values_of(path[place]))}
    assert find_path(questionnaire, changed)[: place + 1] == path[: place + 1]
