"""The sample's people answered questions that were on their path, and its tender is the worked example."""

from collections import Counter
from typing import Any

import pytest

from surveys.capture.drafts import find_gap
from surveys.definitions import LIBRARY, QUOTE_CONSENT, keep_path, list_library_questionnaires, load_criteria
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.sample.content import read_responses, read_toml
from surveys.values import AnsweredBy

QUESTIONNAIRES = {it.key: it for it in list_library_questionnaires("home_care")}
RESPONSES = read_responses()


@pytest.mark.parametrize("response", RESPONSES, ids=range(len(RESPONSES)))
def test_a_response_is_complete_valid_and_on_its_path(response: dict[str, Any]) -> None:
    questionnaire, answers = QUESTIONNAIRES[response["questionnaire"]], response["answers"]
    assert set(keep_path(questionnaire, answers)) == set(answers)
    for key, value in answers.items():
        question = questionnaire.find_question(key)
        assert question is not None
        assert question.parse(question.raw(value)) == value
    beside = {QUOTE_CONSENT: response["quote_consent"], ANSWERED_BY: AnsweredBy.SELF}
    assert find_gap(questionnaire, answers | beside) is None


def test_about_150_people_of_four_groups_answered() -> None:
    counts = Counter(response["questionnaire"] for response in RESPONSES)
    assert set(counts) == {"care-worker", "family-carer", "provider", "service-user"}
    assert 140 <= counts.total() <= 160


def test_there_are_two_workshops_with_40_notes_and_four_findings() -> None:
    workshops = read_toml("workshops.toml")["workshops"]
    assert (len(workshops), sum(len(it["notes"]) for it in workshops)) == (2, 40)
    assert len(read_toml("findings.toml")["findings"]) == 4


def test_the_decided_lot_is_the_worked_example() -> None:
    lot = load_criteria(LIBRARY / "home_care/criteria.toml").lots[0]
    assert [criterion.weight for criterion in lot.criteria] == [20, 15, 15, 10]
    tender = read_toml("tender.toml")
    prices = [bid["price_per_hour"] for bid in tender["bids"] if bid["lot"] == lot.key]
    assert prices == ["21.50", "20.40", "23.10"]
    scores = Counter((row["lot"], row["account"]) for row in tender["scores"])
    assert [count for (key, _), count in sorted(scores.items()) if key == lot.key] == [12, 12, 12, 12]
