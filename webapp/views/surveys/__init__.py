"""The respondent's way: begin or come back, one question a page, who answers, consent, check, send; then follow."""

from flask import Blueprint

from surveys.errors import DraftGone, SurveyClosed
from webapp.views.surveys import answering, beginning, coming, ending, following, uploading
from webapp.views.surveys.ways import closed, gone

blueprint = Blueprint("surveys", __name__, url_prefix="/surveys/<programme_key>")

for _topic in (beginning, coming, answering, ending, following, uploading):
    _topic.add_to(blueprint)
blueprint.register_error_handler(SurveyClosed, closed)
blueprint.register_error_handler(DraftGone, gone)
