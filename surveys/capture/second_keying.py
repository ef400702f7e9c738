"""The second keying of a sample of paper forms: by somebody else, without seeing the first, and then compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.capture.keyed import KeyedForm, read_form
from surveys.capture.keying import check_received, seal, sheet_of, unseal
from surveys.definitions import TextQuestion
from surveys.definitions.sheets import Sheet
from surveys.errors import BatchClosed, KeyedAlready, SameKeyer
from surveys.models import Account, PaperForm

BESIDE = ("received_on", "language", "form", "answered_by", "consent")
"""What is keyed beside the questions, and compared too."""

PREFIX = "beside_"
"""Stands before their names; no question's key has an underscore."""


@dataclass(frozen=True)
class Difference:
    """One field that two people keyed differently; `key` is the question's, or one of `BESIDE` after `beside_`."""

    key: str
    first: str
    second: str


def key_again(
    session: Session, form: PaperForm, keyed: KeyedForm, *, secret: str, by: Account, at: datetime
) -> list[Difference]:
    """Keep what a second person keyed of a form in the sample; where both say the same, it is agreed.

    Raises:
        SameKeyer: the same person keyed it first.
        KeyedAlready: somebody keyed it a second time meanwhile, or it is not in the sample.
        NotWhileOpen: it came on a day on which the survey took no answers.
    """
    if form.keyed_by_id == by.id:
        raise SameKeyer(str(form.number))
    if form.second is not None or not form.is_sampled:
        raise KeyedAlready(str(form.number))
    check_received(form.batch, keyed)
    sheet = sheet_of(form.batch.edition)
    first = unseal(form, form.first, secret=secret)
    found = compare_forms(sheet, first, keyed)
    form.second, form.second_by_id = seal(form, keyed, secret=secret), by.id
    form.compared_count = count_compared(sheet, first, keyed)
    form.difference_count = len(found)
    if not found:
        form.agreed, form.agreed_at_utc = form.first, at
    session.flush()
    return found


def agree(session: Session, form: PaperForm, second_counts: Mapping[str, bool], *, secret: str, at: datetime) -> None:
    """Settle the differences; a key that `second_counts` calls true is as in the second keying, others as in the first.

    Raises:
        BatchClosed: there is nothing to settle.
    """
    if form.second is None or form.agreed is not None:
        raise BatchClosed(str(form.number))
    first, second = unseal(form, form.first, secret=secret), unseal(form, form.second, secret=secret)
    chosen = {key for key, is_second in second_counts.items() if is_second}
    typed = {**first.typed, **{key: second.typed.get(key, "") for key in chosen if not key.startswith(PREFIX)}}
    beside = {name: getattr(second, name) for name in BESIDE if PREFIX + name in chosen}
    agreed = replace(first, **beside, typed={key: text for key, text in typed.items() if text})
    form.agreed, form.agreed_at_utc = seal(form, agreed, secret=secret), at
    session.flush()


def differences_of(form: PaperForm, *, secret: str) -> list[Difference]:
    """List what two people keyed differently; empty before the second keying."""
    if form.second is None:
        return []
    first, second = unseal(form, form.first, secret=secret), unseal(form, form.second, secret=secret)
    return compare_forms(sheet_of(form.batch.edition), first, second)


def compare_forms(sheet: Sheet, first: KeyedForm, second: KeyedForm) -> list[Difference]:
    """List the fields that do not say the same, those beside the questions first.

    Codes are compared by what they mean, words without regard to capitals and blanks.
    """
    beside = [
        Difference(PREFIX + name, str(getattr(first, name)), str(getattr(second, name)))
        for name in BESIDE
        if getattr(first, name) != getattr(second, name)
    ]
    one, other = _said(sheet, first), _said(sheet, second)
    fields = [
        Difference(key, first.typed.get(key, ""), second.typed.get(key, "")) for key in one if one[key] != other[key]
    ]
    return beside + fields


def count_compared(sheet: Sheet, first: KeyedForm, second: KeyedForm) -> int:
    """Count the fields that either of two people keyed something for."""
    one, other = _said(sheet, first), _said(sheet, second)
    return len(BESIDE) + sum(1 for key in one if one[key] != _NOTHING or other[key] != _NOTHING)


_NOTHING = ("", "")


def _said(sheet: Sheet, keyed: KeyedForm) -> dict[str, tuple[str, str]]:
    """Give what each field says in a form that can be compared: value and mark, both empty when left blank."""
    said = {}
    for key, reading in read_form(sheet, keyed.typed).items():
        question = sheet.questionnaire.find_question(key)
        value = "" if reading.value is None else str(reading.value)
        is_words = isinstance(question, TextQuestion)
        said[key] = (" ".join(value.casefold().split()) if is_words else value, reading.mark or "")
    return said
