"""Where a respondent stands in a survey. The signed cookie holds a random token for each draft, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, session

from surveys.capture.drafts import find_draft, start_draft
from surveys.capture.editions import is_open, list_editions, questionnaire_of
from surveys.capture.receipts import receipt_of
from surveys.capture.responses import find_response
from surveys.definitions import Questionnaire
from surveys.models import Draft, Programme, QuestionnaireEdition
from webapp.clock import today
from webapp.extensions import db

MOST_PLACES = 6
"""A browser keeps its place in this many surveys, so that the cookie stays small; the oldest goes first."""


@dataclass(frozen=True)
class Place:
    """A survey, and this browser's draft of it; `token` leads to the draft, or to what was made of it."""

    edition: QuestionnaireEdition
    questionnaire: Questionnaire
    token: str
    draft: Draft | None
    is_sent: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the survey takes answers today."""
        return is_open(self.edition, on=today())

    @property
    def receipt(self) -> str:
        """Give the receipt code that the answers get, or got, when sent."""
        return receipt_of(self.token)


def find_place(programme: Programme, survey_key: str) -> Place | None:
    """Find the survey and where this browser stands in it; None when there is no such survey.

    Of several editions that are open, the one already begun counts; of none, the newest.
    """
    editions = list_editions(db.session, programme, survey_key)
    if not editions:
        return None
    edition = _choose(editions)
    token = _tokens().get(edition.id, "")
    draft = find_draft(db.session, edition, token=token, to_change=request.method == "POST") if token else None
    is_begun = token and draft is None
    response = find_response(db.session, programme, receipt=receipt_of(token)) if is_begun else None
    return Place(edition, questionnaire_of(edition), token, draft, is_sent=response is not None)


def begin(edition: QuestionnaireEdition) -> Draft:
    """Begin a draft and keep its token in the cookie, in place of the edition's last one."""
    draft, token = start_draft(db.session, edition, on=today())
    others = [pair for pair in session.get("places", []) if pair[0] != edition.id]
    session["places"] = [*others, [edition.id, token]][-MOST_PLACES:]
    return draft


def _choose(editions: Sequence[QuestionnaireEdition]) -> QuestionnaireEdition:
    """Choose among the editions of a survey, the newest first."""
    takes_answers = [edition for edition in editions if is_open(edition, on=today())]
    begun = [edition for edition in takes_answers if edition.id in _tokens()]
    return (begun or takes_answers or list(editions))[0]


def _tokens() -> dict[int, str]:
    """Give the token of each edition that this browser has a place in."""
    return dict(session.get("places", []))
