"""What nobody asked about, on the command line: `said groups`."""

import json
from pathlib import Path

import click

from surveys.models import Look
from surveys.summaries.subjects import SubjectSummary, ask_for_look, list_subjects, name_subject
from webapp.clock import now
from webapp.commands.imports import get_programme
from webapp.commands.opening import instance_option, make_ready
from webapp.database import writing
from webapp.extensions import db
from webapp.looking import look


@click.command()
@click.argument("programme")
@click.option("--json", "as_json", is_flag=True, help="Print the groups as JSON.")
@instance_option
def groups(programme: str, as_json: bool, instance: Path) -> None:
    """Group the contributions of PROGRAMME that no theme fits, and print the groups; the page then shows them too."""
    with make_ready(instance).app_context():
        with writing():
            request = ask_for_look(db.session, get_programme(programme), by=None, at=now())
            db.session.commit()
        made = look(request)
        if made.note:
            raise click.ClickException(f"{made.note}.")
        found = list_subjects(db.session, made)
        click.echo(_json(made, found) if as_json else _text(made, found))
        db.session.rollback()


def _json(made: Look, found: list[SubjectSummary]) -> str:
    """Write what was found as JSON."""
    rows = [{"count": each.count, "phrases": each.subject.phrases, "example": _example(each)} for each in found]
    facts = {"unthemed": made.unthemed_count, "looked_at": made.looked_count, "pipeline": made.pipeline}
    return json.dumps({**facts, "groups": rows}, ensure_ascii=False, indent=2)


def _text(made: Look, found: list[SubjectSummary]) -> str:
    """Write what was found in words."""
    lines = [f"{made.unthemed_count} contributions fit no theme; {made.looked_count} were looked at."]
    for each in found:
        rest = ", ".join(map(str, each.subject.phrases[3:]))
        lines += ["", f"{each.count:>4}  {name_subject(each.subject)}{f' ({rest})' if rest else ''}"]
        lines += [f"      “{_example(each)}”"] if _example(each) else []
    return "\n".join(lines if found else [*lines, "None of them were enough alike to make a group."])


def _example(summary: SubjectSummary) -> str:
    """Give the words nearest to the middle, on one line, without names."""
    return " ".join((summary.nearest.words or "").split()) if summary.nearest else ""
