"""Content files: what is wrong is said with its place."""

from pathlib import Path
from typing import Any

import pytest

from surveys.definitions import Questionnaire, load_criteria, load_questionnaire, parse_questionnaire
from surveys.definitions.loader import with_about_you, without_about_you
from surveys.errors import InvalidDefinition
from surveys.values import Language
from tests.unit.definitions.making import OPTIONS, how_many, questionnaire, yes_or_no

NAMES = "single multiple ranking rating scale number date area upload short_text long_text"
TYPES = ", ".join(f"'{name}'" for name in NAMES.split())
ASKING = {"text": "Something else", "value": "other", "ask": "What?"}
THREE_LABELS = {
    "statement": "s",
    "labels": ["Never", "Sometimes", "Always"],
    "easy": {"text": "t", "labels": ["No", "Yes"]},
}
PLACE = "sections.about.questions"


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
        (questionnaire(yes_or_no("quote-consent")), "question quote-consent has a key that is taken"),
        (questionnaire(yes_or_no("answered-by")), "question answered-by has a key that is taken"),
        (
            questionnaire(yes_or_no("first", show_when={"question": "later", "is": ["yes"]}), yes_or_no("later")),
            "question first: show_when names later, which is not an earlier question",
        ),
        (
            questionnaire(yes_or_no("first"), yes_or_no("next", show_when={"question": "first", "is": ["yse"]})),
            "question next: show_when asks for 'yse', which first never has",
        ),
        (
            questionnaire(how_many("count"), yes_or_no("next", show_when={"question": "count", "at_least": 57})),
            "question next: show_when asks for 57, which count never has",
        ),
        (
            questionnaire(yes_or_no("first", type="ranking", places=3)),
            f"{PLACE}.first: places is 3, but there are only 2 options",
        ),
        (
            questionnaire(yes_or_no("first", type="ranking", places=2, options=[OPTIONS[0], ASKING])),
            f"{PLACE}.first: an option of a ranking cannot ask for words",
        ),
        (
            questionnaire(yes_or_no("first", type="area", options=OPTIONS[:1])),
            f"{PLACE}.first: options need two areas or more, each with a value of its own, or none at all",
        ),
        (
            questionnaire(yes_or_no("first", type="multiple", none="neither")),
            f"{PLACE}.first: none = neither is not one of the options",
        ),
        (
            questionnaire(yes_or_no("first", easy={"text": "Is it?", "options": {"maybe": "Maybe"}})),
            f"{PLACE}.first: easy names maybe, which is not one of the options",
        ),
        (
            questionnaire({"type": "rating", "key": "first", "text": "t", "theme": "i-02", **THREE_LABELS}),
            f"{PLACE}.first: easy has 2 labels, the question 3",
        ),
        (
            questionnaire(yes_or_no("first", options=[OPTIONS[0], ASKING]), yes_or_no("first-other-words")),
            "question first-other-words stands twice",
        ),
        (
            questionnaire(group_from="first-thing"),
            "group_from names first-thing, which is not a question of type single",
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


TEXTS = 'language = "cy"\n[texts]\n"Is it?" = "Ydy e?"\n'


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def short_file(folder: Path) -> Path:
    question = '{type = "long_text", key = "why", text = "Is it?"}'
    head = 'key = "short"\nversion = 1\ntitle = "Short"\ngroup = "provider"\nminutes = 3\npurpose = "To try"\n'
    return write(folder, "short.toml", f'{head}[[sections]]\nkey = "a"\ntitle = "A"\nquestions = [{question}]\n')


def test_translations_are_read_from_the_files_beside(tmp_path: Path) -> None:
    write(tmp_path, "short.cy.toml", TEXTS)
    write(tmp_path, "shorter.pl.toml", TEXTS.replace("cy", "pl"))
    assert load_questionnaire(short_file(tmp_path)).translations == {Language.WELSH: {"Is it?": "Ydy e?"}}


@pytest.mark.parametrize("content", ['title = "Byr"\n', TEXTS + '[more]\na = "b"\n'])
def test_a_translation_with_something_else_in_it_is_refused(tmp_path: Path, content: str) -> None:
    write(tmp_path, "short.cy.toml", content)
    with pytest.raises(InvalidDefinition, match=r"^short\.cy\.toml: a translation has language and \[texts\]"):
        load_questionnaire(short_file(tmp_path))


def test_a_language_that_nobody_offers_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "short.fr.toml", TEXTS.replace("cy", "fr"))
    with pytest.raises(InvalidDefinition, match=r"^short\.toml: translations\.fr"):
        load_questionnaire(short_file(tmp_path))


def test_the_questions_about_the_person_are_added_once_and_can_be_taken_out() -> None:
    own = parse_questionnaire(questionnaire(about_you=True))
    whole = parse_questionnaire(with_about_you(stored(own)))
    assert [section.apart for section in whole.sections] == [False, True]
    assert with_about_you(stored(whole)) == stored(whole)
    assert without_about_you(whole).sections == own.sections


def test_a_questionnaire_that_does_not_want_them_has_no_questions_about_the_person() -> None:
    assert with_about_you(questionnaire()) == questionnaire()


def stored(read: Questionnaire) -> dict[str, Any]:
    return read.model_dump(mode="json", by_alias=True)
