"""Keying one paper form: for the first time, or to correct what was keyed."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.capture.keyed import KeyedForm
from surveys.capture.keying import add_form, correct_form, next_number, sheet_of, unseal
from surveys.errors import BatchClosed, KeyedAlready, NotWhileOpen
from surveys.models import PaperBatch
from surveys.values import Format, Language
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.keying import KeyingForm, keying_form, typed_day
from webapp.security import current_account
from webapp.views.paper.ways import current_batch, current_form, may_capture, page, secret

CAME_TOO_LATE = (
    "The survey took no answers on this day. Check the day on which the form came. "
    "If it is right, put the form aside and tell the programme lead"
)
NO_MORE = (
    "This form was not saved: the batch takes no more forms, or somebody saved one under this number just now. "
    "Press the button again. If you see this once more, put the form into a new batch"
)


@may_capture
def key_next(programme_key: str, batch_number: int) -> str | Response:
    """Key the next form of a batch."""
    batch = current_batch()
    if batch.sampled_at_utc or batch.closed_at_utc:
        return redirect(page("show_batch", batch_number=batch.number))
    number = next_number(db.session, batch)
    form = keying_form(sheet_of(batch.edition), today=today(), held=_as_before(batch))
    if form.validate_on_submit() and _add(form, batch, number):
        db.session.commit()
        flash(_saved(batch, number))
        return redirect(page("key_next", batch_number=batch.number))
    return show_keying(form, batch, f"Key form {batch.number}-{number}", shown_number=number)


@may_capture
def correct(programme_key: str, batch_number: int, form_number: int) -> str | Response:
    """Change what was keyed of a form; one that is checked stays hidden from whoever keys it again."""
    batch = current_batch()
    kept = current_form(batch)
    if kept.is_sampled:
        abort(404)
    form = keying_form(sheet_of(batch.edition), today=today(), shown=unseal(kept, kept.first, secret=secret()))
    if form.validate_on_submit():
        try:
            correct_form(db.session, kept, form.keyed(), secret=secret())
        except NotWhileOpen:
            form.add_error("received_on", CAME_TOO_LATE)
        else:
            db.session.commit()
            flash(f"Form {batch.number}-{kept.number} is corrected")
            return redirect(page("show_batch", batch_number=batch.number))
    return show_keying(form, batch, f"Correct form {batch.number}-{kept.number}")


def show_keying(
    form: KeyingForm, batch: PaperBatch, title: str, *, shown_number: int | None = None, is_second: bool = False
) -> str:
    """Show the page on which a form is keyed; a new form is sent with the number that the page shows."""
    facts = {"shown_number": shown_number, "is_second": is_second}
    return render_template("paper/key.html", form=form, batch=batch, title=title, **facts)


def _add(form: KeyingForm, batch: PaperBatch, number: int) -> bool:
    """Keep the form; tells whether it was kept, and puts what is in the way on the page."""
    try:
        add_form(db.session, batch, number, form.keyed(), secret=secret(), by=current_account(), at=now())
    except NotWhileOpen:
        form.add_error("received_on", CAME_TOO_LATE)
    except (BatchClosed, KeyedAlready):
        form.add_error("received_on", NO_MORE)
    else:
        return True
    return False


def _saved(batch: PaperBatch, number: int) -> str:
    """Say under which number a form was saved; another one than the page showed, if somebody took that meanwhile."""
    if request.form.get("shown", str(number)) == str(number):
        return f"Form {batch.number}-{number} is saved. Write this number on the paper, if it is not there yet"
    return f"Somebody took the number meanwhile. This form is {batch.number}-{number}: change it on the paper"


def _as_before(batch: PaperBatch) -> dict[str, str]:
    """Give what is usually the same as on the form before: the day it came, its language and its format."""
    if not batch.forms:
        return {"language": Language.ENGLISH.value, "form": Format.STANDARD.value}
    last = batch.forms[-1]
    before: KeyedForm = unseal(last, last.first, secret=secret())
    return {"received_on": typed_day(before.received_on), "language": before.language.value, "form": before.form.value}


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    batch = "/batches/<int:batch_number>"
    blueprint.add_url_rule(f"{batch}/next", "key_next", key_next, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{batch}/forms/<int:form_number>", "correct", correct, methods=["GET", "POST"])
