"""Sending a file as a browser does."""

import io

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from surveys.models import Upload
from tests.checked_client import CheckedClient
from tests.integration.surveys.pages import question

ASKED = question("photo-or-voice")


def post(client: CheckedClient, path: str, token: str, content: bytes, name: str) -> TestResponse:
    """Send a form with a file; without a name, nothing is chosen."""
    file = FileStorage(io.BytesIO(content), filename=name, name="answer")
    boundary, body = encode_multipart({"csrf_token": token, "answer": file})
    form = f"multipart/form-data; boundary={boundary}"
    return client.post(path, data=body, content_type=form, follow_redirects=True)


def token_of(client: CheckedClient, path: str) -> str:
    return str(client.page(path).select("input[name=csrf_token]")[0]["value"])


def give(client: CheckedClient, content: bytes, name: str = "IMG_0001.JPG", *, path: str = ASKED) -> TestResponse:
    """Open the page, choose a file and press Continue."""
    return post(client, path, token_of(client, path), content, name)


def uploads(session: Session) -> list[Upload]:
    session.expire_all()
    return list(session.scalars(select(Upload).order_by(Upload.id)))
