"""The process beside the pages: it works while there is work, and ends when it has long had none."""

import math

import pytest
from flask import Flask

import webapp.worker
from webapp.worker import PAUSE, work


def count_waits(app: Flask, monkeypatch: pytest.MonkeyPatch, *, batches: list[int], most: int, rest: float) -> int:
    """Let a worker go on whose batches tag so many, then none; returns how often it waited before it ended."""
    waits: list[float] = []
    monkeypatch.setattr(webapp.worker, "tag_batch", lambda _taggers: batches.pop(0) if batches else 0)
    work(app, is_over=lambda: len(waits) >= most, wait=waits.append, rest=rest)
    assert set(waits) <= {PAUSE}
    return len(waits)


@pytest.mark.usefixtures("session")
def test_a_process_beside_ends_when_it_has_long_had_nothing_to_do(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_waits(app, monkeypatch, batches=[5, 0, 0, 2], most=50, rest=3 * PAUSE) == 2 + 3


@pytest.mark.usefixtures("session")
def test_one_that_has_done_nothing_yet_holds_nothing_and_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_waits(app, monkeypatch, batches=[], most=50, rest=3 * PAUSE) == 50


@pytest.mark.usefixtures("session")
def test_a_worker_on_a_machine_of_its_own_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_waits(app, monkeypatch, batches=[1], most=100, rest=math.inf) == 100
