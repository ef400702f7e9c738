"""Changes to the content of a draft. Pure: content in, changed content out; the content given stays as it is."""

from collections.abc import Callable, Iterator
from copy import deepcopy

from surveys.authoring.content import Raw
from surveys.errors import EditRefused

UP, DOWN = -1, 1


def list_questions(raw: Raw) -> Iterator[tuple[Raw, Raw]]:
    """Go through the questions, each with its section."""
    for section in raw["sections"]:
        for question in section["questions"]:
            yield section, question


def find_question(raw: Raw, key: str) -> Raw | None:
    """Find a question by its key; None when it is not there."""
    return next((question for _, question in list_questions(raw) if question["key"] == key), None)


def find_section(raw: Raw, key: str) -> Raw | None:
    """Find a section by its key; None when it is not there."""
    return next((section for section in raw["sections"] if section["key"] == key), None)


def change_settings(raw: Raw, **changes: object) -> Raw:
    """Change title, purpose and the like; what is empty is left out."""
    return _without_blanks({**deepcopy(raw), **changes})


def change_question(raw: Raw, key: str, **changes: object) -> Raw:
    """Change some fields of a question; a field that becomes empty is left out."""
    return _map_questions(raw, key, lambda question: _without_blanks({**question, **changes}))


def change_section(raw: Raw, key: str, **changes: object) -> Raw:
    """Change some fields of a section; a field that becomes empty is left out."""
    changed = deepcopy(raw)
    changed["sections"] = [
        _without_blanks({**section, **changes}) if section["key"] == key else section for section in changed["sections"]
    ]
    return changed


def add_question(raw: Raw, question: Raw, *, section: str) -> Raw:
    """Add a question at the end of a section."""
    changed = deepcopy(raw)
    for each in changed["sections"]:
        if each["key"] == section:
            each["questions"].append(_without_blanks(question))
    return changed


def remove_question(raw: Raw, key: str) -> Raw:
    """Take a question out, and its section with it when it was the only one there.

    Raises:
        EditRefused: it is the only question of the survey.
    """
    changed = deepcopy(raw)
    for section in changed["sections"]:
        section["questions"] = [question for question in section["questions"] if question["key"] != key]
    changed["sections"] = [section for section in changed["sections"] if section["questions"]]
    if not changed["sections"]:
        raise EditRefused("This is the only question. Add another one before you take this one out")
    if changed.get("group_from") == key:
        del changed["group_from"]
    return changed


def remove_section(raw: Raw, key: str) -> Raw:
    """Take a section out with all its questions.

    Raises:
        EditRefused: it is the only section of the survey.
    """
    changed = deepcopy(raw)
    gone = [question["key"] for section, question in list_questions(raw) if section["key"] == key]
    changed["sections"] = [section for section in changed["sections"] if section["key"] != key]
    if not changed["sections"]:
        raise EditRefused("This is the only section. Add another one before you take this one out")
    if changed.get("group_from") in gone:
        del changed["group_from"]
    return changed


def move_question(raw: Raw, key: str, step: int) -> Raw:
    """Move a question one place up or down; from the edge of a section it goes into the next one.

    The first question of all does not move up, nor the last one down.

    Raises:
        EditRefused: its section would be left without a question.
    """
    changed = deepcopy(raw)
    sections = changed["sections"]
    place = next(i for i, section in enumerate(sections) if any(q["key"] == key for q in section["questions"]))
    questions = sections[place]["questions"]
    at = next(i for i, question in enumerate(questions) if question["key"] == key)
    if 0 <= at + step < len(questions):
        questions[at], questions[at + step] = questions[at + step], questions[at]
    elif 0 <= place + step < len(sections):
        if len(questions) == 1:
            raise EditRefused("It is the only question of its section. Move the section, or put another question in it")
        there = sections[place + step]["questions"]
        there.insert(0 if step == DOWN else len(there), questions.pop(at))
    return changed


def move_section(raw: Raw, key: str, step: int) -> Raw:
    """Move a section one place up or down; the first does not move up, nor the last one down."""
    changed = deepcopy(raw)
    sections = changed["sections"]
    at = next(i for i, section in enumerate(sections) if section["key"] == key)
    if 0 <= at + step < len(sections):
        sections[at], sections[at + step] = sections[at + step], sections[at]
    return changed


def split_section(raw: Raw, section: Raw, *, first: str) -> Raw:
    """Begin a new section with a question that stands inside another one: what follows it there comes along."""
    changed = deepcopy(raw)
    place = next(i for i, each in enumerate(changed["sections"]) if any(q["key"] == first for q in each["questions"]))
    questions = changed["sections"][place]["questions"]
    at = next(i for i, question in enumerate(questions) if question["key"] == first)
    new = _without_blanks({**section, "questions": questions[at:]})
    if at == 0:
        raise EditRefused("A section begins with this question already. Choose another question")
    changed["sections"][place]["questions"] = questions[:at]
    changed["sections"].insert(place + 1, new)
    return changed


def add_section(raw: Raw, section: Raw, *, first: Raw) -> Raw:
    """Add a section at the end, with its first question."""
    changed = deepcopy(raw)
    changed["sections"].append(_without_blanks({**section, "questions": [_without_blanks(first)]}))
    return changed


def _map_questions(raw: Raw, key: str, change: Callable[[Raw], Raw]) -> Raw:
    """Change the question with this key."""
    changed = deepcopy(raw)
    for section in changed["sections"]:
        section["questions"] = [
            change(question) if question["key"] == key else question for question in section["questions"]
        ]
    return changed


def _without_blanks(raw: Raw) -> Raw:
    """Leave out what is empty; 0 is not."""
    return {name: value for name, value in raw.items() if value or (value == 0 and value is not False)}
