import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import nlp
from nlp.codeframe import default_codeframes
from nlp.examples import concern_examples, gold_examples, load_examples, training_examples

DATA = Path(nlp.__file__).parent / "data"


def bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def texts(*files: Path) -> set[str]:
    return {
        bare(json.loads(line)["text"]) for file in files for line in file.read_text(encoding="utf-8").splitlines()
    } - {""}


def test_nothing_that_is_trained_on_is_measured_on() -> None:
    trained = texts(*(DATA / "training").glob("*.jsonl"), *(DATA / "concerns").glob("*.jsonl"))
    measured = texts(*(DATA / "gold").glob("*.jsonl"), *(DATA / "calibration").glob("*.jsonl"))
    assert trained & measured == set()


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}


def test_nothing_that_is_trained_on_is_nearly_what_is_measured_on() -> None:
    gold = [(text, runs(text)) for text in sorted(texts(*(DATA / "gold").glob("*.jsonl")))]
    gold_with = defaultdict(list)
    for number, (_, found) in enumerate(gold):
        for run in found:
            gold_with[run].append(number)
    near = []
    for text in sorted(texts(*(DATA / "training").glob("*.jsonl"), *(DATA / "concerns").glob("*.jsonl"))):
        own = runs(text)
        shared = Counter(number for run in own for number in gold_with.get(run, ()))
        near += [(text, gold[it][0]) for it, count in shared.items() if 2 * count > min(len(own), len(gold[it][1]))]
    assert near == []


def test_nothing_is_calibrated_on_twice() -> None:
    assert texts(*(DATA / "calibration").glob("*.jsonl")) & texts(*(DATA / "gold").glob("*.jsonl")) == set()


def test_the_gold_sets_do_not_repeat_one_another() -> None:
    files = sorted((DATA / "gold").glob("*.jsonl"))
    assert {"concerns.jsonl", "personal.jsonl"} <= {file.name for file in files}
    assert len(texts(*files)) == sum(len(texts(file)) for file in files)


def test_what_is_marked_as_personal_has_no_blanks_at_its_edges() -> None:
    for line in (DATA / "gold" / "personal.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        marked = [gold["text"][span["start"] : span["end"]] for span in gold["spans"]]
        assert all(words and words == words.strip() for words in marked)


def test_every_label_is_a_theme_of_the_codeframes() -> None:
    known = {theme.key for frame in default_codeframes() for theme in frame.themes}
    examples = [*training_examples(), *gold_examples("written"), *gold_examples("survey")]
    assert {label.theme for example in examples for label in example.labels} == known


def test_every_theme_has_examples_of_being_met_and_unmet() -> None:
    seen = {(label.theme, label.stance) for example in training_examples() for label in example.labels}
    wanted = {(theme.key, s) for f in default_codeframes() for theme in f.themes for s in ("met", "unmet", "wanted")}
    assert wanted - seen == set()


def test_concerns_have_look_alikes_beside_them() -> None:
    answers = [example.concern for example in concern_examples()]
    assert {True, False} == set(answers)
    assert 0.3 < sum(map(bool, answers)) / len(answers) < 0.7


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "a", "tags": []}\n{"text": "a", "tags": [{"theme": "i-01"}]}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^bad\.jsonl:2: "):
        load_examples([path])
