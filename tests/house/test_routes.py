"""Every page says who may see it, and the list of pages is known."""

from pathlib import Path

from flask import Flask

from surveys.values import Role
from webapp.filters import WORDS
from webapp.navigation import WAYS
from webapp.security import ANYBODY, SIGNED_IN

SNAPSHOT = Path(__file__).parent / "routes.txt"


def pages(app: Flask) -> list[str]:
    lines = []
    for rule in app.url_map.iter_rules():
        allowed = getattr(app.view_functions[rule.endpoint], "allowed", None)
        who = ", ".join(sorted(allowed)) if isinstance(allowed, frozenset) else allowed
        methods = "/".join(sorted((rule.methods or set()) & {"GET", "POST"}))
        lines.append(f"{rule.rule} {methods} {rule.endpoint}: {who}")
    return sorted(lines)


def test_every_page_declares_who_may_see_it(app: Flask) -> None:
    undeclared = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static"
        and not (
            getattr(view, "allowed", None) in {ANYBODY, SIGNED_IN}
            or (isinstance(getattr(view, "allowed", None), frozenset) and view.allowed <= set(Role))  # type: ignore[attr-defined]
        )
    ]
    assert undeclared == []


def test_the_pages_are_those_of_the_snapshot(app: Flask) -> None:
    # A page that is added, moved or opened to others shows up in the review of routes.txt.
    assert pages(app) == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_the_navigation_offers_nobody_a_page_that_is_closed_to_them(app: Flask) -> None:
    for _, endpoint, _, roles in WAYS:
        assert roles <= app.view_functions[endpoint].allowed, endpoint  # type: ignore[attr-defined]


def test_every_enumeration_has_words_for_every_value() -> None:
    assert {enum: set(words) for enum, words in WORDS.items()} == {enum: set(enum) for enum in WORDS}
