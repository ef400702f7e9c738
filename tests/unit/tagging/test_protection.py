import json
from collections.abc import Sequence

import pytest

from nlp.results import Comment, Concern, Redaction, TaggedText
from surveys.errors import UnreadableFile
from surveys.tagging.protection import measure_protection, measures_protection


class Says:
    """A tagger that hides and doubts what it was told to."""

    def __init__(self, *results: tuple[tuple[Redaction, ...], bool]) -> None:
        self._results = results

    def tag(self, texts: Sequence[str | Comment]) -> list[TaggedText]:
        """Give the results in order, whatever the texts."""
        assert len(texts) == len(self._results)
        concern = Concern("neglect", 0, 1, 0.9)
        return [TaggedText((), it, concern if doubts else None, False, "en", "1") for it, doubts in self._results]


def lines(*raw: object) -> list[str]:
    return [json.dumps(it) for it in raw]


def figures(raw: list[str], tagger: Says) -> dict[str, float]:
    found = measure_protection(raw, tagger)["figures"]
    return {name: figure["value"] for name, figure in found.items() if figure}


def test_a_name_half_hidden_is_not_hidden() -> None:
    gold = lines(
        {"text": "Ann Lee came", "spans": [{"start": 0, "end": 7, "type": "PERSON"}]},
        {"text": "Bea, 01632 960001", "spans": [{"start": 5, "end": 17, "type": "PHONE"}]},
    )
    tagger = Says(
        ((Redaction(0, 3, "PERSON"),), False), ((Redaction(0, 3, "PERSON"), Redaction(5, 17, "PHONE")), False)
    )
    found = figures(gold, tagger)
    assert found == {
        "names hidden": 0.0,
        "other personal data hidden": 1.0,
        "hidden rightly": pytest.approx(2 / 3, abs=1e-3),
    }


def test_concerns_are_counted_by_comment() -> None:
    gold = lines(*({"text": "x", "concern": it} for it in (True, True, False, False)))
    found = figures(gold, Says(((), True), ((), False), ((), True), ((), False)))
    assert found == {"concern recall": 0.5, "concern precision": 0.5}


def test_the_kind_of_gold_set_is_seen_in_its_lines() -> None:
    assert [measures_protection(it) for it in lines({"text": "", "spans": []}, {"text": "", "concern": True})] == [
        True,
        True,
    ]
    assert [measures_protection(it) for it in [*lines({"text": "", "tags": []}, []), "{"]] == [False, False, False]


def test_a_bad_line_is_named() -> None:
    with pytest.raises(UnreadableFile, match="line 2 is no gold comment"):
        measure_protection([*lines({"text": "x", "concern": True}), "{"], Says())
