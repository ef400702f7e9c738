"""The web server: gunicorn, a process for each core with some threads, and a process beside them that tags."""

import gc
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

FEWEST_PROCESSES = 2
THREADS = 3
WARM = ("layouts/", "surveys/", "components/", "public/", "govuk_frontend_jinja/", "govuk_frontend_wtf/")
"""Templates that are compiled before anybody asks."""

STOPPING = 30.0
"""Seconds that the process beside may take to finish its batch."""


class Beside:
    """`said worker` in a process of its own, begun again should it end; it ends when the server does."""

    def __init__(self, instance: Path) -> None:
        self._command = [sys.executable, "-c", "from webapp.commands import main; main()"]
        self._command += ["worker", "--beside", "--instance", str(instance)]
        self._process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Begin the process if it is not there."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(self._command)  # noqa: S603  our own command

    def stop(self) -> None:
        """Ask the process to finish what it has in hand, and wait for it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self._process.kill()


class Overseer(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's master, which looks after the process beside as well."""

    def manage_workers(self) -> None:
        """Keep every process going; called about once a second."""
        super().manage_workers()
        if self.app.beside is not None:
            self.app.beside.keep()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with settings from here instead of a command line."""

    def __init__(self, app: Flask, settings: dict[str, Any], beside: Beside | None) -> None:
        self.app, self.settings, self.beside = app, settings, beside
        super().__init__()

    def load_config(self) -> None:
        """Take our settings over gunicorn's defaults."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Give the application, made once before the processes fork, so that they share its memory."""
        return self.app

    def run(self) -> None:
        """Serve until stopped, then stop the process beside."""
        try:
            Overseer(self).run()
        finally:
            if self.beside is not None:
                self.beside.stop()


def _warm_up(app: Flask) -> None:
    """Compile respondents' templates once, before the processes fork, and leave what is shared alone."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith(WARM)):
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()


def serve(app: Flask, *, host: str, port: int, beside: Beside | None, say_ready: Callable[[], None]) -> None:
    """Serve until interrupted, with a process beside that tags, unless another machine does it."""
    settings = {
        "bind": f"{host}:{port}",
        "workers": max(FEWEST_PROCESSES, os.cpu_count() or 1),
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "timeout": 120,
        "graceful_timeout": 5,
        "keepalive": 5,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _server: say_ready(),
        "limit_request_line": 4094,
    }
    _warm_up(app)
    Server(app, settings, beside).run()


def is_free(host: str, port: int) -> bool:
    """Tell whether nothing listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
