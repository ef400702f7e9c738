"""Photos and voice notes that came with answers: listened to, looked at, and written down by staff."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.capture.media_files import MediaFile
from surveys.capture.uploads import (
    SentUpload,
    delete_upload,
    describe_upload,
    find_described,
    find_sent_upload,
    list_sent_uploads,
    record_opening,
)
from surveys.errors import AlreadyDescribed
from surveys.values import Role
from webapp.clock import now, today
from webapp.database import mapped, written
from webapp.extensions import db
from webapp.forms.contacts import SureForm
from webapp.forms.uploads import DescribeForm
from webapp.security import allow, current_account, current_programme
from webapp.uploads import give_file

blueprint = Blueprint("uploads", __name__, url_prefix="/programmes/<programme_key>/uploads")
may_open = allow(Role.REVIEWER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

ON_A_PAGE = 50


@blueprint.get("")
@may_open
def show_all(programme_key: str) -> str:
    """List the photos and voice notes, those that nobody has written down first."""
    page = max(1, request.args.get("page", 1, type=int))
    found = list_sent_uploads(db.session, current_programme(), most=ON_A_PAGE + 1, skip=(page - 1) * ON_A_PAGE)
    return render_template("uploads/list.html", found=found[:ON_A_PAGE], page=page, has_more=len(found) > ON_A_PAGE)


@blueprint.route("/<int:upload_id>", methods=["GET", "POST"])
@may_open
def show(programme_key: str, upload_id: int) -> str | Response:
    """Show one, and take what it shows or says: entered, shown once more, then kept for good."""
    sent = _sent(upload_id)
    form = DescribeForm()
    if sent.upload.description is not None or sent.upload.deleted_on is not None:
        contribution = find_described(db.session, sent)
        return render_template("uploads/described.html", sent=sent, contribution=contribution)
    if form.validate_on_submit() and form.save.data:
        return _keep(sent, form.text.data or "")
    is_entered = form.is_submitted() and not form.errors and not form.change.data
    return render_template("uploads/check.html" if is_entered else "uploads/upload.html", sent=sent, form=form)


@blueprint.get("/<int:upload_id>/file")
@may_open
def show_file(programme_key: str, upload_id: int) -> Response:
    """Give the photo or sound, and write down who opened it."""
    upload = _sent(upload_id).upload
    if upload.deleted_on is not None:
        abort(404)
    account, programme = current_account(), current_programme()
    with written(db.engine) as connection, mapped(connection) as session:
        record_opening(session, upload, programme=programme, by=account, at=now())
    return give_file(MediaFile(upload.kind, upload.media_type, upload.content))


@blueprint.route("/<int:upload_id>/delete", methods=["GET", "POST"])
@may_open
def delete(programme_key: str, upload_id: int) -> str | Response:
    """Delete a file that should not be kept, such as one that shows somebody undressed."""
    sent, programme, account = _sent(upload_id), current_programme(), current_account()
    form = SureForm()
    if sent.upload.deleted_on is None and form.validate_on_submit():
        delete_upload(db.session, sent, on=today())
        record_act(db.session, "delete upload", by=account, at=now(), programme=programme, subject=sent.upload)
        db.session.commit()
        flash("Deleted")
    if sent.upload.deleted_on is not None:
        return redirect(url_for(".show", programme_key=programme.key, upload_id=upload_id))
    return render_template("uploads/delete.html", sent=sent, form=form)


def _sent(upload_id: int) -> SentUpload:
    """Give the photo or voice note that the address names."""
    return find_sent_upload(db.session, current_programme(), upload_id) or abort(404)


def _keep(sent: SentUpload, text: str) -> Response:
    """Keep what was written, unless somebody else was faster."""
    account, programme = current_account(), current_programme()
    try:
        describe_upload(db.session, sent, text, by=account)
    except AlreadyDescribed:
        db.session.rollback()
        flash("Somebody else has written it down while you did. What you wrote is not kept")
    else:
        record_act(db.session, "describe upload", by=account, at=now(), programme=programme, subject=sent.upload)
        db.session.commit()
        flash("Saved. The software reads it now, and it is tagged like everything else")
    return redirect(url_for(".show", programme_key=programme.key, upload_id=sent.upload.id))
