"""Measuring speed and memory: `said bench …`. Figures are of this machine and say on what."""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import click

from surveys.capture.imports import ColumnMapping, import_comments
from surveys.models import Programme
from surveys.tagging.runs import count_waiting
from surveys.tagging.tagger import LoadedTaggers, open_tagger
from webapp.clock import now, today
from webapp.commands.bench_nhs import learning, nhs
from webapp.commands.bench_web import web
from webapp.commands.imports import read_comments
from webapp.commands.opening import opened
from webapp.extensions import db
from webapp.worker import tag_batch

START_LIMIT = 60
"""Seconds after which a server that does not answer counts as broken."""


@click.group()
def bench() -> None:
    """Measure speed and memory on this machine, and the trainer on a public set of comments."""


bench.add_command(nhs)
bench.add_command(learning)
bench.add_command(web)


@bench.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", default="FFT answer", show_default=True, help="Column of the comment.")
@click.option("--question", default="FFT question", show_default=True, help="Column of the question.")
def import_(file: Path, text: str, question: str) -> None:
    """Import a file of comments into an empty programme and tag all of them, and say how long it took."""
    same = {"group": "service_user", "date": today().isoformat()}
    mapping = ColumnMapping({"text": text, "question": question}, same)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)):
        place = Programme(key="bench", title="Bench", council="Bench", created_at_utc=now())
        db.session.add(place)
        db.session.flush()
        started = time.perf_counter()
        checked = read_comments(file, mapping, place, keep_duplicates=False)
        import_comments(db.session, place, checked, file_name=file.name, sha256="bench", at=now())
        db.session.commit()
        imported = time.perf_counter()
        taggers = LoadedTaggers()
        loaded = time.perf_counter()
        while tag_batch(taggers):
            pass
        tagged = time.perf_counter()
        left = count_waiting(db.session)
        db.session.close()
        db.engine.dispose()
    count = len(checked.comments)
    _print(
        rows=checked.row_count,
        duplicates=checked.duplicate_count,
        non_answers=checked.non_answer_count,
        problems=len(checked.problems),
        imported=count,
        left_untagged=left,
        import_seconds=round(imported - started, 2),
        rows_a_second=round(checked.row_count / (imported - started)),
        load_seconds=round(loaded - imported, 2),
        tag_seconds=round(tagged - loaded, 2),
        comments_a_second=round(count / (tagged - loaded)),
    )


@bench.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--times", default=5, show_default=True, help="How often the file is tagged; the median counts.")
def tag(file: Any, times: int) -> None:
    """Tag the texts of a JSON Lines file in memory, several times, without a database."""
    texts = [json.loads(line)["text"] for line in file if line.strip()]
    started = time.perf_counter()
    tagger = open_tagger()
    tagger.tag(texts[:1])
    load = time.perf_counter() - started
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        tagger.tag(texts)
        seconds.append(time.perf_counter() - started)
    median = sorted(seconds)[len(seconds) // 2]
    words = sum(len(text.split()) for text in texts)
    _print(
        texts=len(texts),
        words_a_text=round(words / len(texts), 1),
        load_seconds=round(load, 2),
        texts_a_second=round(len(texts) / median),
        twenty_word_texts_a_second=round(words / 20 / median),
    )


@bench.command()
@click.option("--port", default=5999, show_default=True, help="Port to start the server on.")
def start(port: int) -> None:
    """Start the server twice on a sample instance and say how long it took until the first page answered."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = (_time_start(folder, port) for _ in range(2))
    _print(first_start_seconds=round(first, 2), later_start_seconds=round(again, 2))


def _time_start(folder: str, port: int) -> float:
    """Start the server, wait for a page, stop it."""
    command = [sys.executable, "-c", "from webapp.commands import main; main()"]
    command += ["run", "--sample", "--instance", folder, "--port", str(port)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603  our own command
        try:
            while not _answers(port):
                if time.perf_counter() - started > START_LIMIT:
                    message = "The server did not answer."
                    raise click.ClickException(message)
                time.sleep(0.05)
            return time.perf_counter() - started
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    """Tell whether the first page answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as page:
            return bool(page.status == 200)  # noqa: PLR2004  HTTP's OK
    except OSError:
        return False


def _print(**facts: float) -> None:
    """Print figures with the peak memory and the machine they are of, as JSON."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    click.echo(json.dumps({**facts, "peak_memory_mb": round(peak), "machine": machine}, indent=2))
