"""A council's own codeframe at the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.codeframes import NEXT, OURS
from webapp.commands import main

Said = Callable[..., str]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run a command in a folder with two editions of a codeframe, and give what it prints."""
    monkeypatch.setenv("SAID_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.csv").write_text(OURS, encoding="utf-8")
    (tmp_path / "next.csv").write_text(NEXT, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, arguments).output


def test_a_codeframe_is_added_renewed_listed_and_exported(said: Said, tmp_path: Path) -> None:
    said("programme", "add", "north", "--title", "North", "--council", "Ferring")
    assert "Edition: say which edition this is" in said("codeframe", "add", "north", "ours.csv")
    assert "2 themes, 2 new, 0 changed, 0 gone" in said("codeframe", "add", "north", "ours.csv", "--edition", "1")
    again = ("codeframe", "add", "north", "next.csv", "--edition", "2")
    assert "“ours” has the key “ours” too" in said(*again, "--title", "Ours")
    assert "2 themes, 1 new, 1 changed, 1 gone" in said(*again, "--key", "ours")
    listed = said("codeframe", "list", "north").splitlines()
    assert [line.split()[:2] for line in listed] == [["i", "2026-1"], ["ecc", "2026-1"], ["ours", "2"], ["ours", "1"]]
    assert "2 themes written to out.toml" in said("codeframe", "export", "north", "ours", "out.toml", "--edition", "1")
    assert 'key = "ours-on-time"' in (tmp_path / "out.toml").read_text(encoding="utf-8")
    assert "must end in .toml, .csv, .qdc" in said("codeframe", "export", "north", "ours", "out.txt")
    assert "There is no such codeframe" in said("codeframe", "export", "north", "theirs", "out.csv")


def test_comments_are_tagged_with_a_codeframe_from_a_file(said: Said, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "Nobody feeds the cat when I am away"}', encoding="utf-8")
    said("tag", "in.jsonl", "out.jsonl", "--codeframe", "i", "--codeframe-file", "ours.csv")
    tags = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["tags"]
    assert ("ours-pets", "suggest") in {(tag["theme"], tag["band"]) for tag in tags}
    assert not [tag for tag in tags if tag["theme"].startswith("ecc")]
