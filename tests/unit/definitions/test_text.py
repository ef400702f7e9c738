"""Raw text made safe to store."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.text import clean_text


def test_line_breaks_become_one_character_and_the_unreadable_goes() -> None:
    assert clean_text("a\r\nb\rc\x0bd\x00e\x1bf\x7f\ud83dg\tה👵🏽") == "a\nb\nc\ndefg\tה👵🏽"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_what_people_can_read_stays(text: str) -> None:
    assert clean_text(text) == text


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once_and_gives_text_that_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()
