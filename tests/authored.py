"""Questionnaires as an author's draft holds them."""

from typing import Any

YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]


def single(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "single", "key": key, "text": f"Is it {key}?", "options": YES_NO} | more


def words(key: str, **more: Any) -> dict[str, Any]:
    return {"type": "long_text", "key": key, "text": f"What about {key}?"} | more


def survey(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    sections = [{"key": "all", "title": "All", "questions": list(questions) or [single("first")]}]
    return {
        "key": "short",
        "version": 1,
        "title": "Short",
        "group": "service_user",
        "language": "en",
        "minutes": 3,
        "purpose": "To try",
        "sections": sections,
    } | changes


def keys(raw: dict[str, Any]) -> list[list[str]]:
    return [[question["key"] for question in section["questions"]] for section in raw["sections"]]
