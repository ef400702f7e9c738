"""Headers of every answer: what a page may load, and that nobody keeps a copy of it."""

from flask import Flask, Response
from whitenoise import WhiteNoise

from webapp.look import YEAR

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_headers(app: Flask) -> None:
    """Add the headers that Talisman leaves out."""
    app.after_request(_keep_no_copy)


def init_static(app: Flask) -> None:
    """Serve styles, scripts and pictures as they were compressed when built; their addresses change with them."""
    static = WhiteNoise(app.wsgi_app, max_age=YEAR)
    static.add_files(str(app.static_folder), prefix="static/")
    app.wsgi_app = static  # type: ignore[method-assign]  # Flask's own way to wrap it


def _keep_no_copy(response: Response) -> Response:
    """Tell browsers not to store pages: a shared phone or library computer shows nobody's answers."""
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response
