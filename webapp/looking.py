"""Looking at what nobody asked about, for the command line and the worker. The database is free while it looks."""

import logging

from surveys.models import Look, LookRequest, Programme
from surveys.summaries.subjects import find_waiting_request, gather_material, store_look
from surveys.tagging.grouping import Finder, Findings, find_subjects
from webapp.clock import now
from webapp.database import writing
from webapp.extensions import db

FAILED = "Something went wrong on our side. Tell whoever runs the software"

log = logging.getLogger("said.looking")


def look_next(finder: Finder = find_subjects) -> bool:
    """Make the oldest look that was asked for; tells whether there was one."""
    request = find_waiting_request(db.session)
    if request is None:
        db.session.rollback()
        return False
    look(request, finder=finder)
    return True


def look(request: LookRequest, *, finder: Finder = find_subjects) -> Look:
    """Read what no theme fits, find what it is about, and keep that; ends the transaction it is called in."""
    request_id = request.id
    material = gather_material(db.session, db.session.get_one(Programme, request.programme_id))
    db.session.rollback()
    findings, note = Findings(), ""
    try:
        findings = finder(material.texts)
    except Exception:
        log.exception("looking failed")
        note = FAILED
    with writing():
        request = db.session.get_one(LookRequest, request_id)
        made = store_look(db.session, request, material, findings, at=now(), note=note)
        db.session.commit()
    return made
