"""The ways to send e-mail: files, a mail server, GOV.UK Notify; and the command that uses them."""

import logging
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner
from notifications_python_client.errors import HTTPError

from surveys.errors import InvalidSetting
from surveys.values import Language, MailFailure
from tests.integration.invitations.pages import mails
from webapp.commands import main
from webapp.mail.message import Mail, MailNotSent
from webapp.mail.notify import Notify
from webapp.mail.outbox import Outbox, as_email
from webapp.mail.smtp import Smtp
from webapp.mail.transports import parse_transport

KEY = "team-11111111-1111-1111-1111-111111111111-22222222-2222-2222-2222-222222222222"
TEMPLATE = "33333333-3333-3333-3333-333333333333"
MAIL = Mail(7, "ada@ferring.example", "Ferring Council", "Hello", "Your link", Language.ENGLISH, "https://stop.example")


def test_what_was_typed_never_makes_a_header() -> None:
    mail = Mail(
        7, "ada@ferring.example", "A\r\nBcc: x@x.example", "Hi\nBcc: y@y.example", "Text", Language.URDU, "https://s"
    )
    message = as_email(mail, sender_address="surveys@ferring.example")
    assert message["Bcc"] is None
    assert message["Subject"] == "Hi Bcc: y@y.example"


def test_the_outbox_is_for_its_owner_alone_and_a_full_disk_is_said(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox", sender_address="surveys@ferring.example")
    outbox.send(MAIL)
    assert (tmp_path / "outbox").stat().st_mode & 0o777 == 0o700
    assert [it["Subject"] for it in mails(tmp_path / "outbox")] == ["Hello"]
    (tmp_path / "file").write_text("not a folder", encoding="ascii")
    with pytest.raises(MailNotSent) as caught:
        Outbox(tmp_path / "file", sender_address="surveys@ferring.example").send(MAIL)
    assert caught.value.failure is MailFailure.UNREACHABLE


class Server(socketserver.ThreadingTCPServer):
    """A mail server that takes what it is sent, unless it is told otherwise."""

    allow_reuse_address = True
    daemon_threads = True
    received: list[str]
    recipient_answer = b"250 ok"


class Talk(socketserver.StreamRequestHandler):
    """SMTP, as far as a test needs it."""

    def handle(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                server.received.append(b"".join(lines).decode())
                self.wfile.write(b"250 taken\r\n")
            elif word == b"RCPT":
                self.wfile.write(server.recipient_answer + b"\r\n")
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Talk) as running:
        running.received = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def smtp(server: Server) -> Smtp:
    return Smtp("127.0.0.1", server.server_address[1], "surveys@ferring.example")


def test_mail_goes_through_a_mail_server(server: Server) -> None:
    smtp(server).send(MAIL)
    assert "Subject: Hello" in server.received[0]
    assert "Your link" in server.received[0]


@pytest.mark.parametrize(
    ("answer", "failure"),
    [(b"550 no such person", MailFailure.REFUSED), (b"451 come back later", MailFailure.UNREACHABLE)],
)
def test_what_a_mail_server_refuses(server: Server, answer: bytes, failure: MailFailure) -> None:
    server.recipient_answer = answer
    with pytest.raises(MailNotSent) as caught:
        smtp(server).send(MAIL)
    assert caught.value.failure is failure


def test_no_mail_server_and_no_way_in(server: Server) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(MailNotSent) as caught:
        Smtp("127.0.0.1", port, "surveys@ferring.example").send(MAIL)
    assert caught.value.failure is MailFailure.UNREACHABLE
    with pytest.raises(MailNotSent) as caught:
        Smtp("127.0.0.1", server.server_address[1], "s@f.example", user="u", password="p").send(MAIL)
    assert caught.value.failure is MailFailure.UNREACHABLE


def answered(status: int) -> HTTPError:
    response = requests.Response()
    response.status_code = status
    return HTTPError(response)


class Client:
    """GOV.UK Notify, as far as a test needs it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.sent = error, []  # type: ignore[var-annotated]

    def send_email_notification(self, **facts: Any) -> None:
        if self.error:
            raise self.error
        self.sent.append(facts)


def test_mail_goes_through_notify() -> None:
    client = Client()
    Notify(KEY, TEMPLATE, client=client).send(MAIL)
    assert client.sent == [
        {
            "email_address": "ada@ferring.example",
            "template_id": TEMPLATE,
            "personalisation": {"subject": "Hello", "body": "Your link"},
            "reference": "7",
        }
    ]


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (answered(400), MailFailure.REFUSED),
        (answered(403), MailFailure.NOT_ALLOWED),
        (answered(429), MailFailure.UNREACHABLE),
        (answered(500), MailFailure.UNREACHABLE),
        (answered(201), MailFailure.CUT_OFF),
        (HTTPError(), MailFailure.CUT_OFF),
    ],
)
def test_what_notify_answers(error: HTTPError, failure: MailFailure) -> None:
    with pytest.raises(MailNotSent) as caught:
        Notify(KEY, TEMPLATE, client=Client(error)).send(MAIL)
    assert caught.value.failure is failure


def test_the_transport_is_chosen_by_its_setting(tmp_path: Path) -> None:
    def chosen(setting: str) -> object:
        return parse_transport(setting, instance=tmp_path, sender_address="s@f.example")

    assert isinstance(chosen("outbox"), Outbox)
    assert chosen("smtp://me:p%40ss@mail.example") == Smtp("mail.example", 587, "s@f.example", "me", "p@ss")
    assert chosen("smtps://mail.example:466") == Smtp("mail.example", 466, "s@f.example", is_encrypted=True)
    assert isinstance(chosen(f"notify:{KEY}:{TEMPLATE}"), Notify)
    for wrong in ("", "nothing", "smtp://", "smtp://host:port", "notify:a:b", f"notify:{KEY}"):
        with pytest.raises(InvalidSetting) as caught:
            chosen(wrong)
        assert KEY not in str(caught.value)


def test_the_command_sends_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAID_INSTANCE", str(tmp_path / "instance"))
    logging.getLogger("said").setLevel(logging.WARNING)
    assert CliRunner().invoke(main, ["send"]).output == "0 messages sent or settled.\n"
    assert "notify:API_KEY:TEMPLATE_ID" in CliRunner().invoke(main, ["send", "--help"]).output
    monkeypatch.setenv("SAID_MAIL", "pigeon://secret@loft")
    refused = CliRunner().invoke(main, ["send"]).output
    assert "SAID_MAIL is not understood" in refused
    assert "secret" not in refused
