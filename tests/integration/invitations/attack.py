"""An attacker who holds the whole database and tries to tell whose answers are whose.

Everything that SQL shows is used: every column of every table, the order in which rows are read, SQLite's row numbers,
PostgreSQL's `xmin`, `xmax` and `ctid`. Each of them puts the six people who answered into an order, and the six
responses into another; the attacker then pairs the first with the first, and so on.
"""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

Rows = list[dict[str, Any]]
HIDDEN = {"sqlite": ("rowid",), "postgresql": ("xmin::text::bigint", "xmax::text::bigint", "ctid::text")}
PERSON_SIDE = ("contact", "invitation", "answered_invitation", "invitation_message")
ANSWER_SIDE = ("response", "answer", "contribution")


@dataclass(frozen=True)
class Truth:
    """What only the test knows: for each person who answered, the key of the response and of what is kept apart."""

    response_of: Mapping[int, int]
    about_you_of: Mapping[int, int]


def read_everything(session: Session, *, only: tuple[str, ...] = ()) -> dict[str, Rows]:
    """Read every table, or some, with what its rows hide, each row with the place at which it was read."""
    dialect = session.get_bind().dialect.name
    tables = {}
    for table in inspect(session.connection()).get_table_names():
        if only and table not in only:
            continue
        hidden = ", ".join(f"{name} AS hidden_{number}" for number, name in enumerate(HIDDEN[dialect]))
        query = f'SELECT {hidden}, t.* FROM "{table}" t'  # noqa: S608  names come from the database itself
        found = session.execute(text(query)).mappings()
        tables[table] = [{**row, "read": place} for place, row in enumerate(found)]
    return tables


def orders_of(rows: Rows, known: Mapping[int, Any]) -> Iterator[tuple[str, list[int]]]:
    """Put the people whom `known` names into order by every column; `_who` of a row says whose it is.

    Of several rows of one the least counts. Equal values are put into an order by chance.
    """
    mine = [row for row in rows if row["_who"] in known]
    for column in set(mine[0]) - {"_who"} if mine else ():
        least: dict[int, tuple[str, Any]] = {}
        for row in mine:
            value = _sortable(row[column])
            least[row["_who"]] = min(value, least.get(row["_who"], value))
        if set(least) == set(known):
            shuffled = random.sample(sorted(least), len(least))
            yield column, sorted(shuffled, key=least.__getitem__)


def person_orders(tables: Mapping[str, Rows], truth: Truth) -> Iterator[tuple[str, list[int]]]:
    """Put the people who answered into every order that their side has."""
    contact_of = {row["id"]: row["contact_id"] for row in tables["invitation"]}
    for table in PERSON_SIDE:
        rows = [{**row, "_who": _contact(table, row, contact_of)} for row in tables[table]]
        for column, order in orders_of(rows, truth.response_of):
            yield f"{table}.{column}", order


def answer_orders(tables: Mapping[str, Rows], truth: Truth) -> Iterator[tuple[str, list[int]]]:
    """Put the people into every order that the side of the answers has, by what the test knows."""
    person_of = {response: person for person, response in truth.response_of.items()}
    answers = {row["id"]: row["response_id"] for row in tables["answer"]}
    responses = {"response": lambda row: row["id"], "answer": lambda row: row["response_id"]}
    responses["contribution"] = lambda row: answers.get(row["answer_id"])
    for table, response_of in responses.items():
        rows = [{**row, "_who": person_of.get(response_of(row))} for row in tables[table]]
        for column, order in orders_of(rows, truth.response_of):
            yield f"{table}.{column}", order
    apart = {key: person for person, key in truth.about_you_of.items()}
    rows = [{**row, "_who": apart.get(row["id"])} for row in tables["about_you"]]
    for column, order in orders_of(rows, truth.response_of):
        yield f"about_you.{column}", order


def hits(people: list[int], answers: list[int]) -> tuple[int, int]:
    """Count the right pairs when one order is laid beside the other, and beside the other turned round."""
    straight = sum(one == other for one, other in zip(people, answers, strict=True))
    return straight, sum(one == other for one, other in zip(people, reversed(answers), strict=True))


def values_of(tables: Mapping[str, Rows], names: tuple[str, ...], *, but: tuple[str, ...] = ()) -> set[str]:
    """List every value of some tables that is long enough to lead from one row to another."""
    found = set()
    for name in names:
        for row in tables[name]:
            for column, value in row.items():
                if column not in but and not column.startswith(("hidden_", "read")):
                    found |= set(_pieces(value))
    return {value for value in found if len(value) > 8}


def _pieces(value: Any) -> Iterator[str]:
    """Give a value as text, and what is inside of JSON."""
    with suppress(ValueError):
        value = json.loads(value) if isinstance(value, str) else value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _pieces(each)
    elif isinstance(value, bytes):
        yield value.hex()
    elif value is not None:
        yield str(value)


def _sortable(value: Any) -> tuple[str, Any]:
    """Make values comparable: numbers among themselves, all else as text."""
    is_number = isinstance(value, int | float)
    return ("number", value) if is_number else ("text", str(value))


def _contact(table: str, row: Mapping[str, Any], contact_of: Mapping[int, int]) -> int | None:
    """Find the contact whose row this is."""
    if table == "contact":
        return int(row["id"])
    key = row["id"] if table == "invitation" else row["invitation_id"]
    return contact_of.get(key)
