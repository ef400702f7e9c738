"""Responses: one person's answers, sent and closed, with nothing that says whose they are."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.contributions import add_answer_contribution
from surveys.capture.drafts import drop_draft, find_gap, given
from surveys.capture.editions import is_open, questionnaire_of
from surveys.capture.receipts import hash_receipt, make_receipt
from surveys.clock import date_in_england
from surveys.definitions import QUOTE_CONSENT, Question, TextQuestion, Value, find_path, keep_path
from surveys.errors import IncompleteResponse, SurveyClosed
from surveys.models import Answer, Draft, Programme, QuestionnaireEdition, Response


@dataclass(frozen=True)
class Sent:
    """A response, and the receipt code that only its respondent is ever shown."""

    response: Response
    receipt: str


def submit_response(session: Session, draft: Draft, *, at: datetime, receipt: str | None = None) -> Sent:
    """Make a response of a draft; its answers can no longer change, and the draft is gone.

    Keeps the answers on the respondent's path and makes a contribution of every free text among them. Without a
    receipt code, a random one is made.

    Raises:
        SurveyClosed: the survey takes no answers on this day.
        IncompleteResponse: a required question on the path, or the consent to quote, has no answer.
    """
    edition, answers, on = draft.edition, draft.answers, date_in_england(at)
    questionnaire = questionnaire_of(edition)
    if not is_open(edition, on=on):
        raise SurveyClosed(edition.key)
    gap = find_gap(questionnaire, answers)
    if gap is not None:
        raise IncompleteResponse(gap)
    receipt = receipt or make_receipt()
    response = Response(
        edition=edition,
        receipt_hash=hash_receipt(receipt),
        submitted_at_utc=at,
        language=questionnaire.language,
        has_quote_consent=answers[QUOTE_CONSENT],
    )
    session.add(response)
    kept = keep_path(questionnaire, given(answers))
    for question in find_path(questionnaire, kept):
        if question.key in kept:
            _add_answer(session, response, question, kept[question.key], said_on=on)
    drop_draft(session, draft)
    return Sent(response, receipt)


def find_response(session: Session, programme: Programme, *, receipt: str) -> Response | None:
    """Find the response that a receipt code belongs to, within one programme."""
    query = select(Response).join(QuestionnaireEdition, Response.edition_id == QuestionnaireEdition.id)
    return session.scalar(
        query.where(Response.receipt_hash == hash_receipt(receipt), QuestionnaireEdition.programme_id == programme.id)
    )


def _add_answer(session: Session, response: Response, question: Question, value: Value, *, said_on: date) -> None:
    """Add one answer, and its contribution if it is in the respondent's own words."""
    answer = Answer(response=response, question_key=question.key, value=value)
    session.add(answer)
    session.flush()
    if isinstance(question, TextQuestion):
        add_answer_contribution(
            session,
            answer,
            edition=response.edition,
            question=question.text,
            said_on=said_on,
            may_quote=response.has_quote_consent,
        )
