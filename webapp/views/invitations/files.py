"""Files of contacts: chosen, checked by eye, taken in whole, and taken back while nobody was invited."""

from flask import Blueprint, abort, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.capture.contact_files import CheckedContacts
from surveys.capture.contact_imports import (
    check_import,
    count_import,
    drop_import,
    find_import,
    is_used,
    propose_import,
    take_in,
    undo_import,
)
from surveys.errors import AlreadyInvited, InvalidContacts, UnreadableFile
from surveys.models import ContactImport
from surveys.values import Group
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.contacts import CheckFileForm, FileForm, SureForm
from webapp.security import current_account, current_programme
from webapp.views.invitations.access import leads, page, record

SHOWN = 20
"""People and problems shown of a file; all of a small one."""


@leads
def add_file(programme_key: str) -> str | Response:
    """Choose a file; nothing is taken in before it was looked at."""
    form = FileForm()
    if form.validate_on_submit():
        name, content = form.upload()
        group, by = Group(form.group.data), current_account()
        try:
            waiting = propose_import(db.session, current_programme(), content, name=name, group=group, by=by, at=now())
        except UnreadableFile as error:
            db.session.rollback()
            form.add_error("file", f"This file cannot be read. {error}")
        else:
            db.session.commit()
            return redirect(page("show_file", import_id=waiting.id))
    return render_template("invitations/add_file.html", form=form)


@leads
def show_file(programme_key: str, import_id: int) -> str | Response:
    """Show what is in a file that waits, and take it in; or what became of it."""
    file = _file(import_id)
    if file.is_taken_in:
        count = count_import(db.session, file)
        return render_template("invitations/file.html", file=file, count=count, is_used=is_used(db.session, file))
    form = CheckFileForm()
    if form.validate_on_submit():
        return _drop(file) if form.drop.data else _take_in(file)
    checked = check_import(db.session, current_programme(), file, on=today())
    return _show(file, form, checked)


@leads
def undo_file(programme_key: str, import_id: int) -> str | Response:
    """Take a file back, after asking."""
    file, form = _file(import_id), SureForm()
    if not file.is_taken_in:
        abort(404)
    if form.validate_on_submit():
        try:
            record("undo contacts", file)
            count = undo_import(db.session, file)
        except AlreadyInvited:
            db.session.rollback()
            return redirect(page("show_file", import_id=import_id))
        db.session.commit()
        flash(f"{count:,} contacts are taken back")
        return redirect(page("show_all"))
    return render_template("invitations/undo.html", form=form, file=file, count=count_import(db.session, file))


def _file(import_id: int) -> ContactImport:
    """Give the file that the address names."""
    return find_import(db.session, current_programme(), import_id) or abort(404)


def _show(file: ContactImport, form: CheckFileForm, checked: CheckedContacts) -> str:
    """Render what is in a file."""
    return render_template("invitations/check_file.html", file=file, form=form, checked=checked, shown=SHOWN)


def _drop(file: ContactImport) -> Response:
    """Throw a file away."""
    drop_import(db.session, file)
    db.session.commit()
    return redirect(page("show_all"))


def _take_in(file: ContactImport) -> Response:
    """Take a file in; one that changed its state meanwhile is shown again."""
    try:
        count = take_in(db.session, current_programme(), file, on=today())
    except InvalidContacts:
        db.session.rollback()
        return redirect(page("show_file", import_id=file.id))
    record("take in contacts", file)
    db.session.commit()
    flash(f"{count:,} contacts are taken in")
    return redirect(page("show_contacts"))


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/contacts/file", "add_file", add_file, methods=both)
    blueprint.add_url_rule("/contacts/files/<int:import_id>", "show_file", show_file, methods=both)
    blueprint.add_url_rule("/contacts/files/<int:import_id>/undo", "undo_file", undo_file, methods=both)
