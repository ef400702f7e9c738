"""A survey of every type of question, and responses to it, as tests of field work need them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from surveys.capture.editions import questionnaire_of
from surveys.definitions import Questionnaire, keep_path, parse_questionnaire
from surveys.models import AboutYou, Answer, QuestionnaireEdition, Response
from surveys.values import AnsweredBy, Channel, Format, Language

_numbers = count(1)
SENT = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)


def options(*values: str, ask: str = "") -> list[dict[str, str]]:
    made = [{"value": value, "text": value.replace("-", " ").capitalize()} for value in values]
    return [*made[:-1], made[-1] | ({"ask": ask} if ask else {})]


def question(kind: str, key: str, **facts: Any) -> dict[str, Any]:
    return {"type": kind, "key": key, "text": f"What about {key}?", **facts}


QUESTIONS = [
    question("single", "help", options=options("home-care", "reablement", "other", ask="Which other help?")),
    question("area", "area"),
    question("multiple", "needs", options=options("time", "people", "weekends")),
    question("ranking", "first", options=options("time", "people", "weekends"), places=2),
    question("rating", "kind", statement="People are kind.", theme="i-04", labels=["Never", "Sometimes", "Always"]),
    question("scale", "likely", low="Not at all", high="Very"),
    question("number", "visits", highest=56, lowest=-7, unit="visits"),
    question("date", "since", precision="month"),
    question("short_text", "word", show_when={"question": "help", "is": ["reablement"]}),
    question("long_text", "story"),
    question("upload", "photo"),
]
ABOUT = [question("single", "about-age", options=options("under-65", "65-to-84", "85-or-over", "not-said"))]


def survey(version: int = 1, *, questions: list[dict[str, Any]] | None = None, **facts: Any) -> Questionnaire:
    """Make a version of the survey."""
    sections = [
        {"key": "care", "title": "Your care", "questions": questions or QUESTIONS},
        {"key": "about-you", "title": "About you", "apart": True, "questions": ABOUT},
    ]
    raw = {"key": "care", "version": version, "title": "Your care", "group": "service_user", "minutes": 5}
    return parse_questionnaire({**raw, "purpose": "To plan care.", "sections": sections, **facts})


def respond(
    session: Session,
    edition: QuestionnaireEdition,
    answers: Mapping[str, Any] | None = None,
    *,
    times: int = 1,
    about: Mapping[str, Any] | None = None,
    at: datetime = SENT,
    may_quote: bool = True,
    **ways: Any,
) -> None:
    """Add responses that all say the same."""
    kept = keep_path(questionnaire_of(edition), answers or {})
    given = {
        "language": Language.ENGLISH,
        "format": Format.STANDARD,
        "channel": Channel.ONLINE,
        "answered_by": AnsweredBy.SELF,
        **ways,
    }
    for _ in range(times):
        response = Response(
            edition_id=edition.id,
            receipt_hash=f"receipt {next(_numbers)}",
            submitted_at_utc=at,
            has_quote_consent=may_quote,
            answers=[Answer(question_key=key, value=value) for key, value in kept.items()],
            **given,
        )
        session.add(response)
        if about:
            session.add(AboutYou(edition_id=edition.id, answers=dict(about)))
    session.commit()
