"""Clients that answer a survey as browsers do: they keep cookies, send tokens, follow redirects, take gzip."""

import gzip
import re
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing import get_context
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_FIRST_RADIO = re.compile(r'type="radio" value="([^"]+)"')
OK, MOVED = 200, 302
PROCESSES = 2


@dataclass
class Visit:
    """One browser: its connection, its cookies and how long each answer took, in seconds."""

    port: int
    seconds: list[float] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the connection; it is opened by the first request and kept."""
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> str:
        """Open a page."""
        return self._ask("GET", path, {})[1]

    def send(self, path: str, page: str, **fields: str) -> str:
        """Send the form of a page with its token; returns where it leads."""
        token = _TOKEN.search(page)
        return self._ask("POST", path, {"csrf_token": token[1] if token else "", **fields})[0]

    def _ask(self, method: str, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """Ask once; returns where a redirect leads, and the page."""
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self._connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self._connection.getresponse()
        body = answer.read()
        self.seconds.append(time.perf_counter() - started)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status not in {OK, MOVED}:
            message = f"{method} {path} answered {answer.status}"
            raise RuntimeError(message)
        text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return answer.headers.get("Location", ""), text.decode()


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
    done = [0] * clients
    end = time.perf_counter() + duration

    def go(number: int) -> None:
        while time.perf_counter() < end:
            act(visits[number], start)
            done[number] += 1

    threads = [threading.Thread(target=go, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done), [second for visit in visits for second in visit.seconds]
