"""Pictures, films and recordings that authors added to questionnaires; whoever may answer may see them."""

from flask import Blueprint, Response, abort
from sqlalchemy import select

from surveys.models import Media
from webapp.extensions import db
from webapp.security import public

blueprint = Blueprint("media", __name__, url_prefix="/media")


@blueprint.get("/<media_key>")
@public
def show(media_key: str) -> Response:
    """Give the file; its type is the one found in its content when it was added."""
    media = db.session.scalar(select(Media).where(Media.key == media_key)) or abort(404)
    return Response(media.content, mimetype=media.media_type, headers={"Cache-Control": "public, max-age=86400"})
