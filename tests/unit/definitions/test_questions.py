"""Every type of question: what it makes of raw values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definitions import LongText, MultipleChoice, Number, Option, Rating, ShortText, SingleChoice
from surveys.errors import InvalidAnswer

OPTIONS = (Option(value="a", text="Apples"), Option(value="b", text="Bread"), Option(value="none", text="Neither"))
SINGLE = SingleChoice(key="one", text="Which?", options=OPTIONS)
MULTIPLE = MultipleChoice(key="some", text="Which?", options=OPTIONS, none="none")
RATING = Rating(
    key="rate",
    text="How often?",
    statement="Visits come on time.",
    theme="i-02",
    labels=("Never", "Sometimes", "Always"),
    not_applicable="Not for me",
)
NUMBER = Number(key="count", text="How many?", lowest=1, highest=5000, unit="visits a week")
SHORT = ShortText(key="short", text="What?", limit=10)
LONG = LongText(key="long", text="What?")


@pytest.mark.parametrize(
    ("question", "raw", "value", "words"),
    [
        (SINGLE, ["a"], "a", "Apples"),
        (MULTIPLE, ["b", "a"], ["a", "b"], "Apples\nBread"),
        (MULTIPLE, ["none"], ["none"], "Neither"),
        (RATING, ["3"], 3, "Always"),
        (RATING, ["not-applicable"], "not-applicable", "Not for me"),
        (NUMBER, [" 14 "], 14, "14 visits a week"),
        (NUMBER, ["1,400 visits"], 1400, "1400 visits a week"),
        (SHORT, ["  weekends "], "weekends", "weekends"),
        (LONG, ["one\r\ntwo\rthree"], "one\ntwo\nthree", "one\ntwo\nthree"),
        (LONG, ["שלום 👵🏽"], "שלום 👵🏽", "שלום 👵🏽"),
        (LONG, ["a\x00b\ud800c\x1b"], "abc", "abc"),
    ],
)
def test_reads_what_fits_and_puts_it_into_words(
    question: SingleChoice, raw: list[str], value: object, words: str
) -> None:
    assert question.parse(raw) == value
    assert question.words(value) == words  # type: ignore[arg-type]  # each type takes its own values


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, RATING, NUMBER, SHORT, LONG])
@pytest.mark.parametrize("raw", [[], [""], [" \n\t", "\x00"]])
def test_nothing_given_is_no_value(question: SingleChoice, raw: list[str]) -> None:
    assert question.parse(raw) is None


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, RATING, NUMBER, SHORT, LONG])
def test_nothing_given_to_a_required_question_says_what_to_do(question: SingleChoice) -> None:
    required = question.model_copy(update={"required": True})
    with pytest.raises(InvalidAnswer, match=f"^{question.missing()}$"):
        required.parse([""])


@pytest.mark.parametrize(
    ("question", "raw", "advice"),
    [
        (SINGLE, ["c"], "Select one of the answers on this page"),
        (MULTIPLE, ["a", "z"], "Select one of the answers on this page"),
        (MULTIPLE, ["a", "none"], "Select “Neither” alone, or take it off"),
        (RATING, ["4"], "Select one of the answers on this page"),
        (RATING, ["0"], "Select one of the answers on this page"),
        (NUMBER, ["lots"], "Enter a whole number from 1 to 5,000, like 8"),
        (NUMBER, ["1,5"], "Enter a whole number from 1 to 5,000, like 8"),
        (NUMBER, ["3.5"], "Enter a whole number from 1 to 5,000, like 8"),
        (NUMBER, ["5 hours"], "Enter a whole number from 1 to 5,000, like 8"),
        (NUMBER, ["٣"], "Enter a whole number from 1 to 5,000, like 8"),
        (NUMBER, ["0"], "Enter a number from 1 to 5,000"),
        (NUMBER, ["-3"], "Enter a number from 1 to 5,000"),
        (NUMBER, ["9" * 6000], "Enter a number from 1 to 5,000"),
        (SHORT, ["far too long"], "Your answer is 12 characters long. There is room for 10. Take out 2 or more."),
    ],
)
def test_says_what_to_do_when_it_does_not_fit(question: SingleChoice, raw: list[str], advice: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        question.parse(raw)
    assert str(caught.value).startswith(advice)


def test_not_applicable_can_be_chosen_only_where_it_is_offered() -> None:
    with pytest.raises(InvalidAnswer):
        RATING.model_copy(update={"not_applicable": ""}).parse(["not-applicable"])


def test_an_example_is_never_above_the_highest_number() -> None:
    with pytest.raises(InvalidAnswer, match=r"like 5$"):
        Number(key="few", text="How many?", highest=5).parse(["few"])


def test_the_heading_of_a_rating_is_its_statement() -> None:
    assert (RATING.heading(), RATING.guidance()) == ("Visits come on time.", "How often?")
    assert (MULTIPLE.heading(), MULTIPLE.guidance()) == ("Which?", "Select all that apply")


@given(st.lists(st.text(), max_size=4))
def test_any_raw_text_is_a_value_or_an_invalid_answer(raw: list[str]) -> None:
    for question in (SINGLE, MULTIPLE, RATING, NUMBER, SHORT, LONG):
        try:
            value = question.parse(raw)
        except InvalidAnswer:
            continue
        assert value is None or isinstance(question.words(value), str)


@given(st.integers(1, 5000))
def test_every_number_in_range_is_read_as_typed(number: int) -> None:
    assert NUMBER.parse([str(number)]) == number
    assert NUMBER.parse([f"{number:,} visits a week"]) == number
