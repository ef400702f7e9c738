"""Prints, made off the request path: what somebody asked for, typeset by the worker."""

import logging

from flask_babel import force_locale

from surveys.capture.editions import presented
from surveys.capture.paper import find_waiting_print, keep_failed_print, keep_print
from surveys.definitions.sheets import lay_out
from surveys.models import PrintOrder
from surveys.values import Format, Language
from webapp.clock import now
from webapp.database import writing
from webapp.documents.pictures import load_picture, square_code
from webapp.documents.questionnaire import Wanted, list_pictures, questionnaire_data
from webapp.documents.typesetting import typeset
from webapp.extensions import db

FAILED = "Something went wrong on our side. Tell whoever runs the software"
LOCALES = {Language.ENGLISH: "en_GB"}
"""Where a language alone would write dates as another country does."""

log = logging.getLogger("said.printing")


def print_next() -> int:
    """Make the oldest print that somebody waits for; returns how many were made or failed, 0 or 1."""
    order = find_waiting_print(db.session)
    if order is None:
        db.session.rollback()
        return 0
    order_id = order.id
    content = _typeset(order)
    db.session.rollback()
    with writing():
        waiting = db.session.get(PrintOrder, order_id)
        if waiting is not None and content is not None:
            keep_print(db.session, waiting, content, at=now())
        elif waiting is not None:
            keep_failed_print(db.session, waiting, FAILED)
        db.session.commit()
    return 1


def _typeset(order: PrintOrder) -> bytes | None:
    """Make the PDF; None when it cannot be made, which the log then says."""
    try:
        return make_print(order)
    except Exception:
        log.exception("a print could not be made")
        return None


def make_print(order: PrintOrder) -> bytes:
    """Make the PDF of what was asked for."""
    is_easy = order.format is Format.EASY_READ
    sheet = lay_out(presented(order.edition, language=order.language, is_easy=is_easy))
    wanted = Wanted(order.edition, sheet, order.language, order.format, order.return_to, order.survey_address)
    with force_locale(LOCALES.get(order.language, order.language.value)):
        data = questionnaire_data(wanted)
    pictures = {name: load_picture(db.session, name) for name in list_pictures(data)}
    return typeset("questionnaire.typ", data, pictures={**pictures, "qr.svg": square_code(order.survey_address)})
