"""Keying paper forms in batches: keyed, a sample of them keyed again by somebody else, then made into responses.

Until a batch is closed its forms are sealed under the server's secret and can be corrected by their number. Closing
makes a response of each, in random order, and deletes the forms: nothing leads from a piece of paper to a response.
"""

import json
import math
import secrets
from collections import Counter
from datetime import UTC, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.capture.drafts import start_draft
from surveys.capture.editions import is_open, questionnaire_of
from surveys.capture.keyed import KeyedForm, Reading, answers_of, list_not_asked, read_form
from surveys.capture.responses import make_response
from surveys.capture.sealing import DraftKey
from surveys.definitions import QUOTE_CONSENT, Value
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.definitions.sheets import Sheet, lay_out
from surveys.errors import BatchClosed, CheckMissing, KeyedAlready, NotWhileOpen
from surveys.models import Account, PaperBatch, PaperForm, Programme, QuestionnaireEdition
from surveys.values import Channel, Mark

SAMPLE_PERCENT = 10
LEAST_SAMPLE = 2
"""Forms keyed a second time, of a batch however small."""


def open_batch(
    session: Session,
    edition: QuestionnaireEdition,
    *,
    by: Account,
    at: datetime,
    sample_percent: int = SAMPLE_PERCENT,
) -> PaperBatch:
    """Open a batch for forms of an edition, under the programme's next number."""
    highest = select(func.max(PaperBatch.number)).where(PaperBatch.programme_id == edition.programme_id)
    batch = PaperBatch(
        programme_id=edition.programme_id,
        number=(session.scalar(highest) or 0) + 1,
        edition=edition,
        sample_percent=sample_percent,
        opened_by_id=by.id,
        opened_at_utc=at,
        marks={},
    )
    session.add(batch)
    session.flush()
    return batch


def list_batches(session: Session, programme: Programme) -> list[PaperBatch]:
    """List the batches of a programme, the newest first."""
    query = select(PaperBatch).where(PaperBatch.programme_id == programme.id)
    return list(session.scalars(query.order_by(PaperBatch.number.desc())))


def find_batch(session: Session, programme: Programme, number: int) -> PaperBatch | None:
    """Find a batch by its number."""
    return session.scalar(
        select(PaperBatch).where(PaperBatch.programme_id == programme.id, PaperBatch.number == number)
    )


def find_form(session: Session, batch: PaperBatch, number: int) -> PaperForm | None:
    """Find a form of an open batch by its number."""
    return session.scalar(select(PaperForm).where(PaperForm.batch_id == batch.id, PaperForm.number == number))


def next_number(session: Session, batch: PaperBatch) -> int:
    """Give the number that the next form of a batch gets."""
    highest = session.scalar(select(func.max(PaperForm.number)).where(PaperForm.batch_id == batch.id))
    return (highest or 0) + 1


def sheet_of(edition: QuestionnaireEdition) -> Sheet:
    """Give the paper of an edition, in its own language."""
    return lay_out(questionnaire_of(edition))


def add_form(
    session: Session, batch: PaperBatch, number: int, keyed: KeyedForm, *, secret: str, by: Account, at: datetime
) -> PaperForm:
    """Keep a form that was keyed for the first time.

    Raises:
        BatchClosed: no more forms are added once the sample is drawn.
        KeyedAlready: somebody else took the number meanwhile.
        NotWhileOpen: it came on a day on which the survey took no answers.
    """
    if batch.sampled_at_utc or batch.closed_at_utc:
        raise BatchClosed(str(batch.number))
    check_received(batch, keyed)
    if find_form(session, batch, number) is not None:
        raise KeyedAlready(f"{batch.number}-{number}")
    form = PaperForm(batch=batch, number=number, keyed_by_id=by.id, keyed_at_utc=at, first=b"")
    form.first = seal(form, keyed, secret=secret)
    session.add(form)
    session.flush()
    return form


def correct_form(session: Session, form: PaperForm, keyed: KeyedForm, *, secret: str) -> None:
    """Change what was keyed, while the paper is at hand.

    Raises:
        KeyedAlready: the form is in the sample; two keyings are compared instead.
        NotWhileOpen: it came on a day on which the survey took no answers.
    """
    if form.is_sampled:
        raise KeyedAlready(str(form.number))
    check_received(form.batch, keyed)
    form.first = seal(form, keyed, secret=secret)
    session.flush()


def check_received(batch: PaperBatch, keyed: KeyedForm) -> None:
    """Refuse a form that came when the survey took no answers."""
    if not is_open(batch.edition, on=keyed.received_on):
        raise NotWhileOpen(batch.edition.key)


