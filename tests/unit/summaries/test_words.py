"""Quotes cut from texts, and names hidden in them."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.summaries.quotes import QUOTE_LIMIT, excerpt, widen_to_sentence
from surveys.summaries.redaction import Personal, hide_personal

TEXT = "Sam Carter is kind. Mrs. Okafor came late, and Sam said so! Ring 01632 960123 for Ada."


def person(words: str, *, kind: str = "PERSON", text: str = TEXT, after: int = 0) -> Personal:
    start = text.index(words, after)
    return (start, start + len(words), kind)


PERSONAL = [
    person("Sam Carter"),
    person("Mrs. Okafor"),
    person("Sam", after=20),
    person("01632 960123", kind="PHONE"),
    person("Ada"),
]


def test_a_person_has_the_same_number_throughout() -> None:
    assert hide_personal(TEXT, PERSONAL) == (
        "[name 1] is kind. [name 2] came late, and [name 1] said so! Ring [phone number] for [name 3]."
    )


def test_one_person_needs_no_number() -> None:
    text = "Sam is kind. Sam’s hands are warm."

    assert hide_personal(text, [person("Sam", text=text), person("Sam’s", text=text)]) == (
        "[name] is kind. [name] hands are warm."
    )


def test_numbers_are_those_of_the_whole_text_in_a_part_of_it_too() -> None:
    start = TEXT.index("Mrs.")

    assert hide_personal(TEXT, PERSONAL, within=(start, start + 22)) == "[name 2] came late,"


def test_what_reaches_into_a_part_is_replaced_as_a_whole() -> None:
    assert hide_personal(TEXT, PERSONAL, within=(4, 18)) == "[name 1] is kind"


def test_ranges_that_overlap_leave_nothing_between_them() -> None:
    assert hide_personal("Ring Sam Carter now", [(5, 8, "PERSON"), (7, 15, "PERSON")]) == "Ring [name] now"


@given(st.text("abc .\n", min_size=1, max_size=60), st.data())
def test_no_personal_letter_is_left(text: str, data: st.DataObject) -> None:
    """The hidden letters are of a kind of their own, so that any left over would be seen."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    within = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    secret = f"{text[:start]}{'X' * (end - start)}{text[end:]}"

    assert "X" not in hide_personal(secret, [(start, end, "PERSON")], within=(within[0], within[1]))


def test_a_span_is_widened_to_its_sentence() -> None:
    start, end = widen_to_sentence(TEXT, (TEXT.index("late"), TEXT.index("late") + 4))

    assert TEXT[start:end] == "Mrs. Okafor came late, and Sam said so!"


def test_a_line_break_ends_a_sentence() -> None:
    text = "Weekends\nyou get anybody"

    assert widen_to_sentence(text, (9, 12)) == (9, len(text))


@given(st.text("ab.!? \n", min_size=1, max_size=60), st.data())
def test_widening_keeps_the_span_but_for_blanks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    first, last = widen_to_sentence(text, (start, end))

    assert text[start:end].strip() in text[first:last]


def test_of_an_endless_sentence_only_the_evidence_is_quoted() -> None:
    text = "and then " * QUOTE_LIMIT + "nobody came " + "and then " * QUOTE_LIMIT
    start = text.index("nobody came")

    assert excerpt(text, (start, start + 11), []) == "… nobody came …"
