"""Ending: who gave the answers, may they be quoted, check, send, receipt."""

from flask import Blueprint, abort, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from surveys.capture.drafts import Draft, save_answered_by, save_consent
from surveys.capture.responses import submit_response
from surveys.definitions import QUOTE_CONSENT
from surveys.definitions.questionnaire import ANSWERED_BY
from surveys.errors import IncompleteResponse
from surveys.values import AnsweredBy, Channel
from webapp.clock import now, today
from webapp.database import mapped
from webapp.forms.surveys import AnsweredByForm, ConsentForm, SendForm
from webapp.kept_pages import kept_page
from webapp.respondent import Place, change_draft, find_place, forget_place
from webapp.security import current_programme, public
from webapp.texts import gettext as _
from webapp.views.surveys.ways import (
    draft_of,
    enter,
    next_step,
    page,
    path,
    question_page,
    rows_of,
    steps_beside,
)


@public
def answered_by(programme_key: str, survey_key: str) -> str | Response:
    """Ask who gave the answers."""
    place = enter()
    draft = draft_of(place)
    form = AnsweredByForm(data={"answered_by": draft.answers.get(ANSWERED_BY)})
    if form.validate_on_submit():
        chosen = AnsweredBy(form.answered_by.data)
        draft = change_draft(place, lambda to, held: save_answered_by(to, held, chosen, on=today()))
        return redirect(next_step(place, draft))
    if request.method == "GET" and "missing" in request.args:
        form.add_error("answered_by", _("Select who gave the answers"))
    back, saved = _back(place, draft, "answered_by"), draft.answers.get(ANSWERED_BY)
    return kept_page(
        (place.edition.digest, place.form, back, saved),
        lambda: render_template("surveys/answered_by.html", place=place, form=form, back=back),
    )


@public
def consent(programme_key: str, survey_key: str) -> str | Response:
    """Ask whether the words may be quoted."""
    place = enter()
    draft = draft_of(place)
    saved = draft.answers.get(QUOTE_CONSENT)
    form = ConsentForm(data={"may_quote": None if saved is None else "yes" if saved else "no"})
    if form.validate_on_submit():
        may_quote = form.may_quote.data == "yes"
        draft = change_draft(place, lambda to, held: save_consent(to, held, may_quote=may_quote, on=today()))
        return redirect(next_step(place, draft))
    if request.method == "GET" and "missing" in request.args:
        form.add_error("may_quote", _("Select yes if we may quote your words, or no if we may not"))
    back = _back(place, draft, "consent")
    return kept_page(
        (place.edition.digest, place.form, back, saved),
        lambda: render_template("surveys/consent.html", place=place, form=form, back=back),
    )


@public
def check(programme_key: str, survey_key: str) -> str | Response:
    """Show all answers, and send them."""
    place = enter()
    draft = draft_of(place)
    form = SendForm()
    if form.validate_on_submit():
        try:
            change_draft(place, lambda to, held: _submit(to, held, place))
        except IncompleteResponse as gap:
            return redirect(_gap_page(place, gap.question_key))
        return redirect(page("sent", place))
    given = _given(place, draft)
    return kept_page(
        (place.edition.digest, place.form, place.is_kiosk),
        lambda: render_template("surveys/check.html", place=place, form=form, given=given),
        once=given,
    )


def _given(place: Place, draft: Draft) -> Markup:
    """Render what was answered, which is kept nowhere."""
    beside = [(endpoint, draft.answers.get(key)) for endpoint, key in steps_beside(draft)]
    return Markup(  # noqa: S704  a template made it
        render_template("surveys/given.html", place=place, sections=rows_of(place, draft), beside=beside)
    )


def _submit(connection: Connection, draft: Draft, place: Place) -> None:
    """Send the answers; at a kiosk people answer for themselves."""
    if draft.channel is Channel.KIOSK:
        draft.answers.setdefault(ANSWERED_BY, AnsweredBy.SELF)
    with mapped(connection) as session:
        submit_response(session, draft, at=now(), receipt=place.receipt, language=place.language, form=place.form)


@public
def sent(programme_key: str, survey_key: str) -> str | Response:
    """Give the receipt code; at a kiosk, make room for the next person."""
    place = find_place(current_programme(), survey_key) or abort(404)
    if not place.is_sent:
        return redirect(page("start", place))
    if place.is_kiosk:
        forget_place(place.edition)
        return render_template("surveys/next_person.html", place=place)
    is_late = "late" in request.args
    return kept_page(
        (place.edition.digest, place.edition.key),
        lambda: render_template("surveys/sent.html", place=place, is_late=is_late, typed=[]),
        once=place.receipt,
    )


def _gap_page(place: Place, key: str) -> str:
    """Give the page of what keeps the answers from being sent."""
    more = {"change": 1, "missing": 1}
    asked = place.questionnaire.find_question(key)
    if asked is not None:
        return question_page(place, asked, **more)
    return page("answered_by" if key == ANSWERED_BY else "consent", place, **more)


def _back(place: Place, draft: Draft, endpoint: str) -> str:
    """Give the page before one of those that follow the questions."""
    if "change" in request.args:
        return page("check", place)
    before = [each for each, _key in steps_beside(draft)]
    position = before.index(endpoint) if endpoint in before else 0
    return page(before[position - 1], place) if position else question_page(place, path(place, draft)[-1])


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/<survey_key>/who-answers", "answered_by", answered_by, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/quotes", "consent", consent, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/check", "check", check, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/sent", "sent", sent)
