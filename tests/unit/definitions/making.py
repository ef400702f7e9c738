"""Questionnaires as a file would hold them."""

from typing import Any

OPTIONS = [{"text": "Yes", "value": "yes"}, {"text": "No", "value": "no"}]


def questionnaire(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "key": "short",
        "version": 1,
        "title": "Short",
        "group": "service_user",
        "minutes": 3,
        "purpose": "To try",
        "sections": [{"key": "about", "title": "About", "questions": list(questions) or [yes_or_no("first")]}],
    } | changes


def yes_or_no(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "single", "key": key, "text": "Is it?", "options": OPTIONS} | more


def how_many(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "number", "key": key, "text": "How many?", "highest": 56, "unit": "visits"} | more


def own_words(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "long_text", "key": key, "text": "Why?"} | more
