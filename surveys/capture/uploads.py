"""Photos and voice notes given as answers: sealed while in a draft, then the response's, written down by staff."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from surveys.audit import record_act
from surveys.capture.contributions import add_answer_contribution
from surveys.capture.drafts import Draft, save_answer
from surveys.capture.editions import questionnaire_of
from surveys.capture.media_files import MediaFile, refusal
from surveys.clock import date_in_england
from surveys.definitions import Question, UploadQuestion, Value, pipe
from surveys.errors import AlreadyDescribed
from surveys.models import Account, Answer, AuditEvent, Contribution, Programme, QuestionnaireEdition, Response, Upload
from surveys.values import UploadKind

OPENED = "open upload"
_KEY_BYTES = 16
_MARKS = {UploadKind.PHOTO: "(photo, described by staff)", UploadKind.VOICE: "(voice note, written down by staff)"}


@dataclass(frozen=True)
class SentUpload:
    """A photo or voice note with the response it came with, and what was asked; staff never see the draft's."""

    upload: Upload
    response: Response
    question: str


def kind_of(value: str) -> UploadKind:
    """Tell what an answer to an upload question is: its value begins with that."""
    return UploadKind(value.split("-", 1)[0])


def keep_upload(session: Session, draft: Draft, question: UploadQuestion, media: MediaFile, *, on: date) -> Upload:
    """Seal a file with the draft's key and make it the answer, in place of an earlier one.

    Raises:
        InvalidAnswer: the question asks for another kind of file.
    """
    if media.kind not in question.accepts:
        raise refusal(question.accepts)
    _delete_from(session, draft, question)
    upload = Upload(
        key=f"{media.kind}-{secrets.token_urlsafe(_KEY_BYTES)}",
        draft_id=draft.id,
        question_key=question.key,
        kind=media.kind,
        media_type=media.media_type,
        content=draft.key.seal(media.content),
    )
    session.add(upload)
    session.flush()
    save_answer(session.connection(), draft, question, upload.key, on=on)
    return upload


def remove_upload(session: Session, draft: Draft, question: UploadQuestion, *, on: date) -> None:
    """Delete the file and leave the question blank."""
    _delete_from(session, draft, question)
    save_answer(session.connection(), draft, question, None, on=on)


def find_draft_upload(session: Session, draft: Draft, question: Question) -> MediaFile | None:
    """Open the file that a draft holds for a question."""
    upload = session.scalar(_in_draft(draft).where(Upload.question_key == question.key))
    return MediaFile(upload.kind, upload.media_type, draft.key.unseal(upload.content)) if upload else None


def hand_over_uploads(session: Session, draft: Draft, response: Response) -> None:
    """Unseal the files that are answers of the response and give them to it; the others are deleted."""
    kept = [answer.value for answer in response.answers]
    for upload in session.scalars(_in_draft(draft)).all():
        if upload.key in kept:
            upload.content = draft.key.unseal(upload.content)
            upload.draft_id, upload.response_id = None, response.id
        else:
            session.delete(upload)
    session.flush()


def list_sent_uploads(session: Session, programme: Programme, *, most: int, skip: int = 0) -> list[SentUpload]:
    """List the photos and voice notes of a programme: those that wait to be written down first, the oldest first."""
    is_done = or_(Upload.description.is_not(None), Upload.deleted_on.is_not(None))
    query = _sent(programme).order_by(is_done, Upload.id).limit(most).offset(skip)
    return [_in_full(upload, response) for upload, response in session.execute(query)]


def find_sent_upload(session: Session, programme: Programme, upload_id: int) -> SentUpload | None:
    """Find a photo or voice note of a programme."""
    row = session.execute(_sent(programme).where(Upload.id == upload_id)).one_or_none()
    return _in_full(*row) if row else None


def find_described(session: Session, sent: SentUpload) -> Contribution | None:
    """Find the contribution that was made of what staff wrote down."""
    return session.scalar(select(Contribution).where(Contribution.answer_id == _answer_of(sent).id))


def describe_upload(session: Session, sent: SentUpload, text: str, *, by: Account) -> Contribution:
    """Keep what a photo shows or a voice note says, once and for all, and make a contribution of it.

    Raises:
        AlreadyDescribed: somebody has written it down, or deleted it.
    """
    upload = session.get_one(Upload, sent.upload.id, with_for_update=True, populate_existing=True)
    if upload.description is not None or upload.deleted_on is not None:
        raise AlreadyDescribed(upload.key)
    upload.description, upload.described_by_id = text, by.id
    contribution = add_answer_contribution(
        session,
        _answer_of(sent),
        text=text,
        question=f"{sent.question} {_MARKS[upload.kind]}",
        group=questionnaire_of(sent.response.edition).group_of(_values(sent.response)),
        said_on=date_in_england(sent.response.submitted_at_utc),
    )
    session.flush()
    return contribution


def delete_upload(session: Session, sent: SentUpload, *, on: date) -> None:
    """Delete a file that nobody should have to see; that there was one stays, and what was written down of it."""
    sent.upload.content, sent.upload.deleted_on = b"", on
    session.flush()


def record_opening(session: Session, upload: Upload, *, programme: Programme, by: Account, at: datetime) -> None:
    """Write down who opened a file: once an hour, since a player asks for the same sound stretch by stretch."""
    known = select(AuditEvent.id).where(
        AuditEvent.act == OPENED,
        AuditEvent.account_id == by.id,
        AuditEvent.subject_id == upload.id,
        AuditEvent.at_utc > at - timedelta(hours=1),
    )
    if session.scalar(known.limit(1)) is None:
        record_act(session, OPENED, by=by, at=at, programme=programme, subject=upload)


def _in_draft(draft: Draft) -> Select[Upload]:
    """Look for the files of a draft."""
    return select(Upload).where(Upload.draft_id == draft.id)


def _delete_from(session: Session, draft: Draft, question: UploadQuestion) -> None:
    """Delete what a draft holds for a question."""
    session.execute(delete(Upload).where(Upload.draft_id == draft.id, Upload.question_key == question.key))


def _sent(programme: Programme) -> Select[Upload, Response]:
    """Look for uploads with their responses, editions and answers."""
    return (
        select(Upload, Response)
        .join(Response, Upload.response_id == Response.id)
        .join(QuestionnaireEdition, Response.edition_id == QuestionnaireEdition.id)
        .options(contains_eager(Response.edition), selectinload(Response.answers))
        .where(QuestionnaireEdition.programme_id == programme.id)
    )


def _in_full(upload: Upload, response: Response) -> SentUpload:
    """Add what was asked, in the words of the questionnaire's own language."""
    questionnaire = questionnaire_of(response.edition)
    asked = questionnaire.find_question(upload.question_key)
    heading = pipe(asked, _values(response), questionnaire).heading() if asked else ""
    return SentUpload(upload, response, heading)


def _values(response: Response) -> dict[str, Value]:
    """Give the answers of a response by question."""
    return {answer.question_key: answer.value for answer in response.answers}


def _answer_of(sent: SentUpload) -> Answer:
    """Give the answer that an upload is."""
    return next(answer for answer in sent.response.answers if answer.value == sent.upload.key)
