"""Answers as files: `said export`."""

from pathlib import Path

import click

from surveys.audit import record_act
from surveys.capture.editions import list_editions
from surveys.fieldwork.files import (
    RESPONSE_KINDS,
    Export,
    about_you_lines,
    codebook_lines,
    write_responses,
    write_table,
)
from webapp.clock import now, today
from webapp.commands.imports import get_programme
from webapp.commands.opening import instance_option, make_ready
from webapp.database import writing
from webapp.extensions import db


@click.group()
def export() -> None:
    """Take out what was collected."""


@export.command()
@click.argument("programme_key", metavar="PROGRAMME")
@click.argument("survey_key", metavar="SURVEY")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@instance_option
def responses(programme_key: str, survey_key: str, file: Path, instance: Path) -> None:
    """Write all responses to SURVEY to FILE, whose name ends in .csv, .xlsx or .json.

    A CSV file gets the codebook and the counts about people beside it. FILE holds what people wrote: keep it safe.
    """
    kind = file.suffix.lower().removeprefix(".")
    if kind not in RESPONSE_KINDS:
        message = f"The name of {file.name} must end in .{', .'.join(RESPONSE_KINDS)}."
        raise click.ClickException(message)
    with make_ready(instance).app_context():
        made = _begin(programme_key, survey_key, kind)
        with file.open("wb") as target:
            count = write_responses(made, target, kind=kind)
        beside = _write_beside(made, file) if kind == "csv" else []
        click.echo(f"{count} responses written to {', '.join(str(path) for path in (file, *beside))}.")
        db.session.rollback()


def _begin(programme_key: str, survey_key: str, kind: str) -> Export:
    """Find the survey and write down that its answers leave."""
    with writing():
        programme = get_programme(programme_key)
        editions = list_editions(db.session, programme, survey_key)
        if not editions:
            message = f"There is no survey “{survey_key}” in {programme_key}."
            raise click.ClickException(message)
        act = f"export responses as {kind}"
        record_act(db.session, act, by=None, at=now(), programme=programme, subject=editions[0])
        db.session.commit()
    return Export(db.session, programme, editions, on=today())


def _write_beside(made: Export, file: Path) -> list[Path]:
    """Write the codebook and the counts about people beside a CSV file."""
    tables = {
        "codebook": codebook_lines(made),
        "about-you": about_you_lines(made.session, made.programme, made.editions),
    }
    paths = []
    for name, lines in tables.items():
        paths.append(file.with_suffix(f".{name}.csv"))
        with paths[-1].open("wb") as target:
            write_table(lines, target, kind="csv", title=name)
    return paths
