"""Drafts: answers on their way. A question that was seen and left blank is there with no value."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.definitions import QUOTE_CONSENT, Question, Questionnaire, Value, find_path
from surveys.models import Draft, QuestionnaireEdition

TOKEN_BYTES = 32


def start_draft(session: Session, edition: QuestionnaireEdition, *, on: date) -> tuple[Draft, str]:
    """Begin a draft; the token is the only key to it and is not stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    draft = Draft(edition=edition, token_hash=_hash(token), answers={}, touched_on=on)
    session.add(draft)
    session.flush()
    return draft, token


def find_draft(session: Session, edition: QuestionnaireEdition, *, token: str, to_change: bool = False) -> Draft | None:
    """Find a draft by its token; one that is to change is locked, so that two tabs write one after the other."""
    query = select(Draft).where(Draft.token_hash == _hash(token), Draft.edition_id == edition.id)
    return session.scalar(query.with_for_update() if to_change else query)


def save_answer(session: Session, draft: Draft, question: Question, value: Value | None, *, on: date) -> None:
    """Keep the answer to one question; None when it was left blank."""
    _keep(session, draft, question.key, value, on=on)


def save_consent(session: Session, draft: Draft, *, may_quote: bool, on: date) -> None:
    """Keep whether the words may be quoted."""
    _keep(session, draft, QUOTE_CONSENT, may_quote, on=on)


def drop_draft(session: Session, draft: Draft) -> None:
    """Forget a draft and everything in it."""
    session.delete(draft)
    session.flush()


def given(answers: Mapping[str, Any]) -> dict[str, Value]:
    """Give the answers to questions that have a value."""
    return {key: value for key, value in answers.items() if value is not None and key != QUOTE_CONSENT}


def path_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> list[Question]:
    """List the questions that somebody with these answers meets, in order."""
    return find_path(questionnaire, given(answers))


def find_unseen(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Question | None:
    """Find the first question on the path that was neither answered nor left blank."""
    return next((question for question in path_of(questionnaire, answers) if question.key not in answers), None)


def find_gap(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> str | None:
    """Find what keeps the answers from being sent: the key of a required question, or `QUOTE_CONSENT`."""
    held = given(answers)
    for question in path_of(questionnaire, answers):
        if question.required and question.key not in held:
            return question.key
    return QUOTE_CONSENT if answers.get(QUOTE_CONSENT) is None else None


def _keep(session: Session, draft: Draft, key: str, value: Value | None, *, on: date) -> None:
    """Put one thing into the draft; a new dictionary each time, since changes inside one are not noticed."""
    draft.answers = {**draft.answers, key: value}
    draft.touched_on = on
    session.flush()


def _hash(token: str) -> str:
    """Give the SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
