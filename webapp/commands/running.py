"""Running the product: `said run`, `said demo`, `said worker`."""

import logging
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click
from rich.console import Console

from surveys.people import list_programmes
from surveys.sample.accounts import PASSWORD, SIGN_INS
from surveys.sample.programme import load_sample, remove_sample
from surveys.tagging.tagger import LoadedTaggers
from webapp import create_app
from webapp.clock import now
from webapp.commands.opening import instance_option, make_ready, opened
from webapp.config import load_config
from webapp.database import writing
from webapp.extensions import db
from webapp.learning import learn_next
from webapp.security import hash_password
from webapp.server import Beside, is_free, serve
from webapp.worker import tag_batch, work, work_beside

console = Console(highlight=False)
Process = get_context("spawn").Process


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--sample", is_flag=True, help="Load the sample programme if there is no programme yet.")
@click.option("--tagging/--no-tagging", default=True, help="Leave tagging to `said worker` on another machine.")
@instance_option
def run(host: str, port: int, sample: bool, tagging: bool, instance: Path) -> None:
    """Serve the pages and tag what comes in, until stopped with Ctrl-C."""
    if not is_free(host, port):
        message = f"Port {port} on {host} is taken. Stop what uses it, or choose another with --port."
        raise click.ClickException(message)
    app = make_ready(instance)
    with app.app_context():
        is_empty = not list_programmes(db.session)
        # What another process writes is seen only by a transaction that begins after it.
        db.session.close()
        if sample and is_empty:
            _load_apart(instance)
        has_sample = any(each.is_sample for each in list_programmes(db.session))
        db.session.close()
        db.engine.dispose()
    say_ready = partial(_say_ready, f"http://{host}:{port}", has_sample=has_sample)
    serve(app, host=host, port=port, beside=Beside(instance) if tagging else None, say_ready=say_ready)


@click.command()
@click.option("--reset", is_flag=True, help="Remove the sample programme first, with everything done in it.")
@instance_option
def demo(reset: bool, instance: Path) -> None:
    """Load the sample programme: an invented council, about 150 people's answers, a tender."""
    with opened(instance):
        samples = [each for each in list_programmes(db.session) if each.is_sample]
        if samples and not reset:
            console.print("The sample programme is there. Use --reset to put it back as it was.")
            return
        for each in samples:
            remove_sample(db.session, each)
        _load()


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
@click.option("--beside", is_flag=True, hidden=True, help="Stop when the process that began it is gone.")
@instance_option
def worker(once: bool, beside: bool, instance: Path) -> None:
    """Tag what comes in and learn when asked, without serving pages; on PostgreSQL several may run at once."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if beside:
        work_beside(create_app(load_config(instance)))
        return
    app = make_ready(instance)
    if not once:
        work(app)
        return
    taggers = LoadedTaggers()
    total = 0
    with app.app_context():
        while learn_next():
            pass
        while count := tag_batch(taggers):
            total += count
    console.print(f"{total} contributions tagged.")


def _load() -> None:
    """Load the sample in one transaction."""
    with writing(), console.status("Loading the sample programme: reading and tagging what 150 people said …"):
        load_sample(db.session, LoadedTaggers(), password_hash=hash_password(PASSWORD), at=now())
        db.session.commit()
    console.print("The sample programme is loaded.")


def _load_apart(instance: Path) -> None:
    """Load the sample in a process of its own: the models' threads must not be there when the server forks."""
    loading = Process(target=_demo, args=(instance,))
    loading.start()
    loading.join()
    if loading.exitcode:
        raise click.ClickException("The sample programme could not be loaded.")


def _demo(instance: Path) -> None:
    """Run the command that loads the sample."""
    demo.main(["--instance", str(instance)], standalone_mode=False)


def _say_ready(address: str, *, has_sample: bool) -> None:
    """Print the address, and the sign-ins if the sample is there."""
    console.print(f"\n[bold]Said & Done[/bold] is at [bold]{address}[/bold]  (stop with Ctrl-C)\n")
    if has_sample:
        console.print(f"Sample sign-ins, all with the password [bold]{PASSWORD}[/bold]:")
        for email, what in SIGN_INS:
            console.print(f"  {what:<46} {email}", soft_wrap=True)
