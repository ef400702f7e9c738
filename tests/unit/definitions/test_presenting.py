"""One questionnaire in many forms: what is put to people changes in its words alone."""

from itertools import product
from typing import Any

import pytest

from surveys.definitions import (
    Questionnaire,
    has_easy_read,
    list_languages,
    list_library_questionnaires,
    list_missing,
    parse_questionnaire,
    present,
)
from surveys.definitions.presenting import list_texts
from surveys.definitions.strict import Definition
from surveys.values import Language
from tests.unit.definitions.making import how_many, own_words, questionnaire, yes_or_no

LIBRARY = list_library_questionnaires("home_care")
forms = pytest.mark.parametrize(
    ("whole", "language", "is_easy"),
    list(product(LIBRARY, Language, (False, True))),
    ids=lambda it: it.key if isinstance(it, Questionnaire) else str(it),
)
EASY = {"text": "How many?", "hint": "Of {visits}", "picture": "week", "unit": "times"}
WELSH = {
    "Short": "Byr",
    "To try": "I drio",
    "About": "Amdanoch",
    "How many?": "Faint?",
    "visits": "ymweliad",
    "Why {count|not}?": "Pam {count|ddim}?",
}


def short(*more: dict[str, Any], welsh: dict[str, str] | None = None, **changes: Any) -> Questionnaire:
    asked = [how_many("count"), own_words("why", text="Why {count|not}?"), *more]
    return parse_questionnaire(questionnaire(*asked, translations={"cy": WELSH if welsh is None else welsh}, **changes))


def bones(definition: Any) -> Any:
    """Give what is left of a definition without its words: keys, values, types, conditions, limits and their order."""
    if isinstance(definition, tuple):
        return [bones(part) for part in definition]
    if not isinstance(definition, Definition):
        return definition
    words = {*definition.TEXTS, "easy", "clip", "translations"}
    fields = {name: bones(getattr(definition, name)) for name in type(definition).model_fields if name not in words}
    return type(definition).__name__, fields


@forms
def test_only_words_change(whole: Questionnaire, language: Language, is_easy: bool) -> None:
    shown = present(whole, language=language, is_easy=is_easy)
    assert bones(shown) == bones(whole)
    assert bones(tuple(shown.questions())) == bones(tuple(whole.questions()))
    assert [shown.section_of(each).key for each in shown.questions()] == [
        whole.section_of(each).key for each in whole.questions()
    ]


@forms
def test_labels_are_as_many_as_before(whole: Questionnaire, language: Language, is_easy: bool) -> None:
    shown = present(whole, language=language, is_easy=is_easy)
    pairs = zip(shown.questions(), whole.questions(), strict=True)
    assert [len(getattr(each, "labels", ())) for each, _ in pairs if each.type == "rating"] == [
        len(each.labels) for each in whole.questions() if each.type == "rating"
    ]


def test_what_is_put_in_its_own_language_is_the_definition_itself() -> None:
    assert present(LIBRARY[0], language=Language.ENGLISH, is_easy=False) == LIBRARY[0]


def test_every_text_is_listed_once_in_order() -> None:
    texts = list_texts(short(own_words("again", text="How many?")))
    assert texts == ["Short", "To try", "About", "How many?", "visits", "Why {count|not}?"]


def test_words_for_easy_read_are_listed_too() -> None:
    texts = list_texts(parse_questionnaire(questionnaire(how_many("count", easy={**EASY, "text": "Few?"}))))
    assert texts[3:] == ["How many?", "visits", "Few?", "Of {visits}", "times"]


def test_a_language_is_whole_when_nothing_is_missing() -> None:
    assert list_missing(short(), Language.WELSH) == []
    assert list_languages(short()) == [Language.ENGLISH, Language.WELSH]


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"visits": None}, ["visits"]),
        ({"visits": " "}, ["visits"]),
        ({"Why {count|not}?": "Pam?"}, ["Why {count|not}?"]),
        ({"Why {count|not}?": "Pam {cyfrif|ddim}?"}, ["Why {count|not}?"]),
        ({"To try": "I drio {count}"}, ["To try"]),
    ],
)
def test_a_text_is_missing_without_words_or_with_other_places(
    changed: dict[str, str | None], missing: list[str]
) -> None:
    welsh = {text: words for text, words in (WELSH | changed).items() if words is not None}
    assert list_missing(short(welsh=welsh), Language.WELSH) == missing
    assert list_languages(short(welsh=welsh)) == [Language.ENGLISH]


def test_a_language_that_nobody_began_lacks_everything() -> None:
    assert list_missing(short(), Language.URDU) == list_texts(short())


def test_the_own_language_lacks_nothing_and_stands_first() -> None:
    urdu = short(language="ur", welsh=WELSH)
    assert list_missing(urdu, Language.URDU) == []
    assert list_languages(urdu) == [Language.URDU, Language.WELSH]


def test_a_text_that_a_language_lacks_stays_as_it_is() -> None:
    shown = present(short(welsh={"How many?": "Faint?"}), language=Language.WELSH, is_easy=False)
    assert (shown.title, next(shown.questions()).heading()) == ("Short", "Faint?")


def test_easy_read_words_stand_where_there_are_any() -> None:
    easy_page = {"title": "In short", "purpose": "Try it."}
    shown = present(
        parse_questionnaire(questionnaire(how_many("count", easy=EASY), yes_or_no("first"), easy=easy_page)),
        language=Language.ENGLISH,
        is_easy=True,
    )
    count, first = shown.questions()
    assert (shown.title, shown.purpose, count.guidance(), first.heading()) == (
        "In short",
        "Try it.",
        "Of {visits}",
        "Is it?",
    )
    assert count.words(3) == "3 times"


def test_easy_read_is_whole_with_a_first_page_and_a_picture_for_each_question() -> None:
    easy_page = {"title": "In short", "purpose": "Try it."}
    with_picture, without = how_many("count", easy=EASY), how_many("more", easy={**EASY, "picture": None})
    assert has_easy_read(parse_questionnaire(questionnaire(with_picture, easy=easy_page)))
    assert not has_easy_read(parse_questionnaire(questionnaire(with_picture)))
    assert not has_easy_read(parse_questionnaire(questionnaire(with_picture, without, easy=easy_page)))
    assert not has_easy_read(parse_questionnaire(questionnaire(with_picture, yes_or_no("first"), easy=easy_page)))
