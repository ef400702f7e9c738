"""Taking in comments collected elsewhere: `said import comments`."""

import hashlib
import json
import time
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from surveys.capture.files import read_rows
from surveys.capture.imports import (
    CheckedFile,
    ColumnMapping,
    check_comments,
    check_mapping,
    import_comments,
    list_imported_texts,
    write_problems,
)
from surveys.models import Programme
from surveys.people import find_programme
from surveys.tagging.tagger import is_non_answer
from webapp.clock import now
from webapp.commands.opening import instance_option, opened
from webapp.extensions import db

console = Console(stderr=True, highlight=False)


@click.group("import")
def import_() -> None:
    """Take in what was collected elsewhere."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", "programme_key", required=True, help="Key of the programme that the comments belong to.")
@click.option("--column", "columns", multiple=True, metavar="PART=NAME", help="Take a part from a column.")
@click.option("--value", "values", multiple=True, metavar="PART=VALUE", help="One value for all rows or blank cells.")
@click.option("--keep-duplicates", is_flag=True, help="Take in a text again that was there before.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@instance_option
def comments(
    file: Path,
    programme_key: str,
    columns: tuple[str, ...],
    values: tuple[str, ...],
    keep_duplicates: bool,
    as_json: bool,
    instance: Path,
) -> None:
    """Import comments from a CSV, JSON Lines or XLSX file, all of them or none.

    The parts of a comment are text, question, group, date and source. For example:

    said import comments feedback.csv --programme north --column text="FFT answer" --column date=Date
    --value group=service_user
    """
    started = time.perf_counter()
    mapping = ColumnMapping(_pairs(columns, "--column"), _pairs(values, "--value"))
    with opened(instance):
        programme = get_programme(programme_key)
        checked = read_comments(file, mapping, programme, keep_duplicates=keep_duplicates)
        if checked.problems:
            _refuse(file, checked)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        import_comments(db.session, programme, checked, file_name=file.name, sha256=digest, at=now())
        db.session.commit()
    _report(checked, time.perf_counter() - started, as_json=as_json)


def get_programme(key: str) -> Programme:
    """Find a programme by its key, or end the command."""
    programme = find_programme(db.session, key)
    if programme is None:
        message = f"There is no programme “{key}”. Make one with: said programme add {key} --title … --council …"
        raise click.ClickException(message)
    return programme


def read_comments(file: Path, mapping: ColumnMapping, programme: Programme, *, keep_duplicates: bool) -> CheckedFile:
    """Read and check a file with a progress bar."""
    rows = read_rows(file)
    check_mapping(mapping, rows, name=file.name)
    return check_comments(
        track(rows, description="Checking rows", console=console, transient=True),
        mapping,
        is_non_answer=is_non_answer,
        known=list_imported_texts(db.session, programme),
        keep_duplicates=keep_duplicates,
    )


def _pairs(options: Iterable[str], name: str) -> dict[str, str]:
    """Split PART=NAME options."""
    pairs = [option.partition("=") for option in options]
    for part, equals, value in pairs:
        if not equals or not value:
            message = f"{name} {part}: expected PART=NAME, such as text=Comment"
            raise click.ClickException(message)
    return {part: value for part, _, value in pairs}


def _refuse(file: Path, checked: CheckedFile) -> None:
    """Write the problems beside the file and end the command."""
    report = Path(f"{file.stem}.problems.csv")
    write_problems(checked.problems, report)
    message = (
        f"Nothing was imported: {len(checked.problems)} cells of {checked.row_count} rows need mending. "
        f"See {report}, mend them in {file.name}, and import it again."
    )
    raise click.ClickException(message)


def _report(checked: CheckedFile, seconds: float, *, as_json: bool) -> None:
    """Say what was taken in."""
    facts = {
        "rows": checked.row_count,
        "imported": len(checked.comments),
        "duplicates": checked.duplicate_count,
        "non_answers": checked.non_answer_count,
        "seconds": round(seconds, 2),
        "rows_a_second": round(checked.row_count / seconds),
    }
    if as_json:
        click.echo(json.dumps(facts))
        return
    click.echo(
        f"{facts['rows']} rows read: {facts['imported']} comments imported, {facts['duplicates']} duplicates and "
        f"{facts['non_answers']} non-answers left out, in {facts['seconds']} s. The worker tags them now."
    )
