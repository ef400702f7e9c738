"""The second keying: a form of the sample keyed by somebody else, and the differences settled."""

from datetime import date
from enum import StrEnum

from flask import Blueprint, abort, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.capture.keyed import choices_of, read_keyed
from surveys.capture.keying import sheet_of
from surveys.capture.second_keying import PREFIX, Difference, agree, differences_of, key_again
from surveys.definitions.sheets import Sheet
from surveys.errors import KeyedAlready, NotWhileOpen, SameKeyer
from surveys.models import PaperBatch, PaperForm
from surveys.values import Format, Language
from webapp.clock import now, today
from webapp.extensions import db
from webapp.filters import long_date, words
from webapp.forms.keying import CONSENT_CHOICES, WHO_CHOICES, KeyingForm, keying_form
from webapp.forms.paper import differences_form
from webapp.security import current_account
from webapp.views.paper.keying import CAME_TOO_LATE, show_keying
from webapp.views.paper.ways import current_batch, current_form, may_capture, page, record, secret

LABELS = {
    "received_on": "The day it came",
    "language": "Language of the paper",
    "form": "Format",
    "answered_by": "Who gave these answers?",
    "consent": "May we quote your words?",
}
BLANK = "Left blank"


@may_capture
def again(programme_key: str, batch_number: int, form_number: int) -> str | Response:
    """Key a form of the sample a second time, without seeing the first."""
    batch = current_batch()
    kept = current_form(batch)
    if not kept.is_sampled or kept.second is not None:
        return redirect(page("show_batch", batch_number=batch.number))
    if kept.keyed_by_id == current_account().id:
        flash(f"You keyed form {batch.number}-{kept.number} first. Somebody else must key it again")
        return redirect(page("show_batch", batch_number=batch.number))
    form = keying_form(sheet_of(batch.edition), today=today())
    if form.validate_on_submit() and (found := _keep(form, kept)) is not None:
        db.session.commit()
        return redirect(_after(batch, kept, found))
    return show_keying(form, batch, f"Key form {batch.number}-{kept.number} again", is_second=True)


@may_capture
def differences(programme_key: str, batch_number: int, form_number: int) -> str | Response:
    """Show what two people keyed differently, and keep what the paper says."""
    batch = current_batch()
    kept = current_form(batch)
    if kept.second is None or kept.agreed is not None:
        abort(404)
    sheet = sheet_of(batch.edition)
    found = differences_of(kept, secret=secret())
    form = differences_form(
        (
            each.key,
            _label(sheet, each.key),
            f"First keying: {_shown(sheet, each.key, each.first)}",
            f"Second keying: {_shown(sheet, each.key, each.second)}",
        )
        for each in found
    )
    if form.validate_on_submit():
        agree(db.session, kept, form.second_counts(), secret=secret(), at=now())
        record("settle keying", kept)
        db.session.commit()
        flash(f"Form {batch.number}-{kept.number} is settled")
        return redirect(page("show_batch", batch_number=batch.number))
    return render_template("paper/differences.html", batch=batch, kept=kept, form=form, sheet=sheet)


def _keep(form: KeyingForm, kept: PaperForm) -> list[Difference] | None:
    """Keep the second keying; None when it could not be kept, which the page then says."""
    try:
        return key_again(db.session, kept, form.keyed(), secret=secret(), by=current_account(), at=now())
    except NotWhileOpen:
        form.add_error("received_on", CAME_TOO_LATE)
    except (KeyedAlready, SameKeyer):
        form.add_error("received_on", "Somebody keyed this form a second time meanwhile. There is nothing left to do")
    return None


def _after(batch: PaperBatch, kept: PaperForm, found: list[Difference]) -> str:
    """Give the page that follows a second keying."""
    if found:
        return page("differences", batch_number=batch.number, form_number=kept.number)
    flash(f"Form {batch.number}-{kept.number}: both say the same")
    return page("show_batch", batch_number=batch.number)


def _label(sheet: Sheet, key: str) -> str:
    """Name a field for people."""
    if key.startswith(PREFIX):
        return LABELS[key.removeprefix(PREFIX)]
    numbers = {question.key: entry.number for entry in sheet.entries for question in entry.questions()}
    asked = sheet.questionnaire.find_question(key)
    return f"{numbers[key]}. {asked.heading() if asked else key}"


def _shown(sheet: Sheet, key: str, typed: str) -> str:
    """Show what was keyed, with what it means."""
    if key.startswith(PREFIX):
        return _beside(key.removeprefix(PREFIX), typed)
    entry, question = next(
        (entry, question) for entry in sheet.entries for question in entry.questions() if question.key == key
    )
    reading = read_keyed(question, choices_of(entry, question), typed)
    if reading.mark is not None:
        return words(reading.mark)
    said = "" if reading.value is None else question.words(reading.value).replace("\n", ", ")
    return f"{typed} ({said})" if said and said != typed else typed or BLANK


def _beside(name: str, typed: str) -> str:
    """Show what was keyed beside the questions."""
    kinds: dict[str, type[StrEnum]] = {"language": Language, "form": Format}
    if name in kinds:
        return words(kinds[name](typed))
    if name == "received_on":
        return long_date(date.fromisoformat(typed))
    choices = WHO_CHOICES if name == "answered_by" else CONSENT_CHOICES
    return next((f"{choice.code} ({choice.text})" for choice in choices if choice.code == typed), typed)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    form = "/batches/<int:batch_number>/forms/<int:form_number>"
    blueprint.add_url_rule(f"{form}/again", "again", again, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{form}/differences", "differences", differences, methods=["GET", "POST"])
