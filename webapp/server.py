"""The web server: gunicorn, one process with threads, and the tagging worker beside it."""

import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.worker import Worker

THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with settings from here instead of a command line."""

    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self.app, self.settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        """Take our settings over gunicorn's defaults."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Give the application."""
        return self.app


def serve(app: Flask, *, host: str, port: int, say_ready: Callable[[], None]) -> None:
    """Serve until interrupted; the tagging worker starts once the server answers."""
    tagging = Worker(app)

    def begin(_worker: object) -> None:
        say_ready()
        tagging.start()

    settings = {
        "bind": f"{host}:{port}",
        "workers": 1,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 120,
        "graceful_timeout": 5,
        "loglevel": "warning",
        "post_worker_init": begin,
        "worker_exit": lambda _server, _worker: tagging.stop(),
        "limit_request_line": 4094,
    }
    Server(app, settings).run()


def is_free(host: str, port: int) -> bool:
    """Tell whether nothing listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
