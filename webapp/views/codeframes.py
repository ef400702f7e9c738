"""The codeframes of a programme: those that come with the product, and its own."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.errors import InvalidCodeframe
from surveys.models import Codeframe
from surveys.tagging.codeframe_files import KINDS, read_codeframe_file, write_codeframe_file
from surveys.tagging.codeframes import list_codeframes, list_own
from surveys.tagging.expectations import expect
from surveys.tagging.own_codeframes import (
    compare_editions,
    count_contributions,
    drop_proposal,
    find_edition,
    find_in_use,
    list_editions,
    propose_codeframe,
    stop_codeframe,
    use_codeframe,
)
from surveys.tagging.runs import count_waiting
from surveys.values import Role
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.codeframes import CheckForm, StopForm, UploadForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("codeframes", __name__, url_prefix="/programmes/<programme_key>")
may_read = allow(Role.REVIEWER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
may_change = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

TYPES = {"toml": "application/toml", "csv": "text/csv", "qdc": "application/xml"}


@blueprint.get("/codeframes")
@may_read
def show_all(programme_key: str) -> str:
    """List the codeframes in use, those to be checked, and those no longer used."""
    programme = current_programme()
    frames = list_codeframes(db.session, programme)
    others = [each for each in list_editions(db.session, programme) if each not in frames]
    return render_template(
        "codeframes/list.html",
        frames=frames,
        proposed=[each for each in others if each.used_from_utc is None],
        stopped=[each for each in others if each.used_until_utc and each.key not in {frame.key for frame in frames}],
        waiting_count=count_waiting(db.session, programme=programme),
    )


@blueprint.route("/new-codeframe", methods=["GET", "POST"])
@may_change
def add(programme_key: str) -> str | Response:
    """Take in a codeframe from a file, to be checked."""
    form = UploadForm(key=request.args.get("key"))
    form.offer(list_own(db.session, current_programme().id))
    if form.validate_on_submit():
        codeframe = _propose(form)
        if codeframe:
            _record("add codeframe", codeframe)
            db.session.commit()
            return redirect(_address(".check", programme_key, codeframe))
    return render_template(
        "codeframes/add.html", form=form, example=list_codeframes(db.session, current_programme())[0]
    )


@blueprint.get("/codeframes/<frame_key>")
@may_read
def show_in_use(programme_key: str, frame_key: str) -> Response:
    """Go to the edition in use."""
    codeframe = find_in_use(db.session, current_programme(), frame_key) or abort(404)
    return redirect(_address(".show", programme_key, codeframe))


@blueprint.get("/codeframes/<frame_key>/<edition>")
@may_read
def show(programme_key: str, frame_key: str, edition: str) -> str:
    """Show an edition with all its themes."""
    codeframe = _codeframe(frame_key, edition)
    editions = [each for each in list_editions(db.session, current_programme()) if each.key == frame_key]
    return render_template(
        "codeframes/codeframe.html",
        codeframe=codeframe,
        expected={theme.key: expect(theme) for theme in codeframe.themes},
        others=[each for each in editions if each is not codeframe and each.used_from_utc],
        kinds=KINDS,
    )


@blueprint.get(f"/codeframes/<frame_key>/<edition>/file.<any({', '.join(KINDS)}):kind>")
@may_read
def download(programme_key: str, frame_key: str, edition: str, kind: str) -> Response:
    """Give an edition as a file."""
    codeframe = _codeframe(frame_key, edition)
    name = f"{codeframe.key}-{codeframe.edition}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write_codeframe_file(codeframe, kind=kind), mimetype=TYPES[kind], headers=headers)


@blueprint.route("/codeframes/<frame_key>/<edition>/check", methods=["GET", "POST"])
@may_change
def check(programme_key: str, frame_key: str, edition: str) -> str | Response:
    """Show what a proposed edition changes; put it to use, or throw it away."""
    programme, codeframe = current_programme(), _codeframe(frame_key, edition)
    if codeframe.programme_id is None or codeframe.used_from_utc:
        abort(404)
    form = CheckForm()
    if form.validate_on_submit():
        if form.use.data:
            return _use(programme_key, codeframe)
        drop_proposal(db.session, codeframe)
        db.session.commit()
        return redirect(url_for(".show_all", programme_key=programme_key))
    before = find_in_use(db.session, programme, frame_key)
    return render_template(
        "codeframes/check.html",
        form=form,
        codeframe=codeframe,
        before=before,
        change=compare_editions(before, codeframe),
        contribution_count=count_contributions(db.session, programme),
        without_examples=[theme for theme in codeframe.themes if not theme.examples],
    )


@blueprint.route("/codeframes/<frame_key>/<edition>/stop", methods=["GET", "POST"])
@may_change
def stop(programme_key: str, frame_key: str, edition: str) -> str | Response:
    """Stop using an own codeframe, after saying what that means."""
    codeframe = _codeframe(frame_key, edition)
    if codeframe.programme_id is None or not codeframe.used_from_utc or codeframe.used_until_utc:
        abort(404)
    form = StopForm()
    if form.validate_on_submit():
        stop_codeframe(db.session, codeframe, at=now())
        _record("stop codeframe", codeframe)
        db.session.commit()
        flash(f"“{codeframe.title}” is no longer used")
        return redirect(url_for(".show_all", programme_key=programme_key))
    return render_template("codeframes/stop.html", form=form, codeframe=codeframe)


def _codeframe(key: str, edition: str) -> Codeframe:
    """Give the edition that the address names."""
    return find_edition(db.session, current_programme(), key, edition) or abort(404)


def _address(endpoint: str, programme_key: str, codeframe: Codeframe) -> str:
    """Give the address of a page of an edition."""
    return url_for(endpoint, programme_key=programme_key, frame_key=codeframe.key, edition=codeframe.edition)


def _record(act: str, codeframe: Codeframe) -> None:
    """Write down an act on a codeframe."""
    record_act(db.session, act, by=current_account(), at=now(), programme=current_programme(), subject=codeframe)


def _propose(form: UploadForm) -> Codeframe | None:
    """Take in the file; None when something is wrong with it, which the form then says."""
    name, content = form.upload()
    before = find_in_use(db.session, current_programme(), form.frame_key())
    title = form.title.data or (before.title if before else "")
    try:
        definition = read_codeframe_file(
            content, name=name, key=form.frame_key(), edition=form.edition.data or "", title=title
        )
        return propose_codeframe(db.session, current_programme(), definition, is_new=not before)
    except InvalidCodeframe as error:
        db.session.rollback()
        form.refuse(error.problems)
        return None


def _use(programme_key: str, codeframe: Codeframe) -> Response:
    """Put a proposed edition to use."""
    use_codeframe(db.session, codeframe, at=now())
    _record("use codeframe", codeframe)
    db.session.commit()
    flash(f"“{codeframe.title}” is used from now on")
    return redirect(_address(".show", programme_key, codeframe))
