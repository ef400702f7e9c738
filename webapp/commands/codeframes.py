"""A programme's own codeframes: `said codeframe`."""

from pathlib import Path

import click

from surveys.models import Codeframe
from surveys.tagging.codeframe_files import KINDS, read_codeframe_file, write_codeframe_file
from surveys.tagging.codeframes import list_codeframes
from surveys.tagging.own_codeframes import (
    compare_editions,
    find_edition,
    find_in_use,
    list_editions,
    propose_codeframe,
    use_codeframe,
)
from surveys.tagging.runs import count_waiting
from webapp.clock import now
from webapp.commands.imports import get_programme
from webapp.commands.opening import instance_option, opened
from webapp.extensions import db
from webapp.filters import long_date

SOURCE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def codeframe() -> None:
    """Add a council's own codeframes, list them, and write any codeframe to a file."""


@codeframe.command()
@click.argument("programme_key", metavar="PROGRAMME")
@click.argument("file", type=SOURCE)
@click.option("--key", default="", help="Short name that stays from edition to edition; made of the title if left out.")
@click.option("--edition", default="", help="Needed unless the file says it (TOML does).")
@click.option("--title", default="", help="What people read; the file's name if nothing says it.")
@instance_option
def add(programme_key: str, file: Path, key: str, edition: str, title: str, instance: Path) -> None:
    """Add a codeframe from a TOML, CSV or REFI-QDA (.qdc) file, and use it at once."""
    with opened(instance):
        programme = get_programme(programme_key)
        before = find_in_use(db.session, programme, key)
        name = title or (before.title if before else "")
        definition = read_codeframe_file(file.read_bytes(), name=file.name, key=key, edition=edition, title=name)
        before = find_in_use(db.session, programme, definition.key)
        is_named = bool(key) or file.suffix.lower() == ".toml"
        row = propose_codeframe(db.session, programme, definition, is_new=not is_named)
        change = compare_editions(before, row)
        use_codeframe(db.session, row, at=now())
        waiting_count = count_waiting(db.session, programme=programme)
        db.session.commit()
        click.echo(
            f"{row.title} ({row.key}, edition {row.edition}) is used now: {len(row.themes)} themes, {len(change.new)} "
            f"new, {len(change.changed)} changed, {len(change.gone)} gone. "
            f"{waiting_count} contributions wait for the worker."
        )


@codeframe.command("list")
@click.argument("programme_key", metavar="PROGRAMME")
@instance_option
def list_(programme_key: str, instance: Path) -> None:
    """List a programme's codeframes, with all editions of its own."""
    with opened(instance):
        programme = get_programme(programme_key)
        frames = list_codeframes(db.session, programme)
        for each in [*frames, *(it for it in list_editions(db.session, programme) if it not in frames)]:
            click.echo(f"{each.key:<20} {each.edition:<12} {len(each.themes):>3} themes  {each.title} ({_state(each)})")


@codeframe.command()
@click.argument("programme_key", metavar="PROGRAMME")
@click.argument("key")
@click.argument("file", type=TARGET)
@click.option("--edition", default="", help="An earlier edition; the one in use when left out.")
@instance_option
def export(programme_key: str, key: str, file: Path, edition: str, instance: Path) -> None:
    """Write a codeframe to FILE, whose name ends in .toml, .csv or .qdc."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        message = f"The name of {file.name} must end in .{', .'.join(KINDS)}."
        raise click.ClickException(message)
    with opened(instance):
        programme = get_programme(programme_key)
        found = (
            find_edition(db.session, programme, key, edition) if edition else find_in_use(db.session, programme, key)
        )
        if found is None:
            message = f"There is no such codeframe. See: said codeframe list {programme_key}"
            raise click.ClickException(message)
        file.write_bytes(write_codeframe_file(found, kind=kind))
        click.echo(f"{found.title}, edition {found.edition}: {len(found.themes)} themes written to {file}.")


def _state(codeframe: Codeframe) -> str:
    """Say whether an edition is looked for."""
    if codeframe.programme_id is None:
        return "comes with Said & Done"
    if codeframe.used_from_utc is None:
        return "not used yet"
    until = f" until {long_date(codeframe.used_until_utc)}" if codeframe.used_until_utc else ""
    return f"used from {long_date(codeframe.used_from_utc)}{until}"
