"""A photo or a voice note as an answer, without JavaScript."""

import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from surveys.capture.media_files import LIMIT_BYTES
from tests.checked_client import CheckedClient, soup
from tests.conftest import make_app
from tests.integration.surveys.pages import START, answers, errors, finish, question, rows, skip
from tests.integration.uploads.sending import ASKED, give, post, token_of, uploads
from tests.media import SECRET_PLACE, photo, photo_with_place, wav, webm
from webapp.extensions import db

NOT_ACCEPTED = (
    "We cannot use this file. Choose a photo (JPEG, PNG, WebP or GIF) or a sound recording (MP3, M4A, OGG, WAV or WebM)"
)
TOO_BIG = "The file is too big. It may have 10 megabytes at most"


def test_the_page_offers_a_file_input_that_needs_no_script(begun: CheckedClient) -> None:
    page = begun.page(ASKED)
    form = page.select("form[enctype='multipart/form-data']")[0]
    field = form.select("input[type=file]")[0]
    assert (field["name"], field["id"], "capture" in field.attrs) == ("answer", "answer", False)
    assert str(field["accept"]).startswith("image/jpeg,")
    assert "audio/*" in str(field["accept"])
    assert "heic" not in str(field["accept"])
    assert {button["data-part"] for button in page.select(".sd-record button[hidden]")} == {"camera", "start", "stop"}
    assert page.select("h1 label[for=answer]")


def test_a_photo_is_kept_shown_and_goes_on_to_the_next_question(begun: CheckedClient, session: Session) -> None:
    response = give(begun, photo_with_place())
    assert response.request.path != ASKED
    (upload,) = uploads(session)
    assert answers(begun, session)["photo-or-voice"] == upload.key
    assert b"JFIF" not in upload.content
    page = begun.page(ASKED)
    address = str(page.select("img.sd-upload__photo")[0]["src"])
    shown = begun.get(address)
    assert (shown.mimetype, Image.open(io.BytesIO(shown.data)).size) == ("image/jpeg", (300, 400))
    assert SECRET_PLACE.encode() not in shown.data
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Content-Disposition"] == "inline"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_a_voice_note_can_be_played_in_stretches(begun: CheckedClient) -> None:
    give(begun, wav(3), "note.wav")
    address = str(begun.page(ASKED).select("audio.sd-upload__sound")[0]["src"])
    whole = begun.get(address)
    part = begun.get(address, headers={"Range": "bytes=0-9"})
    assert (whole.mimetype, whole.status_code, part.status_code, part.data) == ("audio/wav", 200, 206, whole.data[:10])


def test_nobody_else_can_open_it(begun: CheckedClient, app: Flask) -> None:
    give(begun, photo())
    address = f"{ASKED}/file"
    assert begun.get(address).status_code == 200
    other: CheckedClient = app.test_client()  # type: ignore[assignment]
    assert other.get(address).status_code == 302
    other.send(START, {"begin": "Start"})
    other.page(address, status=404)


def test_it_can_be_left_out_and_what_was_there_stays(begun: CheckedClient, session: Session) -> None:
    assert give(begun, b"", "").request.path != ASKED
    assert answers(begun, session) == {"photo-or-voice": None}
    give(begun, photo())
    kept = answers(begun, session)
    give(begun, b"", "")
    assert answers(begun, session) == kept
    assert len(uploads(session)) == 1


def test_another_file_takes_its_place(begun: CheckedClient, session: Session) -> None:
    give(begun, photo())
    give(begun, webm(2), "voice-note.webm")
    (upload,) = uploads(session)
    assert (upload.kind, answers(begun, session)["photo-or-voice"]) == ("voice", upload.key)


