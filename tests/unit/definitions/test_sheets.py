"""What stands on paper: numbers, codes, and what is left out."""

from surveys.definitions import LIBRARY, load_questionnaire
from surveys.definitions.sheets import Gate, Sheet, lay_out, letter

SHEET = lay_out(load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml"))


def codes(sheet: Sheet, key: str) -> list[tuple[str, str]]:
    [entry] = [entry for entry in sheet.entries if entry.question.key == key]
    return [(choice.code, choice.value) for choice in entry.choices]


def test_numbers_go_on_from_the_questions_through_the_ending_to_the_sheet_about_the_person() -> None:
    assert [entry.number for entry in SHEET.main()] == list(range(1, 20))
    assert (SHEET.answered_by, SHEET.consent) == (20, 21)
    assert [entry.number for entry in SHEET.apart()] == list(range(22, 32))


def test_one_tick_is_a_number_and_several_are_letters() -> None:
    assert codes(SHEET, "how-long")[0] == ("1", "under-6-weeks")
    assert codes(SHEET, "know-people")[-1] == ("n", "not-applicable")
    assert codes(SHEET, "would-help")[:2] == [("a", "same-people"), ("b", "weekends")]
    assert codes(SHEET, "visits-a-week") == []


def test_the_words_behind_something_else_stand_beside_their_box() -> None:
    first = SHEET.entries[0]
    assert [question.key for question in first.questions()] == ["support", "support-other-words"]


def test_what_only_opens_the_questions_about_the_person_is_not_on_paper() -> None:
    [gate] = SHEET.gates
    assert isinstance(gate, Gate)
    assert (gate.question.key, gate.value) == ("about-you", "yes")
    assert "about-you" not in SHEET.numbers


def test_photos_and_recordings_are_not_on_paper() -> None:
    assert "photo-or-voice" not in SHEET.numbers


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
