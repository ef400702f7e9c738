"""Batches of paper forms: opened, checked by a sample, closed."""

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.capture.keying import SAMPLE_PERCENT, close_batch, draw_sample, open_batch
from surveys.errors import BatchClosed, CheckMissing
from surveys.values import Mark, Role
from webapp.clock import now
from webapp.extensions import db
from webapp.filters import words
from webapp.forms.paper import BatchForm, CloseForm, SampleForm
from webapp.security import current_account, current_roles
from webapp.views.paper.ways import current_batch, current_edition, may_capture, page, record, secret

LEADS = frozenset({Role.PROGRAMME_LEAD, Role.ADMINISTRATOR})


@may_capture
def start_batch(programme_key: str, survey_key: str, version: int) -> str | Response:
    """Open a batch for the paper forms of one edition."""
    edition, account = current_edition(), current_account()
    form = BatchForm(sample_percent=SAMPLE_PERCENT)
    if form.validate_on_submit():
        batch = open_batch(db.session, edition, by=account, at=now(), sample_percent=form.sample_percent.number())
        record("open batch", batch)
        db.session.commit()
        return redirect(page("key_next", batch_number=batch.number))
    return render_template("paper/open_batch.html", edition=edition, form=form)


@may_capture
def show_batch(programme_key: str, batch_number: int) -> str | Response:
    """Show what was keyed and what is still to do; choose the forms that are keyed again."""
    batch = current_batch()
    form = SampleForm()
    if form.validate_on_submit():
        try:
            drawn = draw_sample(db.session, batch, at=now())
        except (BatchClosed, CheckMissing):
            return redirect(page("show_batch", batch_number=batch.number))
        record("draw sample", batch)
        db.session.commit()
        if drawn:
            numbers = ", ".join(_number(batch.number, each.number) for each in drawn)
            flash(f"To be keyed again by somebody else: {numbers}")
        return redirect(page("show_batch", batch_number=batch.number))
    marks = {mark.value: words(mark) for mark in Mark}
    return render_template("paper/batch.html", batch=batch, form=form, by=current_account(), marks=marks)


@may_capture
def close(programme_key: str, batch_number: int) -> str | Response:
    """Make responses of the forms; after that nothing leads from a piece of paper to a response."""
    batch = current_batch()
    form = CloseForm()
    waiting = [each for each in batch.forms if each.is_sampled and not each.agreed]
    is_ready = bool(batch.sampled_at_utc) and not waiting
    may_close = bool(batch.forms) and not batch.closed_at_utc and (is_ready or bool(current_roles() & LEADS))
    if may_close and form.validate_on_submit():
        count = close_batch(
            db.session, batch, secret=secret(), by=current_account(), at=now(), goes_without=not is_ready
        )
        record("close batch" if is_ready else "close batch unchecked", batch)
        db.session.commit()
        flash(f"Batch {batch.number} is closed: {count} form{'' if count == 1 else 's'} counted")
        return redirect(page("show_batch", batch_number=batch.number))
    if not may_close:
        return redirect(page("show_batch", batch_number=batch.number))
    return render_template("paper/close.html", batch=batch, form=form, waiting=waiting, is_ready=is_ready)


def _number(batch_number: int, form_number: int) -> str:
    """Write the number of a paper form as it stands on the paper."""
    return f"{batch_number}-{form_number}"


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    address = "/surveys/<survey_key>/<int:version>/batch"
    blueprint.add_url_rule(address, "start_batch", start_batch, methods=["GET", "POST"])
    blueprint.add_url_rule("/batches/<int:batch_number>", "show_batch", show_batch, methods=["GET", "POST"])
    blueprint.add_url_rule("/batches/<int:batch_number>/close", "close", close, methods=["GET", "POST"])
