"""Who may see the pages of invitations, and what their addresses name."""

from typing import Any

from flask import abort, request, url_for

from surveys.audit import record_act
from surveys.capture.contacts import find_contact
from surveys.capture.editions import list_editions, list_open_editions
from surveys.capture.invitations import find_round
from surveys.models import Base, Contact, InvitationRound, QuestionnaireEdition
from surveys.values import Role
from webapp.clock import now, today
from webapp.extensions import db
from webapp.security import allow, current_account, current_programme

leads = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
facilitators_too = allow(Role.FACILITATOR, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)


def current_edition() -> QuestionnaireEdition:
    """Give the edition of the survey that the address names: the newest that is open, else the newest."""
    key = (request.view_args or {})["survey_key"]
    open_ones = [each for each in list_open_editions(db.session, current_programme(), on=today()) if each.key == key]
    editions = open_ones or list_editions(db.session, current_programme(), key)
    return editions[0] if editions else abort(404)


def current_round() -> InvitationRound:
    """Give the round that the address names."""
    return find_round(db.session, current_programme(), (request.view_args or {})["round_id"]) or abort(404)


def current_contact() -> Contact:
    """Give the contact that the address names."""
    return find_contact(db.session, current_programme(), (request.view_args or {})["contact_id"]) or abort(404)


def page(endpoint: str, **more: Any) -> str:
    """Give the address of one of the pages of invitations."""
    return url_for(f"invitations.{endpoint}", programme_key=current_programme().key, **more)


def record(act: str, subject: Base | None = None) -> None:
    """Write down an act."""
    record_act(db.session, act, by=current_account(), at=now(), programme=current_programme(), subject=subject)
