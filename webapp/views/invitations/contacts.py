"""All contacts: the list, those due for a review, those whose needs may be shared, and forgetting all of them."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from surveys.capture.contact_files import write_needs
from surveys.capture.contacts import (
    PAGE,
    count_contacts,
    delete_all_contacts,
    list_contacts,
    list_due_reviews,
    list_shareable,
)
from webapp.clock import today
from webapp.extensions import db
from webapp.forms.contacts import SureForm
from webapp.security import current_programme
from webapp.views.invitations.access import leads, page, record

MOST_LETTERS = 100
MOST_PAGES = 100_000


@leads
def show_contacts(programme_key: str) -> str:
    """List the contacts by name, or those with some words in name or address."""
    wanted = request.args.get("wanted", "").strip()[:MOST_LETTERS]
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    found = list_contacts(db.session, current_programme(), wanted=wanted, page=number)
    return render_template(
        "invitations/contacts.html",
        contacts=found[:PAGE],
        has_more=len(found) > PAGE,
        number=number,
        wanted=wanted,
        count=count_contacts(db.session, current_programme()),
        on=today(),
    )


@leads
def show_reviews(programme_key: str) -> str:
    """List those whose needs are due to be asked about again."""
    due = list_due_reviews(db.session, current_programme(), on=today())
    return render_template("invitations/reviews.html", contacts=due, on=today())


@leads
def share_needs(programme_key: str) -> Response:
    """Give the needs of those who said that they may be shared, as a table."""
    contacts = list_shareable(db.session, current_programme())
    record("export communication needs")
    content = write_needs(contacts)
    db.session.commit()
    headers = {"Content-Disposition": 'attachment; filename="communication-needs.csv"', "Cache-Control": "no-store"}
    return Response(content, mimetype="text/csv", headers=headers)


@leads
def delete_all(programme_key: str) -> str | Response:
    """Forget every contact, after asking."""
    form = SureForm()
    if form.validate_on_submit():
        count = delete_all_contacts(db.session, current_programme())
        record("delete contacts")
        db.session.commit()
        flash(f"{count:,} contacts are deleted, with their invitations")
        return redirect(page("show_all"))
    count = count_contacts(db.session, current_programme())
    return render_template("invitations/delete_all.html", form=form, count=count)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/contacts", "show_contacts", show_contacts)
    blueprint.add_url_rule("/contacts/reviews", "show_reviews", show_reviews)
    blueprint.add_url_rule("/contacts/needs.csv", "share_needs", share_needs)
    blueprint.add_url_rule("/contacts/delete", "delete_all", delete_all, methods=["GET", "POST"])
