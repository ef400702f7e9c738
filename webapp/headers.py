"""Headers of every answer: what a page may load, and that nobody keeps a copy of it."""

from flask import Flask, Response

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_headers(app: Flask) -> None:
    """Add the headers that Talisman leaves out."""
    app.after_request(_keep_no_copy)


def _keep_no_copy(response: Response) -> Response:
    """Tell browsers not to store pages: a shared phone or library computer shows nobody's answers."""
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response
