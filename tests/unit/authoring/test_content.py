"""What a draft holds goes out as TOML and comes back the same; what could not be asked is refused in words."""

import pytest

from surveys.authoring.content import check_content, raw_of, whole_questionnaire
from surveys.authoring.keys import make_key
from surveys.authoring.options import write_options
from surveys.authoring.toml import read_questionnaire, write_questionnaire
from surveys.definitions import Questionnaire, list_library_questionnaires
from surveys.errors import EditRefused, InvalidDefinition
from tests.authored import YES_NO, single, survey, words

LIBRARY = list_library_questionnaires("home_care")


@pytest.mark.parametrize("questionnaire", LIBRARY, ids=lambda it: it.key)
def test_a_questionnaire_goes_through_a_draft_and_a_file_unchanged(questionnaire: Questionnaire) -> None:
    raw = raw_of(questionnaire)
    assert whole_questionnaire(raw) == questionnaire
    assert read_questionnaire(write_questionnaire(raw).encode(), name="it.toml") == raw


def test_odd_words_survive_the_file() -> None:
    odd = 'He said "no" \\ yes\nتیسرا 👵🏽 \x7f {first|it} [x] # = '
    raw = survey(single("first", hint=odd, text=odd.strip()), translations={"ur": {odd.strip(): odd}})
    back = read_questionnaire(write_questionnaire(raw).encode(), name="it.toml")
    assert back["sections"][0]["questions"][0]["hint"] == odd
    assert back["translations"] == {"ur": {odd.strip(): odd}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"key = ", "it.toml: not a TOML file: "),
        (b"\xff\xfe", "it.toml: not a TOML file: "),
        (b'language = "cy"\n[texts]\n', "it.toml: this is a translation."),
        (b'key = "x"\n', "it.toml: sections: expected [[sections]] with "),
        (b"sections = [1]\n", "it.toml: sections: expected [[sections]] with "),
        (b"sections = []\ntranslations = 3\n", "it.toml: translations: expected [translations.cy] "),
        (b'[[sections]]\nkey = "a"\nquestions = 3\n', "it.toml: key: is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_was_expected(content: bytes, message: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        read_questionnaire(content, name="it.toml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("questions", "why"),
    [
        ((words("why", show_when={"question": "first", "is": ["yes"]}), single("first")), "so it must come after it"),
        ((words("why", show_when={"question": "first", "is": ["yes"]}),), "a question that is not there"),
        (
            (single("first"), words("why", show_when={"not": {"question": "first", "is": ["maybe"]}})),
            "an answer to “Is it first?” that could then no longer be given",
        ),
        (
            (
                {"type": "number", "key": "count", "text": "How many?", "highest": 5},
                words("why", show_when={"question": "count", "at_least": 7}),
            ),
            "an answer to “How many?” that could then no longer be given",
        ),
    ],
)
def test_a_condition_that_lost_its_question_or_answer_is_refused(
    questions: tuple[dict[str, object], ...], why: str
) -> None:
    with pytest.raises(EditRefused) as caught:
        check_content(survey(*questions))
    assert why in str(caught.value)
    assert str(caught.value).endswith("First change when “What about why?” is shown")


def test_keys_are_made_of_words_once() -> None:
    assert make_key("How often is it true?") == "how-often-is-it-true"
    assert make_key("What's “café” – naïve?", taken={"whats-cafe-naive"}) == "whats-cafe-naive-2"
    assert make_key("word " * 40) == "word-word-word-word-word-word-word-word"
    assert make_key("x" * 90) == "x" * 40
    assert make_key("আপনি", fallback="answer", taken={"answer"}) == "answer-2"


def test_options_keep_their_values_when_they_are_reworded_moved_or_joined_by_others() -> None:
    before = [{"value": "weekly", "text": "Once a week", "ask": "Which day?"}, *YES_NO]
    made = write_options(["No", "Once each week", "Never", "Yes"], before)
    assert [(option["value"], option["text"]) for option in made] == [
        ("no", "No"),
        ("weekly", "Once each week"),
        ("never", "Never"),
        ("yes", "Yes"),
    ]
    assert made[1]["ask"] == "Which day?"
    assert [option["value"] for option in write_options(["Weekly!", "Weekly"], [])] == ["weekly", "weekly-2"]
    assert write_options(["Something else entirely"], before[:1])[0]["value"] == "something-else-entirely"
