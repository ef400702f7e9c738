"""Coming by invitation: the personal link, the code of a letter, and how to get no more messages."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.capture.answered import is_answered
from surveys.capture.contacts import set_opted_out
from surveys.capture.invitations import find_invitation
from surveys.capture.tokens import read_token
from surveys.models import Invitation
from surveys.values import Format
from webapp.clock import today
from webapp.extensions import db, limiter
from webapp.forms.invitations import ComeForm, StopByCodeForm, StopForm
from webapp.forms.surveys import CODE_LENGTH
from webapp.look import TextSize, keep_look, speak
from webapp.respondent import keep_invitation
from webapp.security import current_programme, public
from webapp.texts import lazy_gettext

UNKNOWN = lazy_gettext("We cannot find this code. Check each letter and number")
TRIES = "20 per minute"


@public
@limiter.limit("120 per minute")
def come(programme_key: str, survey_key: str, token: str) -> str | Response:
    """Open a personal link: the start page, in the language and form that the person prefers."""
    invitation = _find(token)
    if invitation is None or invitation.edition.key != survey_key:
        return redirect(url_for(".enter_code", programme_key=programme_key, unknown=1))
    return _lead_on(invitation)


@public
@limiter.limit(TRIES, methods=["POST"])
def enter_code(programme_key: str) -> str | Response:
    """Open a personal link by the code of a letter."""
    form = ComeForm()
    if form.validate_on_submit():
        invitation = _find(form.code.data or "")
        if invitation is not None:
            return _lead_on(invitation)
        form.add_error("code", str(UNKNOWN))
    return render_template("invitations/enter_code.html", form=form)


@public
@limiter.limit(TRIES, methods=["POST"])
def stop_messages(programme_key: str, token: str) -> str | Response:
    """Ask, and then note, that somebody wants no more messages."""
    invitation = _find(token)
    if invitation is None:
        return redirect(url_for(".stop_by_code", programme_key=programme_key))
    speak(invitation.contact.language)
    form = StopForm()
    if form.validate_on_submit():
        return _stop(invitation)
    return render_template("invitations/stop.html", form=form)


@public
@limiter.limit(TRIES, methods=["POST"])
def stop_by_code(programme_key: str) -> str | Response:
    """Note that somebody wants no more messages, by the code of a letter."""
    form = StopByCodeForm()
    if form.validate_on_submit():
        invitation = _find(form.code.data or "")
        if invitation is not None:
            return _stop(invitation)
        form.add_error("code", str(UNKNOWN))
    return render_template("invitations/stop.html", form=form)


def _find(typed: str) -> Invitation | None:
    """Find the invitation of a code in the programme."""
    token = read_token(typed[:CODE_LENGTH])
    return find_invitation(db.session, current_programme(), token) if token else None


def _lead_on(invitation: Invitation) -> str | Response:
    """Lead to the start page; nothing is stored before somebody begins, since programs open links, too.

    The address that holds the token is left behind. A link whose answers were sent offers the open link.
    """
    contact, edition = invitation.contact, invitation.edition
    if is_answered(db.session, invitation):
        speak(contact.language)
        return render_template("invitations/answered.html", edition=edition)
    keep_invitation(edition, str(invitation.id))
    way = url_for(".start", programme_key=current_programme().key, survey_key=edition.key)
    look = {"language": contact.language, "is_easy": contact.format is Format.EASY_READ}
    if contact.format is Format.LARGE_PRINT:
        look["text_size"] = TextSize.LARGE
    return keep_look(make_response(redirect(way)), **look)


def _stop(invitation: Invitation) -> str:
    """Note it and say so."""
    set_opted_out(db.session, invitation.contact, on=invitation.contact.opted_out_on or today())
    db.session.commit()
    return render_template("invitations/stopped.html")


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/<survey_key>/come/<token>", "come", come)
    blueprint.add_url_rule("/come", "enter_code", enter_code, methods=["GET", "POST"])
    blueprint.add_url_rule("/no-more/<token>", "stop_messages", stop_messages, methods=["GET", "POST"])
    blueprint.add_url_rule("/no-more", "stop_by_code", stop_by_code, methods=["GET", "POST"])