def draw_sample(session: Session, batch: PaperBatch, *, at: datetime) -> list[PaperForm]:
    """Choose at random the forms that somebody else keys again; no more are added to the batch from now on.

    Raises:
        BatchClosed: the sample is drawn already.
        CheckMissing: there is no form to draw from.
    """
    if batch.sampled_at_utc or batch.closed_at_utc:
        raise BatchClosed(str(batch.number))
    if not batch.forms:
        raise CheckMissing(str(batch.number))
    share = math.ceil(len(batch.forms) * batch.sample_percent / 100)
    size = min(len(batch.forms), max(LEAST_SAMPLE, share)) if batch.sample_percent else 0
    drawn = secrets.SystemRandom().sample(batch.forms, size)
    for form in drawn:
        form.is_sampled = True
    batch.sampled_at_utc = at
    session.flush()
    return sorted(drawn, key=lambda form: form.number)


def close_batch(
    session: Session, batch: PaperBatch, *, secret: str, by: Account, at: datetime, goes_without: bool = False
) -> int:
    """Make responses of all forms of a batch and delete the forms; returns how many there were.

    `goes_without` closes it although not all of the sample was keyed again.

    Raises:
        BatchClosed: it is closed already.
        CheckMissing: no sample was drawn, or not all of it was keyed again and agreed.
    """
    if batch.closed_at_utc:
        raise BatchClosed(str(batch.number))
    is_checked = batch.sampled_at_utc and all(form.agreed for form in batch.forms if form.is_sampled)
    if not batch.forms or not (is_checked or goes_without):
        raise CheckMissing(str(batch.number))
    sheet, marks = sheet_of(batch.edition), Counter[tuple[str, str]]()
    forms = list(batch.forms)
    secrets.SystemRandom().shuffle(forms)
    for form in forms:
        keyed = final_of(form, secret=secret)
        readings = read_form(sheet, keyed.typed)
        answers = answers_of(sheet, readings)
        marks.update(_marks_of(sheet, readings, answers))
        _add_response(session, batch.edition, keyed, answers, secret=secret)
    _count(batch, forms, marks)
    batch.closed_at_utc, batch.closed_by_id = at, by.id
    batch.forms.clear()
    session.flush()
    return batch.form_count


def _add_response(
    session: Session, edition: QuestionnaireEdition, keyed: KeyedForm, answers: dict[str, Value], *, secret: str
) -> None:
    """Make a response of one form, as of noon of the day it came."""
    draft = start_draft(session.connection(), edition, secret=secret, on=keyed.received_on, channel=Channel.PAPER)
    draft.answers = {**answers, ANSWERED_BY: keyed.who.value, QUOTE_CONSENT: keyed.has_quote_consent}
    came_at = datetime.combine(keyed.received_on, time(12), tzinfo=UTC)
    make_response(session, draft, at=came_at, language=keyed.language, form=keyed.form)


def _marks_of(sheet: Sheet, readings: dict[str, Reading], answers: dict[str, Value]) -> list[tuple[str, str]]:
    """List question and mark for everything on paper that was not taken as an answer."""
    marked = [(key, reading.mark.value) for key, reading in readings.items() if reading.mark]
    return marked + [(key, Mark.NOT_ASKED.value) for key in list_not_asked(sheet, answers)]


def _count(batch: PaperBatch, forms: list[PaperForm], marks: Counter[tuple[str, str]]) -> None:
    """Keep the figures of a batch whose forms are about to go."""
    checked = [form for form in forms if form.agreed]
    batch.form_count = len(forms)
    batch.checked_count = len(checked)
    batch.compared_count = sum(form.compared_count for form in checked)
    batch.difference_count = sum(form.difference_count for form in checked)
    counted: dict[str, dict[str, int]] = {}
    for (key, mark), number in sorted(marks.items()):
        counted.setdefault(key, {})[mark] = number
    batch.marks = counted


def final_of(form: PaperForm, *, secret: str) -> KeyedForm:
    """Give what a form says in the end: what was agreed, or else what was keyed first."""
    return unseal(form, form.agreed or form.first, secret=secret)


def seal(form: PaperForm, keyed: KeyedForm, *, secret: str) -> bytes:
    """Seal a keyed form under the server's secret, bound to its place in the batch."""
    return _key(form, secret).seal(json.dumps(keyed.content(), ensure_ascii=False).encode())


def unseal(form: PaperForm, sealed: bytes, *, secret: str) -> KeyedForm:
    """Open a keyed form."""
    return KeyedForm.of(json.loads(_key(form, secret).unseal(sealed)))


def _key(form: PaperForm, secret: str) -> DraftKey:
    """Give the key of a form."""
    return DraftKey(f"paper {form.batch.programme_id} {form.batch.number} {form.number}", secret=secret)
