"""Opening the application for a command: the instance folder, the database brought up to date."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from surveys.tagging.codeframes import load_codeframes
from webapp import create_app
from webapp.config import load_config
from webapp.database import writing
from webapp.extensions import db

instance_option = click.option(
    "--instance",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("instance"),
    show_default=True,
    envvar="SAID_INSTANCE",
    help="Folder for everything that is written.",
)

_REASONS = {errno.EACCES: "it may not be written to", errno.EROFS: "it is read-only", errno.ENOSPC: "the disk is full"}


def make_ready(instance: Path) -> Flask:
    """Make the application and bring its database up to date.

    Raises:
        click.ClickException: the folder or the database cannot be used; one sentence says why.
    """
    try:
        probe = instance / ".probe"
        instance.mkdir(parents=True, exist_ok=True)
        probe.write_text("can this be written?", encoding="ascii")
        probe.unlink()
        app = create_app(load_config(instance))
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "it cannot be used")
        message = f"The folder {instance} cannot hold the data: {reason}. Name another one with --instance DIR."
        raise click.ClickException(message) from error
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        with app.app_context(), writing():
            upgrade()
            load_codeframes(db.session)
            db.session.commit()
    except OperationalError as error:
        message = f"The database cannot be opened: {error.orig}"
        raise click.ClickException(message) from error
    return app


@contextmanager
def opened(instance: Path) -> Iterator[Flask]:
    """Open the application for a command that writes; the command commits once, at its end."""
    app = make_ready(instance)
    with app.app_context(), writing():
        yield app
        db.session.rollback()
