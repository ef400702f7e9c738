import json
from pathlib import Path

import pytest

import nlp
from nlp.examples import load_examples
from nlp.safeguarding import UNNAMED, concern_kinds, find_concern
from nlp.tagger import Tagger

DATA = Path(nlp.__file__).parent / "data"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He grabbed mum by the arm", "physical"),
        ("money has gone missing from her purse", "financial"),
        ("they forgot her insulin again", "medication"),
        ("she was left in a wet bed all night", "neglect"),
        ("I want to end it all", "self-harm"),
        ("her lips were cracked and the jug was out of reach", "neglect"),
        ("there's days I stand on the bridge", "self-harm"),
    ],
)
def test_signs_name_the_kind_of_harm(text: str, kind: str) -> None:
    concern = find_concern(text)
    assert concern is not None
    assert concern.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "I could kiss her",
        "She's frightened to death of spiders",
        "The price is daylight robbery",
        "I bruise easily, it's the warfarin",
        "grab rail fitted",
    ],
)
def test_figures_of_speech_are_no_signs(text: str) -> None:
    assert find_concern(text) is None


def test_more_signs_count_for_more() -> None:
    one, more = find_concern("a bruise"), find_concern("a bruise where he grabbed her arm and hit her")
    assert one is not None
    assert more is not None
    assert one.confidence < more.confidence


def test_every_kind_has_a_title() -> None:
    assert all(kind.title for kind in concern_kinds())
    assert UNNAMED in {kind.key for kind in concern_kinds()}


def recall(tagger: Tagger, path: Path) -> float:
    concerns = [it.comment for it in load_examples([path]) if it.concern]
    return sum(result.concern is not None for result in tagger.tag(concerns)) / len(concerns)


def test_hardly_a_concern_of_the_gold_set_is_missed(tagger: Tagger) -> None:
    assert recall(tagger, DATA / "gold" / "safeguarding_dev.jsonl") >= 0.95


def test_most_concerns_nobody_trained_on_are_found(tagger: Tagger) -> None:
    assert recall(tagger, DATA / "calibration" / "concerns.jsonl") >= 0.85


def test_plain_comments_are_rarely_concerns(tagger: Tagger) -> None:
    lines = (DATA / "gold" / "gold_dev_survey.jsonl").read_text(encoding="utf-8").splitlines()
    found = [result.concern for result in tagger.tag([json.loads(line)["text"] for line in lines])]
    assert sum(concern is not None for concern in found) <= 0.15 * len(found)
