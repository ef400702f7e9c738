"""Photos and voice notes on their way: how much may come with a request, and how a file is given back."""

import io

from flask import Response, after_this_request, g, request, send_file
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from surveys.capture.media_files import LIMIT_BYTES, MediaFile
from webapp.extensions import limiter

MOST = "60 per minute"
"""Files from one address: enough for a room of people, too few to fill a disk."""

FORM_BYTES = 64 * 1024
"""Room for what a form holds beside its file."""

READ_OUT = 64 * 1024 * 1024
"""So much of a file that is too big is read and thrown away; a browser only listens once it has sent everything."""

_PIECE = 64 * 1024


def make_room() -> None:
    """Let this request be as large as a file may be. One that is larger is read out and then holds nothing."""
    with limiter.limit(MOST):
        request.max_content_length = LIMIT_BYTES + FORM_BYTES
    after_this_request(_let_go)
    try:
        _ = request.files
    except RequestEntityTooLarge:
        _read_out()
        request.form = ImmutableMultiDict()
        request.files = ImmutableMultiDict()
        g.is_too_big = True


def was_too_big() -> bool:
    """Tell whether the request held more than it may; nothing of it is known then, not even its token."""
    return bool(g.get("is_too_big"))


def give_file(media: MediaFile) -> Response:
    """Give a photo or voice note to be shown in a page, whole or a stretch of it, and never kept by the browser."""
    response = send_file(io.BytesIO(media.content), mimetype=media.media_type, conditional=True)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _let_go(response: Response) -> Response:
    """Close the files that came; they lie on the disk without a name."""
    request.close()
    return response


def _read_out() -> None:
    """Read what the browser still sends."""
    stream, left = request.environ["wsgi.input"], READ_OUT
    while left > 0 and (piece := stream.read(_PIECE)):
        left -= len(piece)
