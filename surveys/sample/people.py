"""Whom the sample council may invite, and figures on everybody who gets care from it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from surveys.capture.contacts import Needs, Person, add_contact, set_needs
from surveys.capture.editions import list_editions
from surveys.fieldwork.references import ReferenceWords, add_reference, find_trait
from surveys.models import Account, Programme
from surveys.sample.content import read_toml
from surveys.values import Format, Group, Language, Reach

_KINDS = {"group": Group, "reach": Reach, "language": Language, "format": Format}


def add_sample_people(session: Session, programme: Programme, *, by: Account, at: datetime) -> None:
    """Add contacts with their communication needs, and populations that answers are compared with."""
    content = read_toml("people.toml")
    for row in content["contacts"]:
        values = {name: _KINDS.get(name, lambda value: value)(value) for name, value in row.items()}
        contact = add_contact(session, programme, Person(**_part(Person, values)))
        set_needs(session, contact, Needs(**_part(Needs, values)))
    for row in content["populations"]:
        _add_population(session, programme, row, by=by, at=at)


def _part(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values that belong to a kind of record."""
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _add_population(
    session: Session, programme: Programme, row: Mapping[str, Any], *, by: Account, at: datetime
) -> None:
    """Add figures on one population."""
    trait = find_trait(list_editions(session, programme, row["survey"]), row["question"])
    if trait is None:
        raise LookupError(row["question"])
    words = ReferenceWords(row["title"], row["source"], row["counted_on"])
    add_reference(session, programme, trait, row["shares"], words=words, by=by, at=at)
