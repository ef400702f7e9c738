"""Every kind of page that a respondent can meet, and the ways there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FilePayload, Page

from tests.journeys.mistakes import (
    SPREADSHEET,
    Act,
    choose_file,
    choose_none_and_another,
    leave,
    rank_twice,
    write,
)
from tests.journeys.walking import SURVEY, SURVEYS, answer_all, begin, go_on, judge_nothing, receipt_on
from tests.media import photo

OUTCOMES, KIOSK, REABLEMENT, CARER = (
    f"{SURVEYS}/{key}" for key in ("outcomes", "kiosk", "reablement-follow-up", "family-carer")
)
"""`OUTCOMES` is answered to its end, a response to `KIOSK` is sent, the others and `SURVEY` are begun and empty."""

PUBLIC = ("/", "/look", "/help", "/privacy", "/accessibility", "/accessibility/tests", "/nothing-here")
CODES = tuple(f"{SURVEYS}/{page}" for page in ("carry-on", "follow", "come", "no-more"))
STARTS = (f"{SURVEYS}/provider", f"{SURVEYS}/provider?lost=1", SURVEY, f"{SURVEYS}/spring", f"{SURVEYS}/autumn")
"""The survey of spring is over, that of autumn has not begun."""

QUESTIONS = (
    f"{SURVEY}/questions/support",  # single; the first of its section
    f"{SURVEY}/questions/visits-a-week",  # number
    f"{SURVEY}/questions/area",
    f"{SURVEY}/questions/know-people",  # rating; the first of its section
    f"{SURVEY}/questions/would-help",  # multiple
    f"{SURVEY}/questions/first-change",  # short text
    f"{SURVEY}/questions/a-visit",  # long text
    f"{SURVEY}/questions/photo-or-voice",  # upload
    f"{SURVEY}/questions/about-you",
    f"{REABLEMENT}/questions/ended",  # date
    f"{REABLEMENT}/questions/goal-near",  # scale
    f"{CARER}/questions/matters-most",  # ranking
)
ENDINGS = tuple(f"{SURVEY}/{page}" for page in ("who-answers", "quotes"))
FILLED = (
    *(f"{OUTCOMES}/questions/{key}" for key in ("safe", "how-good", "changed")),
    f"{OUTCOMES}/who-answers",
    f"{OUTCOMES}/quotes?change=1",
    f"{OUTCOMES}/check",
    f"{OUTCOMES}/later",
    f"{SURVEY}/check",
    f"{KIOSK}/sent",
    f"{KIOSK}/sent?late=1",
)
LONG = "So long. " * 600


@dataclass(frozen=True)
class Stop:
    """A page, and what is entered there before its button is pressed; None only looks."""

    address: str
    enter: Act | None = None
    what: str = ""

    @property
    def name(self) -> str:
        """Name the page and its state."""
        return f"{self.address} {self.what}".strip()


MISTAKES = (
    *(Stop(f"{address}?missing=1") for address in QUESTIONS),
    *(Stop(address, leave, "left empty") for address in (f"{SURVEY}/questions/support", *ENDINGS, *CODES)),
    Stop(CODES[0], write("K7QM-2XPT-94TR"), "unknown code"),
    Stop(f"{SURVEY}/questions/visits-a-week", write("a lot"), "no number"),
    Stop(f"{SURVEY}/questions/area", write("by the church"), "no postcode"),
    Stop(f"{SURVEY}/questions/would-help", choose_none_and_another, "none and another"),
    Stop(f"{SURVEY}/questions/first-change", write(LONG), "too long"),
    Stop(f"{SURVEY}/questions/a-visit", write(LONG), "too long"),
    Stop(f"{SURVEY}/questions/photo-or-voice", choose_file(SPREADSHEET), "wrong file"),
    Stop(f"{REABLEMENT}/questions/ended", write("5", ""), "without a year"),
    Stop(f"{REABLEMENT}/questions/ended", write("13", "2026"), "no month"),
    Stop(f"{CARER}/questions/matters-most", rank_twice, "twice"),
)
LOOKED_AT = tuple(Stop(address) for address in (*PUBLIC, *CODES, *STARTS, *QUESTIONS, *ENDINGS, *FILLED))
FEW = (*map(Stop, (SURVEY, QUESTIONS[3], QUESTIONS[6], f"{OUTCOMES}/check", f"{KIOSK}/sent", "/look")), *MISTAKES[-2:])
"""Some pages with all kinds of parts, for what concerns every page alike."""


@dataclass(frozen=True)
class Devices:
    """A telephone with surveys begun, answered and sent, and a device that stands somewhere as a kiosk."""

    phone: Page
    kiosk: Page
    receipt: str

    def walk(self) -> Iterator[tuple[str, Page]]:
        """Open every kind of page in every state; gives each page with its name."""
        yield from visit(self.phone, (*LOOKED_AT, *MISTAKES))
        yield from visit(self.phone, [Stop(CODES[1], write(self.receipt), "of words")])
        yield from visit(self.kiosk, [Stop(f"{SURVEY}/questions/photo-or-voice", what="with a photo"), Stop(KIOSK)])
        begin(self.kiosk, KIOSK)
        yield "a question at a kiosk", self.kiosk
        answer_all(self.kiosk, judge_nothing)
        yield "the check at a kiosk", self.kiosk
        go_on(self.kiosk)
        yield "the end at a kiosk", self.kiosk


def visit(page: Page, stops: Any) -> Iterator[tuple[str, Page]]:
    """Open pages one after the other."""
    for stop in stops:
        page.goto(stop.address)
        if stop.enter:
            stop.enter(page)
            go_on(page)
        yield stop.name, page


def prepare(phone: Page, kiosk: Page) -> Devices:
    """Begin surveys, answer one to its end, and send one."""
    for survey in (SURVEY, REABLEMENT, CARER, OUTCOMES):
        begin(phone, survey)
    answer_all(phone, judge_nothing)
    begin(phone, KIOSK)
    answer_all(phone, judge_nothing)
    go_on(phone)
    receipt = receipt_on(phone)
    begin(kiosk)
    kiosk.goto(f"{SURVEY}/questions/photo-or-voice")
    choose_file(FilePayload(name="rota.jpg", mimeType="image/jpeg", buffer=photo()))(kiosk)
    go_on(kiosk)
    kiosk.goto(f"{KIOSK}/kiosk")
    return Devices(phone, kiosk, receipt)
