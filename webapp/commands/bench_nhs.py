"""Measuring the trainer on a public set of patients' comments: `said bench nhs`, `said bench learning`."""

import json
import os
import platform
from pathlib import Path

import click

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command()
@_file
def nhs(file: Path) -> None:
    """Train on four fifths of the labelled comments and measure on the rest, beside published figures."""
    from surveys.tagging.benchmarks import bench_trainer, read_labelled

    with file.open(encoding="utf-8-sig", newline="") as lines:
        data = read_labelled(lines)
    _print(bench_trainer(data))


@click.command()
@_file
def learning(file: Path) -> None:
    """Learn a codeframe never seen before from 100, 200 and 400 comments, with and without what is shipped."""
    from surveys.tagging.benchmarks import bench_learning, read_labelled

    with file.open(encoding="utf-8-sig", newline="") as lines:
        data = read_labelled(lines)
    for point in bench_learning(data):
        _print(point)


def _print(facts: dict[str, object]) -> None:
    """Print figures with the machine they are of, as JSON."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    click.echo(json.dumps({**facts, "machine": machine}, indent=2))