@pytest.mark.parametrize("change", ["", "?change=1"])
def test_it_can_be_removed_and_the_question_is_shown_again(begun: CheckedClient, session: Session, change: str) -> None:
    give(begun, photo())
    page = begun.page(ASKED + change)
    button = page.select("button[formaction]")[0]
    assert button.text == "Remove the photo"
    token = page.select("input[name=csrf_token]")[0]["value"]
    response = begun.post(str(button["formaction"]), data={"csrf_token": token})
    assert response.location == ASKED + change
    assert (uploads(session), answers(begun, session)) == ([], {"photo-or-voice": None})


def test_nothing_is_removed_without_a_token(begun: CheckedClient, session: Session) -> None:
    give(begun, photo())
    begun.post(f"{ASKED}/file/remove", data={})
    assert len(uploads(session)) == 1


@pytest.mark.parametrize("content", [b"not a photo", b"%PDF-1.7", photo()[:500]])
def test_a_file_that_cannot_be_used_is_refused_in_words_and_the_old_one_stays(
    begun: CheckedClient, session: Session, content: bytes
) -> None:
    give(begun, photo())
    kept = answers(begun, session)
    response = give(begun, content, "holiday.jpg")
    assert errors(response) == [("#answer", NOT_ACCEPTED)]
    assert soup(response).select("img.sd-upload__photo")
    assert answers(begun, session) == kept


@pytest.mark.parametrize("size", [LIMIT_BYTES + 1, LIMIT_BYTES + 100_000, 3 * LIMIT_BYTES])
def test_a_file_that_is_too_big_is_refused_on_the_same_page(begun: CheckedClient, session: Session, size: int) -> None:
    response = give(begun, bytes(size))
    assert (response.status_code, errors(response)) == (200, [("#answer", TOO_BIG)])
    assert answers(begun, session) == {}


def test_a_recording_that_is_too_long_is_refused_in_words(begun: CheckedClient) -> None:
    assert errors(give(begun, wav(602), "note.wav")) == [
        ("#answer", "The recording is too long. Make one of 10 minutes at most. You can add more in writing")
    ]


def test_there_is_no_more_room_than_before_for_words(begun: CheckedClient) -> None:
    assert give(begun, bytes(2_000_000), path=question("good")).status_code == 413


def test_an_old_token_asks_for_the_file_again(begun: CheckedClient, app: Flask, session: Session) -> None:
    app.config["WTF_CSRF_TIME_LIMIT"] = -1
    assert errors(give(begun, photo())) == [
        ("#answer", "This page was open for a long time. Choose the file again, then press the button")
    ]
    assert uploads(session) == []


def test_without_a_draft_a_new_one_is_begun_and_the_file_asked_for_again(
    begun: CheckedClient, session: Session
) -> None:
    token = token_of(begun, ASKED)
    with begun.session_transaction() as kept:
        kept["places"] = []
    response = post(begun, ASKED, token, photo(), "a.jpg")
    assert errors(response)[0][1].startswith("We could not find the answers you gave before on this device. Choose the")
    give(begun, photo())
    assert len(uploads(session)) == 1


def test_a_file_is_sent_with_the_answers_and_the_check_names_it(begun: CheckedClient, session: Session) -> None:
    give(begun, photo())
    skip(begun, session)
    assert rows(begun.page(f"{START}/check"))["You can add a photo or a voice note"] == "A photo"
    finish(begun, session)
    (upload,) = uploads(session)
    assert (upload.draft_id, upload.content[:3]) == (None, b"\xff\xd8\xff")
    assert begun.get(f"{ASKED}/file", follow_redirects=True).request.path == f"{START}/sent"


def test_files_cannot_be_sent_without_end(
    begun: CheckedClient, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.uploads.MOST", "2 per minute")
    limited = make_app(tmp_path, has_limits=True)
    with limited.app_context():
        client: CheckedClient = limited.test_client()  # type: ignore[assignment]
        client.send(START, {"begin": "Start"})
        assert [give(client, photo()).status_code for _ in range(3)] == [200, 200, 429]
        db.session.remove()
        db.engine.dispose()
