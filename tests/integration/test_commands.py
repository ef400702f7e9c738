"""The command line as somebody at a terminal uses it."""

import csv
import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

import webapp.commands.running
from tests.integration.learning.standing_in import CountingTaggers
from webapp.commands import main
from webapp.commands.opening import opened
from webapp.extensions import db

QUESTIONNAIRE = "surveys/definitions/library/home_care/questionnaires/service-user.toml"
Said = Callable[..., Result]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run a command in an instance folder of its own."""
    root = Path.cwd()
    monkeypatch.setenv("SAID_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, [argument.replace("surveys/", f"{root}/surveys/", 1) for argument in arguments])

    return run


@pytest.fixture
def north(said: Said) -> None:
    """A programme called north."""
    assert said("programme", "add", "north", "--title", "North", "--council", "Ferring").exit_code == 0


def count(tmp_path: Path, table: str) -> int:
    engine = create_engine(f"sqlite:///{tmp_path / 'instance/said.sqlite'}")
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608  our own tables
    engine.dispose()
    return int(found)


def test_help_names_every_command(said: Said) -> None:
    shown = said("--help").output
    for command in (
        "run",
        "demo",
        "worker",
        "import",
        "tag",
        "accuracy",
        "learn",
        "programme",
        "account",
        "questionnaire",
        "codeframe",
        "bench",
    ):
        assert f"\n  {command} " in shown


@pytest.mark.usefixtures("north")
def test_a_programme_is_set_up_from_nothing(said: Said, tmp_path: Path) -> None:
    words = ["--password", "three random words"]
    answer = said(
        "account", "add", "lead@ferring.example", "--name", "L", "--programme", "north", "--role", "reviewer", *words
    )
    assert answer.output == "lead@ferring.example may sign in as reviewer.\n"
    published = said("questionnaire", "publish", QUESTIONNAIRE, "--programme", "north")
    assert published.output == "Your care at home (version 1) is published.\n"
    assert (count(tmp_path, "account"), count(tmp_path, "questionnaire_edition")) == (1, 1)


@pytest.mark.usefixtures("north")
def test_what_cannot_be_done_is_one_sentence(said: Said) -> None:
    again = said("programme", "add", "north", "--title", "North", "--council", "Ferring")
    assert again.output == "Error: There is a programme “north” already.\n"
    words = ["--password", "short"]
    weak = said("account", "add", "a@b.example", "--name", "L", "--programme", "north", "--role", "reviewer", *words)
    assert weak.output == "Error: The password needs at least 12 characters. Three random words are good.\n"
    unknown = said("questionnaire", "publish", QUESTIONNAIRE, "--programme", "south")
    assert unknown.output.startswith("Error: There is no programme “south”.")
    twice = [said("questionnaire", "publish", QUESTIONNAIRE, "--programme", "north") for _ in range(2)][1]
    assert twice.output.startswith("Error: Version 1 of service-user is published already")


def test_a_questionnaire_with_an_unknown_key_says_where(said: Said, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / QUESTIONNAIRE
    broken = source.read_text(encoding="utf-8").replace("minutes =", "minuets =", 1)
    (tmp_path / "broken.toml").write_text(broken, encoding="utf-8")
    answer = said("questionnaire", "check", "broken.toml")
    assert answer.exit_code == 1
    assert answer.output == "Error: broken.toml: minuets: unknown key; take it out or check its spelling\n"


COMMENTS = "Comment,When,Who\nThey are always late,2026-09-01,service user\nn/a,2026-09-01,service user\n"
IMPORT = ("import", "comments", "a.csv", "--programme", "north", "--column", "text=Comment", "--column", "date=When")


@pytest.mark.usefixtures("north")
def test_comments_are_imported_and_counted(said: Said, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(COMMENTS + "THEY ARE ALWAYS LATE,2026-09-02,provider\n", encoding="utf-8")
    answer = said(*IMPORT, "--column", "group=Who", "--json")
    facts = json.loads(answer.stdout.splitlines()[-1])
    assert (facts["rows"], facts["imported"], facts["duplicates"], facts["non_answers"]) == (3, 1, 1, 1)
    assert count(tmp_path, "contribution") == 1
    again = said(*IMPORT, "--column", "group=Who")
    assert again.output.endswith("Error: a.csv was imported before\n")


@pytest.mark.usefixtures("north")
def test_a_file_with_a_bad_row_is_not_imported_at_all(said: Said, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(COMMENTS + "Kind people,soon,the cat\n", encoding="utf-8")
    answer = said(*IMPORT, "--column", "group=Who")
    assert "Nothing was imported: 2 cells of 3 rows need mending. See a.problems.csv" in answer.output
    assert count(tmp_path, "contribution") == 0
    with (tmp_path / "a.problems.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["row", "column", "what is wrong", "what was expected"]
    assert [row[:3] for row in rows[1:]] == [["4", "Who", "not a group"], ["4", "When", "not a date"]]


@pytest.mark.usefixtures("north")
def test_a_wrong_column_or_file_is_one_sentence(said: Said, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(COMMENTS, encoding="utf-8")
    assert "say where group comes from" in said(*IMPORT).output
    assert "no column “Whom” for group" in said(*IMPORT, "--column", "group=Whom").output
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04")
    assert "this is not a text file" in said(*IMPORT, "--column", "group=Who").output


def test_a_taken_port_is_one_sentence(said: Said) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = said("run", "--port", str(port))
    assert (
        answer.output
        == f"Error: Port {port} on 127.0.0.1 is taken. Stop what uses it, or choose another with --port.\n"
    )


def test_an_instance_folder_that_cannot_be_is_one_sentence(said: Said, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    answer = said("worker", "--once", "--instance", "file")
    assert answer.exit_code != 0
    assert "Traceback" not in answer.output
    assert len(answer.output.strip().splitlines()[-1]) > 10


def test_tagging_from_file_to_file_goes_on_after_a_bad_line(said: Said, tmp_path: Path) -> None:
    lines = ['{"id": 1, "text": "They are always late"}', "no json", '{"id": "b", "text": ""}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answer = said("tag", "in.jsonl", "out.jsonl")
    assert answer.exit_code == 1
    assert "line 2: not JSON" in answer.output
    first, second = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (first["id"], second["id"], second["empty"]) == (1, "b", True)
    assert ("i-02", "unmet") in {(tag["theme"], tag["stance"]) for tag in first["tags"]}


def test_accuracy_is_measured_on_a_gold_file(said: Said, tmp_path: Path) -> None:
    tags = [{"theme": "i-02", "stance": "unmet", "start": 0, "end": 20}]
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": 1, "text": "They are always late", "tags": tags}), encoding="utf-8"
    )
    figures = json.loads(said("accuracy", "gold.jsonl", "--json").stdout.splitlines()[-1])
    assert figures["comments"] == 1
    assert figures["themes"]["i-02"] == {"gold": 1, "too_few_to_tell": True, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    (tmp_path / "gold.jsonl").write_text('{"text": "no tags"}', encoding="utf-8")
    assert "line 1 is no gold comment" in said("accuracy", "gold.jsonl").output


def test_the_sample_is_put_back_as_it_was(said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webapp.commands.running, "LoadedTaggers", CountingTaggers)
    tables = ("programme", "response", "contribution", "tag", "contact", "account")
    assert said("demo").exit_code == 0
    before = {table: count(tmp_path, table) for table in tables}
    assert said("demo", "--reset").exit_code == 0
    assert {table: count(tmp_path, table) for table in tables} == before
    assert before["response"] == 150


def test_every_command_on_a_database_that_is_there_minds_what_belongs_together(said: Said, tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path / "instance"):
            assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
