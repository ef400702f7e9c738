"""Answers as files at the command line."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.commands import main

Said = Callable[..., str]
SURVEY = "surveys/definitions/library/home_care/questionnaires/service-user.toml"


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run a command in a folder of its own, with a survey that is published."""
    survey = Path(SURVEY).resolve()
    monkeypatch.setenv("SAID_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, arguments).output

    run("programme", "add", "north", "--title", "North", "--council", "Ferring")
    run("questionnaire", "publish", str(survey), "--programme", "north")
    return run


def test_responses_are_exported_with_their_codebook(said: Said, tmp_path: Path) -> None:
    printed = said("export", "responses", "north", "service-user", "out.csv")
    assert printed.startswith("0 responses written to out.csv, out.codebook.csv, out.about-you.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (head,) = csv.reader(file)
    with (tmp_path / "out.codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["column"] for line in lines] == head
    assert {line["words (en)"] for line in lines} > {"What kind of support do you get at home?"}
    assert "0 responses written to out.xlsx." in said("export", "responses", "north", "service-user", "out.xlsx")


def test_what_does_not_fit_ends_in_one_sentence(said: Said) -> None:
    assert "must end in .csv, .xlsx, .json" in said("export", "responses", "north", "service-user", "out.doc")
    assert "There is no survey “other” in north" in said("export", "responses", "north", "other", "out.csv")
