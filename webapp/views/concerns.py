"""The concerns desk of the programme lead."""

from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.models import Concern
from surveys.review.concerns import (
    account_names,
    add_entry,
    count_concerns,
    find_concern,
    is_open,
    is_overdue,
    list_concerns,
)
from surveys.tagging.kinds import concern_kinds
from surveys.values import ConcernOutcome, Role
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.concerns import EntryForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("concerns", __name__, url_prefix="/programmes/<programme_key>/concerns")
ON_A_PAGE = 50
HOURS_OF_DAY = 24


@blueprint.get("")
@allow(Role.PROGRAMME_LEAD)
def show_all(programme_key: str) -> str:
    """List the programme's concerns, a page at a time."""
    programme, at = current_programme(), now()
    page = max(1, request.args.get("page", 1, type=int))
    found = list_concerns(db.session, programme, most=ON_A_PAGE + 1, skip=(page - 1) * ON_A_PAGE)
    return render_template(
        "concerns/list.html",
        rows=[_facts(concern) for concern in found[:ON_A_PAGE]],
        counts=count_concerns(db.session, programme, at=at),
        kinds=concern_kinds(),
        page=page,
        has_more=len(found) > ON_A_PAGE,
    )


@blueprint.route("/<int:concern_id>", methods=["GET", "POST"])
@allow(Role.PROGRAMME_LEAD)
def show(programme_key: str, concern_id: int) -> str | Response:
    """Show a concern with its words; write down what was done."""
    programme, account, at = current_programme(), current_account(), now()
    concern = find_concern(db.session, programme, concern_id) or abort(404)
    form = EntryForm()
    if form.validate_on_submit():
        outcome = ConcernOutcome(form.outcome.data)
        add_entry(db.session, concern, outcome, note=form.note.data or "", by=account, at=at)
        record_act(db.session, "record concern entry", by=account, at=at, programme=programme, subject=concern)
        db.session.commit()
        flash("The entry is saved")
        return redirect(url_for(".show", programme_key=programme_key, concern_id=concern.id))
    return render_template(
        "concerns/concern.html",
        form=form,
        facts=_facts(concern),
        kind=concern_kinds()[concern.kind],
        names=account_names(db.session, concern),
    )


def _facts(concern: Concern) -> dict[str, object]:
    """Give what both pages say of a concern."""
    outcomes = [entry.outcome for entry in concern.entries]
    return {
        "concern": concern,
        "contribution": concern.contribution,
        "is_open": is_open(outcomes),
        "is_overdue": is_overdue(concern, at=now()),
        "outcome": outcomes[-1] if outcomes else None,
        "age": in_hours(now() - concern.raised_at_utc),
    }


def in_hours(age: timedelta) -> str:
    """Put a length of time into whole hours and days, rounded down."""
    hours = int(age.total_seconds() // 3600)
    days, rest = divmod(hours, HOURS_OF_DAY)
    if not hours:
        return "less than an hour"
    parts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((days, "day"), (rest, "hour")) if count]
    return " ".join(parts)
