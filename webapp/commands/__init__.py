"""The command line: `said`, a group of Flask commands."""

import click
from flask.cli import AppGroup

from surveys.errors import RuleBroken
from webapp.commands import (
    bench,
    codeframes,
    export,
    files,
    groups,
    imports,
    invitations,
    learning,
    programmes,
    running,
)


class Said(AppGroup):
    """A group whose broken rules end in one sentence, not in a stack trace."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except RuleBroken as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Said, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="said-and-done")
def main() -> None:
    """Said & Done: what people said about home care, and what was done about it."""


for _command in (
    running.run,
    running.demo,
    running.worker,
    imports.import_,
    files.tag,
    files.accuracy,
    learning.learn,
    programmes.programme,
    programmes.account,
    programmes.questionnaire,
    codeframes.codeframe,
    export.export,
    groups.groups,
    invitations.send,
    bench.bench,
):
    main.add_command(_command)
