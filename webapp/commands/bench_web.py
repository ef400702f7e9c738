"""`said bench web`: the respondent's pages under load, and what they weigh."""

import gzip
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, insert, select

from surveys.capture.editions import publish_edition
from surveys.definitions import Questionnaire, parse_questionnaire
from surveys.models import Answer, Programme, QuestionnaireEdition, Response, SealedDraft
from webapp.clock import now, today
from webapp.commands.bench_clients import Visit, answer_survey, open_question, press
from webapp.commands.opening import opened
from webapp.extensions import db

START = "/surveys/bench/eight-pages"
IMPORTED = {"/static/govuk-frontend.min.js"}
"""What the page's scripts load."""

CLIENTS = 8
CHUNK = 5000
WAIT = 60
WARMING = 4


@click.command()
@click.option("--database", help="Where the data lies; SQLite in a new folder when left out.")
@click.option("--seconds", default=10, show_default=True, help="How long each part is measured.")
@click.option("--drafts", default=0, show_default=True, help="Open drafts that are there already.")
@click.option("--responses", default=0, show_default=True, help="Responses that are there already.")
@click.option("--tagging/--no-tagging", default=True, help="Let what comes in be tagged beside.")
@click.option("--port", default=5998, show_default=True)
def web(database: str | None, seconds: int, drafts: int, responses: int, tagging: bool, port: int) -> None:
    """Measure question pages and whole responses of eight pages with eight clients on this machine."""
    if database:
        os.environ["DATABASE_URL"] = database
    with tempfile.TemporaryDirectory() as folder:
        before = _prepare(Path(folder), drafts=drafts, responses=responses)
        with _served(folder, port, tagging=tagging) as process:
            weight = _weigh(port)
            before += press(answer_survey, START, port=port, clients=CLIENTS, duration=WARMING).acts
            page = _measured(open_question, port, process.pid, seconds)
            whole = _measured(answer_survey, port, process.pid, seconds)
            memory = _memory(process.pid)
        stored = _count_responses(Path(folder)) - before
    figures = {
        "question_page": page,
        "whole_responses": {**whole, "in_the_database": stored},
        "memory_mb": memory,
        "weight_bytes": weight,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }
    click.echo(json.dumps(figures, indent=2))
    if stored != whole["acts"]:
        message = f"{whole['acts']} responses were sent, {stored} are in the database."
        raise click.ClickException(message)


def _measured(act: Callable[[Visit, str], None], port: int, pid: int, seconds: int) -> dict[str, float]:
    """Let clients do something, and say how often, how fast, and at what cost in the server's processor time."""
    before = _processor_seconds(pid)
    load = press(act, START, port=port, clients=CLIENTS, duration=seconds)
    spent = _processor_seconds(pid) - before
    return {**load.figures(), "acts": load.acts, "server_ms_a_request": round(spent / len(load.seconds) * 1000, 2)}


def eight_pages() -> Questionnaire:
    """Make a survey of eight pages: five to choose from, one number, two in words."""
    options = [{"value": f"option-{n}", "text": f"This is what option {n} says"} for n in range(1, 5)]
    chosen = [
        {"type": "single", "key": f"choice-{n}", "text": f"Which of these is right, number {n}?", "options": options}
        for n in range(1, 6)
    ]
    typed = [{"type": "long_text", "key": key, "text": f"What is {key} about your care?"} for key in ("good", "bad")]
    last = {"type": "short_text", "key": "first", "text": "What should change first?"}
    section = {"key": "all", "title": "Your care at home", "questions": [*chosen, *typed, last]}
    about = {"key": "eight-pages", "version": 1, "title": "Eight pages", "group": "service_user", "minutes": 3}
    return parse_questionnaire({**about, "purpose": "To measure how fast pages come.", "sections": [section]})


def _prepare(folder: Path, *, drafts: int, responses: int) -> int:
    """Publish the survey and put drafts and responses there; returns how many responses there are."""
    with opened(folder):
        programme = Programme(key="bench", title="Bench", council="Bench", created_at_utc=now())
        db.session.add(programme)
        db.session.flush()
        edition = publish_edition(db.session, programme, eight_pages(), opens_on=today(), closes_on=None)
        for start in range(0, drafts, CHUNK):
            rows = range(start, min(start + CHUNK, drafts))
            draft = {"edition_id": edition.id, "content": os.urandom(600), "touched_on": today()}
            db.session.execute(insert(SealedDraft), [{**draft, "code_hash": f"bench {row}"} for row in rows])
        for start in range(0, responses, CHUNK):
            _add_responses(edition, range(start, min(start + CHUNK, responses)))
        db.session.commit()
        return responses


def _add_responses(edition: QuestionnaireEdition, rows: range) -> None:
    """Put responses with five answers each there."""
    response = {"edition_id": edition.id, "submitted_at_utc": now(), "language": "en", "has_quote_consent": False}
    made = [{**response, "receipt_hash": f"bench {row}"} for row in rows]
    answers = [
        {"response_id": response_id, "question_key": f"choice-{n}", "value": "option-1"}
        for response_id in db.session.scalars(insert(Response).returning(Response.id), made)
        for n in range(1, 6)
    ]
    db.session.execute(insert(Answer), answers)


@contextmanager
def _served(folder: str, port: int, *, tagging: bool) -> "Iterator[subprocess.Popen[bytes]]":
    """Serve from a process of its own, as a user would, with no limit on how many come from one address."""
    command = [sys.executable, "-c", "from webapp.commands import main; main()", "run", "--instance", folder]
    command += ["--port", str(port), "--tagging" if tagging else "--no-tagging"]
    environment = {**os.environ, "SAID_LIMITS": "off"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as server:  # noqa: S603  our own command
        try:
            end = time.monotonic() + WAIT
            while time.monotonic() < end and not _answers(port):
                time.sleep(0.1)
            yield server
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    """Tell whether the first page answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except OSError:
        return False


def _weigh(port: int) -> dict[str, int]:
    """Give the compressed bytes of the first page with everything it loads, and of the page alone."""
    page = _fetch(port, START)
    html = gzip.decompress(page).decode()
    loaded = {found[1] for found in re.finditer(r'(?:src|href)="(/static/[^"]+)"', html)} | {
        "/static/govuk-frontend.min.js"
    }
    return {
        "first_visit": len(page) + sum(len(_fetch(port, address)) for address in loaded),
        "after": len(page),
        "third_party_requests": len(re.findall(r'(?:src=|<link[^>]+href=)"https?://', html)),
    }


def _fetch(port: int, path: str) -> bytes:
    """Fetch an address as it travels."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  our own server
        return bytes(answer.read())


def _memory(pid: int) -> dict[str, Any]:
    """Give the memory of a process and all below it, in MB: shared pages counted once."""
    sizes = [_proportional(each) for each in _family(pid)]
    return {"all": round(sum(sizes)), "each": [round(size) for size in sizes]}


def _family(pid: int) -> list[int]:
    """List a process and all below it."""
    pids = [pid]
    for each in pids:
        children = Path(f"/proc/{each}/task/{each}/children")
        pids += [int(child) for child in children.read_text(encoding="ascii").split()] if children.exists() else []
    return pids


def _processor_seconds(pid: int) -> float:
    """Give the processor time that a process and all below it have used."""
    ticks = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _proportional(pid: int) -> float:
    """Give a process's proportional set size in MB, from Linux's own account."""
    account = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", account, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _count_responses(folder: Path) -> int:
    """Count the responses in the database."""
    with opened(folder):
        return db.session.scalar(select(func.count()).select_from(Response)) or 0
