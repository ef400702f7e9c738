"""One contact: added, shown, changed, what the person needs, forgotten."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.capture.contacts import (
    Person,
    add_contact,
    change_contact,
    delete_contact,
    set_needs,
    set_opted_out,
)
from surveys.capture.messages import list_history
from surveys.errors import ContactExists, ReachMissing
from surveys.models import Contact
from webapp.clock import today
from webapp.extensions import db
from webapp.forms.contacts import MISSING, ContactForm, NeedsForm, SureForm
from webapp.security import current_programme
from webapp.views.invitations.access import current_contact, leads, page, record

TWICE = "Somebody with this e-mail address, or this name and postal address, is a contact already"


@leads
def add(programme_key: str) -> str | Response:
    """Add one contact."""
    form = ContactForm()
    if form.validate_on_submit():
        contact = _keep(form, None)
        if contact is not None:
            return redirect(page("show_contact", contact_id=contact.id))
    return render_template("invitations/contact_form.html", form=form, contact=None)


@leads
def show_contact(programme_key: str, contact_id: int) -> str:
    """Show one contact: how to reach the person, the six steps, and what was sent."""
    contact = current_contact()
    history = list_history(db.session, contact)
    return render_template("invitations/contact.html", contact=contact, history=history, on=today())


@leads
def change(programme_key: str, contact_id: int) -> str | Response:
    """Change who a contact is and how to reach the person."""
    contact = current_contact()
    form = ContactForm(obj=contact, data={"opted_out": contact.opted_out_on is not None})
    if form.validate_on_submit() and _keep(form, contact) is not None:
        return redirect(page("show_contact", contact_id=contact_id))
    return render_template("invitations/contact_form.html", form=form, contact=contact)


@leads
def change_needs(programme_key: str, contact_id: int) -> str | Response:
    """Change what is known of a contact's communication needs."""
    contact = current_contact()
    form = NeedsForm(obj=contact)
    if request.method == "GET":
        form.show(contact)
    if form.validate_on_submit():
        set_needs(db.session, contact, form.entered(on=today()))
        record("change communication needs", contact)
        db.session.commit()
        flash(f"What {contact.name} needs is saved")
        return redirect(page("show_contact", contact_id=contact_id))
    return render_template("invitations/needs.html", form=form, contact=contact)


@leads
def delete(programme_key: str, contact_id: int) -> str | Response:
    """Forget a contact, after asking."""
    contact, form = current_contact(), SureForm()
    if form.validate_on_submit():
        record("delete contact", contact)
        delete_contact(db.session, contact)
        db.session.commit()
        flash("The contact is deleted, with every invitation")
        return redirect(page("show_contacts"))
    return render_template("invitations/delete.html", form=form, contact=contact)


def _keep(form: ContactForm, contact: Contact | None) -> Contact | None:
    """Add or change a contact; None when something is wrong, which the form then says."""
    try:
        kept = _save(form.person(), contact)
    except ReachMissing as error:
        form.add_error(error.part, MISSING[error.part])
    except ContactExists:
        form.add_error("email" if form.email.data else "name", TWICE)
    else:
        on = (kept.opted_out_on or today()) if form.opted_out.data else None
        set_opted_out(db.session, kept, on=on)
        record("change contact" if contact else "add contact", kept)
        db.session.commit()
        return kept
    db.session.rollback()
    return None


def _save(person: Person, contact: Contact | None) -> Contact:
    """Add or change."""
    if contact is None:
        return add_contact(db.session, current_programme(), person)
    change_contact(db.session, contact, person)
    return contact


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/new-contact", "add", add, methods=both)
    blueprint.add_url_rule("/contacts/<int:contact_id>", "show_contact", show_contact)
    blueprint.add_url_rule("/contacts/<int:contact_id>/edit", "change", change, methods=both)
    blueprint.add_url_rule("/contacts/<int:contact_id>/needs", "change_needs", change_needs, methods=both)
    blueprint.add_url_rule("/contacts/<int:contact_id>/delete", "delete", delete, methods=both)
