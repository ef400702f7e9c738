"""Setting up for real: `said programme`, `said account`, `said questionnaire`."""

from datetime import date, datetime
from pathlib import Path

import click

from surveys.capture.editions import publish_edition
from surveys.definitions import load_criteria, load_questionnaire
from surveys.evaluation.criteria import load_lots
from surveys.models import Programme
from surveys.people import add_account, find_account, find_programme, grant_roles
from surveys.values import Role
from webapp.clock import now, today
from webapp.commands.imports import get_programme
from webapp.commands.opening import instance_option, opened
from webapp.extensions import db
from webapp.security import hash_password

DAY = click.DateTime(formats=["%Y-%m-%d"])
TOML = click.Path(exists=True, dir_okay=False, path_type=Path)
SHORTEST_PASSWORD = 12


@click.group()
def programme() -> None:
    """Add programmes and their tender."""


@programme.command("add")
@click.argument("key")
@click.option("--title", required=True, help="What people see, such as “Home care in the north”.")
@click.option("--council", required=True, help="The council's name.")
@instance_option
def add_programme(key: str, title: str, council: str, instance: Path) -> None:
    """Add a programme; KEY stands in its addresses."""
    with opened(instance):
        if find_programme(db.session, key):
            message = f"There is a programme “{key}” already."
            raise click.ClickException(message)
        db.session.add(Programme(key=key, title=title, council=council, created_at_utc=now()))
        db.session.commit()
    click.echo(f"Programme {key} added.")


@programme.command("criteria")
@click.argument("key")
@click.argument("file", type=TOML)
@instance_option
def add_criteria(key: str, file: Path, instance: Path) -> None:
    """Load the lots and weighted criteria of a tender from a TOML file."""
    with opened(instance):
        definition = load_criteria(file)
        load_lots(db.session, get_programme(key), definition)
        db.session.commit()
    click.echo(f"{len(definition.lots)} lots loaded.")


@click.group()
def account() -> None:
    """Add people who sign in."""


@account.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--programme", "programme_key", required=True, help="Key of the programme.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role]))
@click.password_option(help="Asked for when not given.")
@instance_option
def add(email: str, name: str, programme_key: str, roles: tuple[str, ...], password: str, instance: Path) -> None:
    """Add an account with roles in a programme, or give an account more roles."""
    if len(password) < SHORTEST_PASSWORD:
        message = f"The password needs at least {SHORTEST_PASSWORD} characters. Three random words are good."
        raise click.ClickException(message)
    with opened(instance):
        place = get_programme(programme_key)
        person = find_account(db.session, email)
        if person is None:
            person = add_account(db.session, email=email, name=name, password_hash=hash_password(password))
        grant_roles(db.session, person, place, roles=[Role(role) for role in roles])
        db.session.commit()
    click.echo(f"{email} may sign in as {', '.join(roles)}.")


@click.group()
def questionnaire() -> None:
    """Check and publish questionnaires."""


@questionnaire.command()
@click.argument("files", type=TOML, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Say whether questionnaire files are in order, and how many questions they have."""
    for file in files:
        checked = load_questionnaire(file)
        click.echo(f"{file.name}: in order, {len(list(checked.questions()))} questions")


@questionnaire.command()
@click.argument("file", type=TOML)
@click.option("--programme", "programme_key", required=True, help="Key of the programme.")
@click.option("--opens", type=DAY, help="First day, such as 2027-01-04; today when left out.")
@click.option("--closes", type=DAY, help="Last day; open-ended when left out.")
@instance_option
def publish(file: Path, programme_key: str, opens: datetime | None, closes: datetime | None, instance: Path) -> None:
    """Publish a questionnaire as an edition that never changes."""
    definition = load_questionnaire(file)
    with opened(instance):
        place = get_programme(programme_key)
        publish_edition(db.session, place, definition, opens_on=_day(opens) or today(), closes_on=_day(closes))
        db.session.commit()
    click.echo(f"{definition.title} (version {definition.version}) is published.")


def _day(moment: datetime | None) -> date | None:
    """Give the date of an option."""
    return moment.date() if moment else None
