"""Responses: one person's answers, sent and closed, with nothing that says whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.capture.answered import note_answered
from surveys.capture.contributions import add_answer_contribution
from surveys.capture.drafts import Draft, drop_draft, find_gap, given
from surveys.capture.editions import is_open, questionnaire_of
from surveys.capture.receipts import hash_receipt, make_receipt
from surveys.capture.uploads import hand_over_uploads
from surveys.clock import date_in_england
from surveys.definitions import (
    QUOTE_CONSENT,
    Question,
    TextQuestion,
    UploadQuestion,
    Value,
    aloud,
    find_path,
    keep_path,
    pipe,
)
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.errors import IncompleteResponse, SurveyClosed
from surveys.models import AboutYou, Answer, Programme, QuestionnaireEdition, Response
from surveys.values import AnsweredBy, Channel, Format, Group, Language


@dataclass(frozen=True)
class Sent:
    """A response, and the receipt code that only its respondent is ever shown."""

    response: Response
    receipt: str


def submit_response(
    session: Session,
    draft: Draft,
    *,
    at: datetime,
    receipt: str | None = None,
    language: Language = Language.ENGLISH,
    form: Format = Format.STANDARD,
) -> Sent:
    """Make a response of a draft; its answers can no longer change, and the draft is gone.

    Keeps the answers on the respondent's path and makes a contribution of every free text among them; what was said
    about the person is kept apart. Without a receipt code, a random one is made.

    Raises:
        SurveyClosed: the survey takes no answers on this day.
        IncompleteResponse: a required question on the path, or what stands beside them, has no answer.
    """
    edition = edition_of(session, draft)
    _check_complete(draft, edition, on=date_in_england(at))
    return make_response(session, draft, at=at, receipt=receipt, language=language, form=form)


def make_response(
    session: Session,
    draft: Draft,
    *,
    at: datetime,
    receipt: str | None = None,
    language: Language = Language.ENGLISH,
    form: Format = Format.STANDARD,
) -> Sent:
    """Make a response of a draft as it is, gaps and all: whoever answered on paper cannot be asked again."""
    edition, answers, on = edition_of(session, draft), draft.answers, date_in_england(at)
    questionnaire = questionnaire_of(edition)
    receipt = receipt or make_receipt()
    response = Response(
        edition=edition,
        receipt_hash=hash_receipt(receipt),
        submitted_at_utc=at,
        language=language,
        format=form,
        channel=draft.channel,
        answered_by=AnsweredBy(answers[ANSWERED_BY]),
        has_quote_consent=answers[QUOTE_CONSENT],
    )
    session.add(response)
    _add_answers(session, response, keep_path(questionnaire, given(answers)), said_on=on)
    if any(isinstance(question, UploadQuestion) for question in questionnaire.questions()):
        hand_over_uploads(session, draft, response)
    if draft.invitation is not None:
        note_answered(session, edition, draft.invitation)
    drop_draft(session.connection(), draft)
    return Sent(response, receipt)


def _check_complete(draft: Draft, edition: QuestionnaireEdition, *, on: date) -> None:
    """Refuse a draft that cannot be sent, or not on this day."""
    if not is_open(edition, on=on):
        raise SurveyClosed(edition.key)
    questionnaire = questionnaire_of(edition)
    gap = find_gap(aloud(questionnaire) if draft.channel is Channel.PHONE else questionnaire, draft.answers)
    if gap is not None:
        raise IncompleteResponse(gap)


def edition_of(session: Session, draft: Draft) -> QuestionnaireEdition:
    """Give the edition that a draft answers."""
    return session.get_one(QuestionnaireEdition, draft.edition_id)


def find_response(session: Session, programme: Programme, *, receipt: str) -> Response | None:
    """Find the response that a receipt code belongs to, within one programme."""
    query = select(Response).join(QuestionnaireEdition, Response.edition_id == QuestionnaireEdition.id)
    return session.scalar(
        query.where(Response.receipt_hash == hash_receipt(receipt), QuestionnaireEdition.programme_id == programme.id)
    )


def _add_answers(session: Session, response: Response, kept: Mapping[str, Value], *, said_on: date) -> None:
    """Add the answers on the path, and those about the person to a table of their own."""
    questionnaire = questionnaire_of(response.edition)
    about, group = {}, questionnaire.group_of(kept)
    for question in find_path(questionnaire, kept):
        if question.key not in kept:
            continue
        if questionnaire.section_of(question).apart:
            about[question.key] = kept[question.key]
        else:
            asked = pipe(question, kept, questionnaire)
            _add_answer(session, response, asked, kept[question.key], group=group, said_on=said_on)
    if about:
        session.add(AboutYou(edition_id=response.edition.id, answers=about))
    session.flush()


def _add_answer(
    session: Session, response: Response, question: Question, value: Value, *, group: Group, said_on: date
) -> None:
    """Add one answer, and its contribution if it is in the respondent's own words."""
    answer = Answer(response=response, question_key=question.key, value=value)
    session.add(answer)
    if isinstance(question, TextQuestion):
        add_answer_contribution(session, answer, question=question.heading(), group=group, said_on=said_on)
