"""Learning from reviewers' decisions: `said learn`."""

from collections.abc import Iterator
from pathlib import Path

import click

from surveys.audit import record_act
from surveys.errors import NothingToLearn, Overtaken
from surveys.learning.versions import figures_of, get_live, list_versions, roll_back
from surveys.models import LearnedVersion, Programme
from surveys.tagging.codeframes import themes_by_key
from surveys.tagging.learning import Movement, ThemeMovement
from surveys.values import VersionOutcome
from webapp.clock import now
from webapp.commands.imports import get_programme
from webapp.commands.opening import instance_option, make_ready, opened
from webapp.extensions import db
from webapp.filters import long_instant, words
from webapp.learning import learn as make_version

SEVERAL = "Choose one: --rollback or --list."
AGAIN = "Another version went live, or was rolled back, while this one was made. Run the command again."


@click.command()
@click.argument("programme_key", metavar="PROGRAMME")
@click.option("--rollback", is_flag=True, help="Go one step back, to the version that was live before.")
@click.option("--list", "as_list", is_flag=True, help="List the versions and what became of them.")
@instance_option
def learn(programme_key: str, rollback: bool, as_list: bool, instance: Path) -> None:
    """Learn from the reviewers' decisions of a programme.

    The new version goes live only if nothing that was measured got worse. PROGRAMME is the programme's key.
    """
    if rollback and as_list:
        raise click.UsageError(SEVERAL)
    if rollback:
        _roll_back(programme_key, instance)
    elif as_list:
        _list(programme_key, instance)
    else:
        _learn(programme_key, instance)


def _learn(programme_key: str, instance: Path) -> None:
    """Make a version and say what it changed."""
    with make_ready(instance).app_context():
        programme = get_programme(programme_key)
        try:
            version = make_version(programme.id)
        except NothingToLearn as error:
            click.echo(f"{error}.")
            return
        except Overtaken as error:
            raise click.ClickException(AGAIN) from error
        for line in _tell(version, programme):
            click.echo(line)
        db.session.rollback()


def _roll_back(programme_key: str, instance: Path) -> None:
    """Go one step back and say where that leads."""
    with opened(instance):
        programme = get_programme(programme_key)
        done = roll_back(db.session, programme, by=None, at=now())
        record_act(db.session, "roll back version", by=None, at=now(), programme=programme, subject=done.version)
        live = f"Version {done.live.number} is live again." if done.live else "The tagging works as it came."
        click.echo(f"Version {done.version.number} is rolled back. {live}")
        db.session.commit()


def _list(programme_key: str, instance: Path) -> None:
    """List the versions, the newest first."""
    with make_ready(instance).app_context():
        programme = get_programme(programme_key)
        live = get_live(db.session, programme)
        for version in list_versions(db.session, programme):
            mark = "  live" if live is not None and version.id == live.id else ""
            learned_from = f"{version.lesson_count} contributions, {version.decision_count} decisions"
            click.echo(f"{version.number}  made {long_instant(version.made_at_utc)} from {learned_from}{mark}")
            for step in version.steps:
                reason = f": {step.reason}" if step.reason else ""
                click.echo(f"   {words(step.outcome).lower()} {long_instant(step.taken_at_utc)}{reason}")
        if live is None:
            click.echo("No learned version is live: the tagging works as it came.")
        db.session.rollback()


def _tell(version: LearnedVersion, programme: Programme) -> Iterator[str]:
    """Say what was measured, what changed theme by theme, and what became of the version."""
    figures = figures_of(version)
    titles = {key: theme.title for key, theme in themes_by_key(db.session, programme).items()}
    learned_from = f"{version.lesson_count} contributions with {version.decision_count} decisions"
    yield f"Version {version.number}, from {learned_from}."
    yield _measured("Test comments", figures.gold)
    yield _measured("Read blind here", figures.audit)
    for word, themes in (("Better", figures.better), ("Worse", figures.worse)):
        for theme in themes:
            yield f"{word}: {theme.theme} {titles.get(theme.theme, '')}, {_theme(theme)}"
    if not figures.better and not figures.worse:
        yield "No theme that can be measured got clearly better or worse."
    step = version.steps[-1]
    if step.outcome is VersionOutcome.WENT_LIVE:
        yield f"It is live. What was said before is tagged anew. Back: said learn {programme.key} --rollback"
    else:
        yield f"It does not go live: {step.reason}."


def _measured(what: str, movement: Movement | None) -> str:
    """Write one measure, with the interval of its change."""
    if movement is None:
        return f"{what}: nothing to measure"
    change = f"change {movement.low:+.3f} to {movement.high:+.3f} with 95 %"
    return f"{what}: F1 {movement.before:.3f} before, {movement.after:.3f} now, {change}, {movement.count} comments"


def _theme(theme: ThemeMovement) -> str:
    """Write how a theme moved."""
    return f"F1 {theme.before or 0:.2f} before, {theme.after or 0:.2f} now, in {theme.count} comments"
