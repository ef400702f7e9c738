"""Pictures, films and recordings that authors added to questionnaires; whoever may answer may see them."""

import io

from flask import Blueprint, Response, abort, send_file
from sqlalchemy import select

from surveys.models import Media
from webapp.extensions import db
from webapp.security import public

DAY = 24 * 60 * 60

blueprint = Blueprint("media", __name__, url_prefix="/media")


@blueprint.get("/<media_key>")
@public
def show(media_key: str) -> Response:
    """Give the file, whole or a stretch of it; its type is the one found in its content when it was added."""
    media = db.session.scalar(select(Media).where(Media.key == media_key)) or abort(404)
    return send_file(io.BytesIO(media.content), mimetype=media.media_type, conditional=True, max_age=DAY)
