"""The telephone: what to say at the start, then the pages that everybody answers, with words to read aloud."""

from flask import Blueprint, abort, redirect, render_template, session
from werkzeug.wrappers import Response

from surveys.capture.drafts import save_answered_by
from surveys.errors import SurveyClosed
from surveys.values import AnsweredBy
from webapp.clock import today
from webapp.database import stop_writing
from webapp.extensions import db
from webapp.forms.paper import PhoneForm
from webapp.respondent import PHONE, Place, begin, change_draft, find_place, forget_place
from webapp.security import current_programme
from webapp.views.paper.ways import may_capture, named, page
from webapp.views.surveys.ways import next_step


@may_capture
def phone(programme_key: str, survey_key: str) -> str | Response:
    """Lead through the start of a call; a new call begins a new draft, and forgets the place of the last one."""
    form = PhoneForm()
    if form.validate_on_submit():
        return redirect(_begin_call())
    place = _place()
    if not place.is_open:
        return redirect(page("show_all"))
    return render_template("paper/phone.html", form=form, place=place)


@may_capture
def hang_up(programme_key: str) -> Response:
    """End calling: from now on this browser answers as any other."""
    session.pop(PHONE, None)
    return redirect(page("show_all"))


def _place() -> Place:
    """Give the survey that is asked."""
    return find_place(current_programme(), named("survey_key")) or abort(404)


def _begin_call() -> str:
    """Begin a draft for the person on the telephone, who answers alone unless the caller says otherwise."""
    # Drafts are written in a transaction of their own, which would wait for this one.
    stop_writing()
    db.session.rollback()
    place = _place()
    if not place.is_open:
        raise SurveyClosed(place.edition.key)
    forget_place(place.edition)
    session[PHONE] = place.edition.key
    begin(_place())
    place = _place()
    answerer = AnsweredBy.SELF
    draft = change_draft(place, lambda to, held: save_answered_by(to, held, answerer, on=today()))
    return next_step(place, draft)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/surveys/<survey_key>/phone", "phone", phone, methods=["GET", "POST"])
    blueprint.add_url_rule("/hang-up", "hang_up", hang_up)
