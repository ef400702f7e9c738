"""Workshops: opened, filled with notes, closed."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.capture.workshops import (
    add_vote,
    close_workshop,
    find_latest_note,
    find_note,
    find_workshop,
    list_notes,
    list_workshops,
    open_workshop,
    record_note,
)
from surveys.errors import AlreadyRecorded, WorkshopClosed
from surveys.models import Note, Workshop
from surveys.values import Group, Role
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.base import EXPIRED
from webapp.forms.workshops import CloseForm, NoteForm, VoteForm, WorkshopForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("workshops", __name__, url_prefix="/programmes/<programme_key>/workshops")
may_capture = allow(Role.FACILITATOR, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

CLOSED = "This workshop is closed and takes no more notes. Copy your words from here if you need them elsewhere"
RECORDED = "You recorded a note from this page already. If this is another one, press the button again"


@blueprint.get("")
@may_capture
def show_all(programme_key: str) -> str:
    """List the programme's workshops."""
    return render_template("workshops/list.html", workshops=list_workshops(db.session, current_programme()))


@blueprint.route("/open", methods=["GET", "POST"])
@may_capture
def start(programme_key: str) -> str | Response:
    """Open a workshop."""
    form = WorkshopForm()
    if form.validate_on_submit():
        programme, account = current_programme(), current_account()
        workshop = open_workshop(db.session, programme, form.plan(), by=account)
        record_act(db.session, "open workshop", by=account, at=now(), programme=programme, subject=workshop)
        db.session.commit()
        return redirect(url_for(".show_notes", programme_key=programme_key, workshop_id=workshop.id))
    return render_template("workshops/open.html", form=form, groups=list(Group))


@blueprint.route("/<int:workshop_id>", methods=["GET", "POST"])
@may_capture
def show_notes(programme_key: str, workshop_id: int) -> str | Response:
    """Record a note, and show those recorded so far."""
    workshop = _workshop(workshop_id)
    form = _note_form(workshop)
    if form.validate_on_submit():
        try:
            record_note(db.session, workshop, form.entry(), by=current_account(), at=now())
        except WorkshopClosed:
            form.add_error("text", CLOSED)
        except AlreadyRecorded:
            form.client_key.data = str(uuid.uuid4())
            form.add_error("text", RECORDED)
        else:
            db.session.commit()
            return redirect(url_for(".show_notes", programme_key=programme_key, workshop_id=workshop.id, saved="yes"))
    return _notes_page(workshop, form)


@blueprint.post("/<int:workshop_id>/votes")
@may_capture
def vote(programme_key: str, workshop_id: int) -> str | Response:
    """Count one more vote for the note that the button names."""
    workshop = _workshop(workshop_id)
    note = find_note(db.session, workshop, request.form.get("note", 0, type=int)) or abort(404)
    if not VoteForm(prefix="vote").validate_on_submit():
        form = NoteForm(formdata=None)
        _fill(form, workshop)
        form.add_error("text", EXPIRED)
        return _notes_page(workshop, form)
    try:
        add_vote(db.session, note)
        db.session.commit()
    except WorkshopClosed:
        db.session.rollback()
    address = url_for(".show_notes", programme_key=programme_key, workshop_id=workshop_id, _anchor=f"note-{note.id}")
    return redirect(address)


@blueprint.route("/<int:workshop_id>/close", methods=["GET", "POST"])
@may_capture
def close(programme_key: str, workshop_id: int) -> str | Response:
    """Close a workshop, after saying what that means."""
    workshop = _workshop(workshop_id)
    form = CloseForm()
    if form.validate_on_submit():
        close_workshop(db.session, workshop, at=now())
        record_act(
            db.session,
            "close workshop",
            by=current_account(),
            at=now(),
            programme=current_programme(),
            subject=workshop,
        )
        db.session.commit()
        flash("The workshop is closed. Its notes are being tagged")
        return redirect(url_for(".show_notes", programme_key=programme_key, workshop_id=workshop.id))
    count = len(list_notes(db.session, workshop))
    return render_template("workshops/close.html", form=form, workshop=workshop, note_count=count)


def _workshop(workshop_id: int) -> Workshop:
    """Give a workshop of the current programme, or say that there is none."""
    return find_workshop(db.session, current_programme(), workshop_id) or abort(404)


def _note_form(workshop: Workshop) -> NoteForm:
    """Make the form of a note."""
    form = NoteForm()
    _fill(form, workshop)
    return form


def _fill(form: NoteForm, workshop: Workshop) -> None:
    """Offer the workshop's choices; on an untouched form, choose what was chosen last."""
    form.offer(workshop)
    if request.method == "POST" and form.text.raw_data is not None:
        return
    form.client_key.data = str(uuid.uuid4())
    latest = find_latest_note(db.session, workshop, by=current_account())
    if latest is not None:
        _choose_as(form, latest)


def _choose_as(form: NoteForm, note: Note) -> None:
    """Choose what was chosen for a note."""
    form.prompt.data = str(note.prompt_id)
    form.group.data = note.group.value
    form.table_number.data = str(note.table_number)
    form.wording.data = note.wording.value


def _notes_page(workshop: Workshop, form: NoteForm) -> str:
    """Show the notes of a workshop with the form for the next one."""
    notes = list_notes(db.session, workshop)
    return render_template(
        "workshops/notes.html",
        form=form,
        vote_form=VoteForm(prefix="vote", formdata=None),
        workshop=workshop,
        notes=notes,
        is_saved=request.method == "GET" and "saved" in request.args and bool(notes),
    )
