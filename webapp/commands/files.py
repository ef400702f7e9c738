"""Tagging and measuring from files: `said tag`, `said accuracy`."""

import json
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table

from surveys.tagging.accuracy import measure
from surveys.tagging.codeframe_files import read_codeframe_file
from surveys.tagging.lines import BadLine, tag_lines
from surveys.tagging.protection import measure_protection, measures_protection
from surveys.tagging.tagger import open_tagger

progress = Console(stderr=True, highlight=False)


@click.command()
@click.argument("source", metavar="IN.jsonl", type=click.File(encoding="utf-8"))
@click.argument("target", metavar="OUT.jsonl", type=click.File("w", encoding="utf-8"))
@click.option(
    "--codeframe", "codeframes", multiple=True, type=click.Choice(["ecc", "i"]), help="Only these codeframes."
)
@click.option(
    "--codeframe-file",
    "codeframe_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Look for the themes of this codeframe too (TOML, CSV or .qdc); tags of --codeframe stay beside them.",
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out tags less sure than this.")
def tag(
    source: IO[str],
    target: IO[str],
    codeframes: tuple[str, ...],
    codeframe_files: tuple[Path, ...],
    min_confidence: float,
) -> None:
    """Tag comments from a file to a file, a JSON object a line; - is standard input or output.

    In: {"id", "text", "group"?, "question"?}. Out, in the same order: {"id", "tags", "redactions", "concern", "empty",
    "language", "pipeline"}. Spans are half-open characters of the text. A bad line is reported and the rest goes on.
    """
    own = [read_codeframe_file(path.read_bytes(), name=path.name, edition="file") for path in codeframe_files]
    wanted = [*codeframes, *(frame.key for frame in own)] if codeframes else []
    bad_count = done_count = 0
    with progress.status("Tagging …") as status:
        for record in tag_lines(source, open_tagger(own), codeframes=wanted, least=min_confidence):
            if isinstance(record, BadLine):
                bad_count += 1
                progress.print(f"line {record.number}: {record.wrong}")
                continue
            target.write(json.dumps(record, ensure_ascii=False) + "\n")
            done_count += 1
            status.update(f"Tagging … {done_count}")
    if bad_count:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("gold", metavar="GOLD.jsonl", type=click.File(encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def accuracy(gold: IO[str], as_json: bool) -> None:
    """Measure the tagger against comments that people tagged, or marked for personal data or concerns."""
    lines = list(gold)
    measured = measure_protection if any(map(measures_protection, lines[:1])) else measure
    with progress.status("Tagging and measuring …"):
        found = measured(lines, open_tagger())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(f"{found['comments']} comments, pipeline {found['pipeline']}\n")
    console.print(_figures(found))
    if found["themes"]:
        console.print(_themes(found))


def _figures(found: dict[str, Any]) -> Table:
    """Make the table of figures over the whole set."""
    table = Table("figure", "value", "95 % interval", title="Over all comments", title_justify="left")
    for name, figure in found["figures"].items():
        if figure:
            table.add_row(name, f"{figure['value']:.3f}", f"{figure['low']:.3f} to {figure['high']:.3f}")
    return table


def _themes(found: dict[str, Any]) -> Table:
    """Make the table of figures by theme."""
    table = Table(
        "theme", "gold", "precision", "recall", "F1", "", title="By codeframe and theme", title_justify="left"
    )
    for name, row in {**found["frames"], **found["themes"]}.items():
        cells = ["–" if row[key] is None else f"{row[key]:.2f}" for key in ("precision", "recall", "f1")]
        table.add_row(name, str(row["gold"]), *cells, "too few to tell" if row["too_few_to_tell"] else "")
    return table
