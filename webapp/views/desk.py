"""The first page after signing in: what there is to do for each of one's roles."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from surveys.people import list_programmes_of, roles_of
from webapp.extensions import db
from webapp.security import current_account, signed_in

blueprint = Blueprint("desk", __name__)


@blueprint.get("/desk")
@signed_in
def show() -> str | Response:
    """List one's programmes and what can be done in each."""
    account = current_account()
    programmes = [(each, roles_of(account, each)) for each in list_programmes_of(db.session, account)]
    return render_template("staff/desk.html", programmes=programmes, account=account)
