"""Content files: what is wrong is said with its place."""

from pathlib import Path
from typing import Any

import pytest

from surveys.definitions import list_library_questionnaires, load_criteria, load_questionnaire, parse_questionnaire
from surveys.errors import InvalidDefinition

OPTIONS = [{"text": "Yes", "value": "yes"}, {"text": "No", "value": "no"}]
TYPES = "'single', 'multiple', 'rating', 'number', 'short_text', 'long_text'"
PLACE = "sections.about.questions"


def questionnaire(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "key": "short",
        "version": 1,
        "title": "Short",
        "group": "service_user",
        "minutes": 3,
        "purpose": "To try",
        "sections": [{"key": "about", "title": "About", "questions": list(questions) or [yes_or_no("first")]}],
    } | changes


def yes_or_no(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "single", "key": key, "text": "Is it?", "options": OPTIONS} | more


def test_a_whole_questionnaire_is_read() -> None:
    read = parse_questionnaire(questionnaire(yes_or_no("first"), {"type": "long_text", "key": "why", "text": "Why?"}))
    assert [question.key for question in read.questions()] == ["first", "why"]
    assert parse_questionnaire(read.model_dump(mode="json", by_alias=True)) == read


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (questionnaire(colour="red"), "colour: unknown key; take it out or check its spelling"),
        (questionnaire(minutes=0), "minutes: input should be greater than or equal to 1, got 0"),
        (questionnaire(title=" "), "title: string should have at least 1 character, got ' '"),
        (
            questionnaire(key="No Spaces"),
            "key: string should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$', got 'No Spaces'",
        ),
        (
            questionnaire(yes_or_no("first", hnt="x")),
            f"{PLACE}.first.hnt: unknown key; take it out or check its spelling",
        ),
        (questionnaire({"key": "first", "text": "Is it?"}), f"{PLACE}.first: type is missing"),
        (
            questionnaire({"type": "matrix", "key": "first", "text": "Is it?"}),
            f"{PLACE}.first: unknown type matrix, expected one of {TYPES}",
        ),
        (
            questionnaire(yes_or_no("first", options=OPTIONS[1:])),
            f"{PLACE}.first.options: tuple should have at least 2 items after validation, not 1, got [{OPTIONS[1]}]",
        ),
        (
            questionnaire(yes_or_no("first", options=[OPTIONS[0], OPTIONS[0]])),
            f"{PLACE}.first: two options have the same value",
        ),
        (
            questionnaire(yes_or_no("first", options=[OPTIONS[0], {"value": "no"}])),
            f"{PLACE}.first.options.2.text: is missing",
        ),
        (
            questionnaire({"type": "number", "key": "count", "text": "How many?", "lowest": 3, "highest": 2}),
            f"{PLACE}.count: highest is 2, which is below lowest, 3",
        ),
        (
            questionnaire(yes_or_no("first"), yes_or_no("next", show_when={"question": "first"})),
            f"{PLACE}.next.show_when.is: is missing",
        ),
        (
            questionnaire(yes_or_no("a"), yes_or_no("b", show_when={"not": {"all": [{"question": "a", "is": []}]}})),
            f"{PLACE}.b.show_when.not.all.1.is: list should have at least 1 item after validation, not 0, got []",
        ),
        (questionnaire(yes_or_no("first"), yes_or_no("first")), "question first stands twice"),
        (questionnaire(yes_or_no("quote-consent")), "question quote-consent has a key that the consent to quote needs"),
        (
            questionnaire(yes_or_no("first", show_when={"question": "later", "is": ["yes"]}), yes_or_no("later")),
            "question first: show_when names later, which is not an earlier question",
        ),
        (
            questionnaire(yes_or_no("first"), yes_or_no("next", show_when={"question": "first", "is": ["yse"]})),
            "question next: show_when asks for 'yse', which first never has",
        ),
    ],
)
def test_an_error_names_file_place_and_what_was_expected(raw: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        parse_questionnaire(raw, name="short.toml")
    assert str(caught.value) == f"short.toml: {message}"


@pytest.mark.parametrize("content", [b"key = ", b"\xff\xfe\x00", b"key = 'a\x00b'"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidDefinition, match=r"^broken\.toml: not a TOML file: "):
        load_questionnaire(path)


def test_weights_that_do_not_sum_to_100_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "criteria.toml"
    criterion = '{key = "time", title = "t", weight = 55, question = "q", guidance = "g", themes = ["i-02"]}'
    head = (
        '[[lots]]\nkey = "north"\ntitle = "North"\nsummary = "s"\npass_mark = 2\nprice_weight = 40\ntie_break = "lot"\n'
    )
    path.write_text(f"{head}criteria = [{criterion}]\n", encoding="utf-8")
    with pytest.raises(InvalidDefinition) as caught:
        load_criteria(path)
    assert str(caught.value) == "criteria.toml: lots.north: weights sum to 95, expected 100"


def test_every_questionnaire_of_the_library_is_sound_and_survives_being_stored() -> None:
    library = list_library_questionnaires("home_care")
    assert [each.key for each in library] == ["care-worker", "family-carer", "provider", "service-user"]
    assert [parse_questionnaire(each.model_dump(mode="json", by_alias=True)) for each in library] == library
