import pytest

from surveys.errors import UnreadableFile
from surveys.tagging.benchmarks import read_labelled

HEAD = "Trust,FFT question,FFT answer,Comment sentiment,Staff,Parking"


def test_each_answer_is_read_once_with_its_labels() -> None:
    data = read_labelled(
        [
            HEAD,
            "A,What was good?,Kind staff,1,1,",
            "A,What was good?,kind staff ,1,,1",
            "A,,Did not answer,,,",
            "B,,Nowhere to park,4,,1",
        ]
    )
    assert [(it.text, it.question) for it in data.comments] == [
        ("Kind staff", "What was good?"),
        ("Nowhere to park", None),
    ]
    assert data.labels == ("Staff", "Parking")
    assert data.targets.tolist() == [[True, False], [False, True]]


def test_the_most_frequent_labels_are_kept_in_the_order_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.tagging.benchmarks.LABEL_COUNT", 1)
    data = read_labelled([HEAD, "A,,one,1,,1", "A,,two,1,1,1"])
    assert (data.labels, data.targets.tolist()) == (("Parking",), [[True], [True]])


@pytest.mark.parametrize(
    ("lines", "wrong"), [(["Text,Label"], "expected the columns"), ([HEAD], "no comment"), ([], "expected the columns")]
)
def test_another_file_is_refused(lines: list[str], wrong: str) -> None:
    with pytest.raises(UnreadableFile, match=wrong):
        read_labelled(lines)
