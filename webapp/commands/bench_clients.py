"""Clients that answer a survey as browsers do: they keep cookies, send tokens, follow redirects, take gzip.

They speak to a socket themselves: a client library would take a third as much of the processor as the server does,
and leave it that much less.
"""

import gzip
import re
import socket
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_FIRST_RADIO = re.compile(r'type="radio" value="([^"]+)"')
_COOKIE = re.compile(r"^Set-Cookie: ([^=]+)=([^;\r]*)", re.MULTILINE)
_LOCATION = re.compile(r"^Location: (\S+)", re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length: (\d+)", re.MULTILINE)
OK, MOVED = 200, 302
PROCESSES = 2


@dataclass
class Visit:
    """One browser: its connection, its cookies and how long each answer took, in seconds."""

    port: int
    seconds: list[float] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the connection, which is kept."""
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> str:
        """Open a page."""
        return self._ask("GET", path, {})[1]

    def send(self, path: str, page: str, **fields: str) -> str:
        """Send the form of a page with its token; returns where it leads."""
        token = _TOKEN.search(page)
        return self._ask("POST", path, {"csrf_token": token[1] if token else "", **fields})[0]

    def _ask(self, method: str, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """Ask once; returns where a redirect leads, and the page."""
        started = time.perf_counter()
        self._socket.sendall(self._request(method, path, urlencode(fields).encode()))
        head, body = self._answer()
        self.seconds.append(time.perf_counter() - started)
        self.cookies.update(_COOKIE.findall(head))
        status = int(head[9:12])
        if status not in {OK, MOVED}:
            message = f"{method} {path} answered {status}"
            raise RuntimeError(message)
        text = gzip.decompress(body) if "Content-Encoding: gzip" in head else body
        place = _LOCATION.search(head)
        return place[1] if place else "", text.decode()

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        """Write a request as it travels."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Encoding: gzip"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _answer(self) -> tuple[str, bytes]:
        """Read an answer: what stands above, and what it brings."""
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._more()
        head, _, body = read.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._more()
        return head.decode("latin-1"), body

    def _more(self) -> bytes:
        """Read what has come."""
        part = self._socket.recv(65536)
        if not part:
            message = "the server hung up"
            raise RuntimeError(message)
        return part


def answer_survey(visit: Visit, start: str) -> None:
    """Answer a whole survey, from the first page to the receipt."""
    visit.cookies.clear()
    place = visit.send(start, visit.get(start), begin="Start")
    while "/questions/" in place or place.endswith(("/who-answers", "/quotes", "/check")):
        page = visit.get(place)
        radio = _FIRST_RADIO.search(page)
        if place.endswith("/who-answers"):
            fields = {"answered_by": "self"}
        elif place.endswith("/quotes"):
            fields = {"may_quote": "yes"}
        elif place.endswith("/check"):
            fields = {}
        else:
            fields = {"answer": radio[1] if radio else "The same two people come, and they are kind."}
        place = visit.send(place, page, **fields)
    if not place.endswith("/sent"):
        message = f"the survey ended at {place}"
        raise RuntimeError(message)
    visit.get(place)


def open_question(visit: Visit, start: str) -> None:
    """Open the first question, beginning the survey when it has not begun."""
    if "question" not in visit.cookies:
        place = visit.send(start, visit.get(start), begin="Start")
        visit.cookies["question"] = place
        visit.seconds.clear()
    visit.get(visit.cookies["question"])


@dataclass(frozen=True)
class Load:
    """What clients did: how often the whole act, each request's seconds, and how long all took."""

    acts: int
    seconds: tuple[float, ...]
    duration: float

    def figures(self) -> dict[str, float]:
        """Give rates a second and times in milliseconds."""
        cuts = statistics.quantiles(self.seconds, n=100)
        return {
            "acts_a_second": round(self.acts / self.duration, 1),
            "requests_a_second": round(len(self.seconds) / self.duration),
            "p50_ms": round(cuts[49] * 1000, 1),
            "p99_ms": round(cuts[98] * 1000, 1),
        }


def press(act: Callable[[Visit, str], None], start: str, *, port: int, clients: int, duration: float) -> Load:
    """Let clients do something over and over for some seconds, in processes of their own."""
    share = clients // PROCESSES
    with get_context("spawn").Pool(PROCESSES) as pool:
        parts = pool.starmap(_press, [(act, start, port, share, duration)] * PROCESSES)
    return Load(sum(acts for acts, _ in parts), tuple(s for _, seconds in parts for s in seconds), duration)


def _press(
    act: Callable[[Visit, str], None], start: str, port: int, clients: int, duration: float
) -> tuple[int, list[float]]:
    """Run a share of the clients as threads; returns how often they did it, and the seconds of each request."""
    visits = [Visit(port) for _ in range(clients)]
    end = time.perf_counter() + duration

    def go(visit: Visit) -> int:
        done = 0
        while time.perf_counter() < end:
            act(visit, start)
            done += 1
        return done

    with ThreadPoolExecutor(clients) as together:
        acts = sum(together.map(go, visits))
    return acts, [second for visit in visits for second in visit.seconds]
