"""Codes spelled out on the telephone."""

from surveys.capture.codes import ALPHABET
from webapp.spelling import spelled


def test_a_code_is_spelled_group_by_group() -> None:
    assert spelled("K7QM-2X") == [["Kilo", "seven", "Quebec", "Mike"], ["two", "X-ray"]]


def test_every_character_of_a_code_has_a_word_of_its_own() -> None:
    [words] = spelled(ALPHABET)
    assert len(set(words)) == len(ALPHABET)
    assert all(len(word) > 2 for word in words)
