"""What the pages of paper and telephone share: who may see them, and what their addresses name."""

from typing import Any

from flask import abort, current_app, request, url_for

from surveys.audit import record_act
from surveys.capture.editions import list_editions
from surveys.capture.keying import find_batch, find_form
from surveys.models import Base, PaperBatch, PaperForm, QuestionnaireEdition
from surveys.values import Role
from webapp.clock import now
from webapp.extensions import db
from webapp.security import allow, current_account, current_programme

may_capture = allow(Role.FACILITATOR, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)


def named(what: str) -> Any:
    """Give a part of the address."""
    return (request.view_args or {})[what]


def current_edition() -> QuestionnaireEdition:
    """Give the edition that the address names."""
    editions = list_editions(db.session, current_programme(), named("survey_key"))
    return next((edition for edition in editions if edition.version == named("version")), None) or abort(404)


def current_batch() -> PaperBatch:
    """Give the batch that the address names."""
    return find_batch(db.session, current_programme(), named("batch_number")) or abort(404)


def current_form(batch: PaperBatch) -> PaperForm:
    """Give the form of a batch that the address names; one of a closed batch is gone."""
    return find_form(db.session, batch, named("form_number")) or abort(404)


def page(endpoint: str, **more: Any) -> str:
    """Give the address of one of the pages."""
    return url_for(f"paper.{endpoint}", programme_key=current_programme().key, **more)


def record(act: str, subject: Base) -> None:
    """Write down an act."""
    record_act(db.session, act, by=current_account(), at=now(), programme=current_programme(), subject=subject)


def secret() -> str:
    """Give the server's secret, which keyed forms are sealed under."""
    return str(current_app.secret_key)
