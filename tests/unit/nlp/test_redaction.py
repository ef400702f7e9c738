import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp
from nlp.names import has_candidates
from nlp.redaction import KINDS, find_redactions, redact, settle
from nlp.results import Redaction

GOLD = Path(nlp.__file__).parent / "data" / "gold"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[it.start : it.end], it.kind) for it in find_redactions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring 07700 900123 after two", [("07700 900123", "PHONE")]),
        ("NHS number 943 476 5919", [("943 476 5919", "NHS_NUMBER")]),
        ("it is 9434765919 on the letter", [("9434765919", "NHS_NUMBER")]),
        ("the keysafe code is 4412C", [("4412C", "KEY_SAFE")]),
        ("write to 14 Acacia Avenue, LS8 2QT", [("14 Acacia Avenue", "ADDRESS"), ("LS8 2QT", "POSTCODE")]),
        ("she was born on 3rd June 1941", [("3rd June 1941", "DOB")]),
        ("my NI is AB 12 34 56 C", [("AB 12 34 56 C", "NINO")]),
        ("mail me at jo.b@example.org", [("jo.b@example.org", "EMAIL")]),
        ("my daughter sandra rings", [("sandra", "PERSON")]),
        ("when nkechi is off nobody does her feet", [("nkechi", "PERSON")]),
        ("João makes my coffee", [("João", "PERSON")]),
        ("MRS ADEYEMI CAME", [("MRS ADEYEMI", "PERSON")]),
        ("Precious and Gift come together", [("Precious", "PERSON"), ("Gift", "PERSON")]),
        ("Signed E. M. Hargreaves (Mrs)", [("E. M. Hargreaves", "PERSON")]),
        ("Rose Cottage, Mill Lane", [("Rose Cottage, Mill Lane", "ADDRESS")]),
        ("send it to 16 tennyson ave, Rugby", [("16 tennyson ave", "ADDRESS")]),
        ("DOB on file 4/11/36 is wrong", [("4/11/36", "DOB")]),
        ("write to jo at example dot com", [("jo at example dot com", "EMAIL")]),
        ("Contact Siobhan O'Rourke-Lyle", [("Siobhan O'Rourke-Lyle", "PERSON")]),
    ],
)
def test_personal_data_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They come at 10 to 8 and cost £1,200",
        "Will they ever come? Hope so",
        "Grace before meals matters",
        "In May and since August we had nobody",
        "Six weeks on Nightingale ward",
        "Tesco delivers to Leeds on Mondays",
        "Every Tom, Dick and Harry has been through that door",
        "John Lewis delivered the chair, happy as Larry",
        "There's a robin comes to the sill",
        "15 minutes is not long, it is 12 miles",
    ],
)
def test_look_alikes_are_left(text: str) -> None:
    assert kinds(text) == []


def test_ambiguous_names_need_a_cue() -> None:
    assert kinds("Will came at six. Will they come again?") == [("Will", "PERSON")]


def test_a_person_keeps_the_same_number() -> None:
    text = "Jo Shah came. Then Bev. Jo is kind, Mrs Shah too."
    assert (
        redact(text, find_redactions(text)) == "[Person 1] came. Then [Person 2]. [Person 1] is kind, [Person 1] too."
    )


def test_of_two_that_overlap_the_surer_stays() -> None:
    assert settle([Redaction(0, 10, "PERSON"), Redaction(5, 12, "EMAIL")]) == (Redaction(5, 12, "EMAIL"),)


@given(st.text(max_size=150))
def test_redactions_lie_inside_the_text_in_order(text: str) -> None:
    edges = [edge for it in find_redactions(text) for edge in (it.start, it.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(sorted(KINDS))))
)
def test_nothing_hidden_can_be_read(text: str, ranges: list[tuple[int, int, str]]) -> None:
    redactions = [Redaction(start, end, kind) for start, end, kind in ranges if start < end <= len(text)]
    kept = settle(redactions)
    shown = "".join(character for n, character in enumerate(text) if not any(it.start <= n < it.end for it in kept))
    words = [f"[{KINDS[it.kind]}" for it in kept]
    result = redact(text, redactions)
    assert all(word in result for word in words)
    assert len(result) >= len(shown)


def test_the_recogniser_is_asked_only_where_it_could_add_something() -> None:
    assert has_candidates("Zorblax Quennet rang")
    assert has_candidates("thanks to Zorblax's team")
    assert not has_candidates("Sandra came at six on Monday")


@pytest.mark.parametrize("path", [GOLD / "pii_dev.jsonl", GOLD / "personal.jsonl"])
def test_most_personal_data_of_the_gold_sets_is_found(path: Path) -> None:
    hits = misses = extras = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        there = {(it["start"], it["end"], it["type"]) for it in gold["spans"]}
        found = {(it.start, it.end, it.kind) for it in find_redactions(gold["text"])}
        hits, misses, extras = hits + len(found & there), misses + len(there - found), extras + len(found - there)
    assert hits / (hits + misses) >= 0.95
    assert hits / (hits + extras) >= 0.9
