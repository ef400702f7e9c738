"""You said, we did: written and published by staff, read by everybody."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.errors import FindingIncomplete, NothingToPublish
from surveys.models import Finding, Release
from surveys.publication.content import ReleaseContent, ReleasedFinding
from surveys.publication.findings import (
    add_action,
    add_finding,
    edit_action,
    edit_finding,
    find_action,
    find_finding,
    list_findings,
    mark_draft,
    mark_ready,
)
from surveys.publication.releases import (
    content_of,
    find_release_of,
    freeze_finding,
    list_releases,
    make_content,
    publish_release,
)
from surveys.summaries.frames import chart_groups
from surveys.tagging.codeframes import list_codeframes
from surveys.values import Group, Role
from webapp.clock import now
from webapp.extensions import db
from webapp.filters import words
from webapp.forms.publication import ActionForm, PublishForm, StateForm, finding_form
from webapp.security import allow, current_account, current_programme, public

blueprint = Blueprint("publication", __name__)
may_publish = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

STAFF = "/programmes/<programme_key>/findings"
PUBLIC = "/you-said-we-did/<programme_key>"
GROUP_NAMES = {group: words(group) for group in Group}
MISSING = "Add {} before you mark it as ready"


@blueprint.get(STAFF)
@may_publish
def show_findings(programme_key: str) -> str:
    """List findings, and what is published already."""
    findings = list_findings(db.session, current_programme())
    releases = list_releases(db.session, current_programme())
    return render_template("publication/findings.html", findings=findings, releases=releases)


@blueprint.route("/programmes/<programme_key>/new-finding", methods=["GET", "POST"])
@may_publish
def write_finding(programme_key: str) -> str | Response:
    """Write a new finding."""
    form = finding_form(list_codeframes(db.session, current_programme()))
    if form.validate_on_submit():
        finding = add_finding(db.session, current_programme(), form.entry())
        _record("add finding", finding)
        db.session.commit()
        return redirect(url_for(".show_finding", programme_key=programme_key, finding_key=finding.key))
    return render_template("publication/write_finding.html", form=form, finding=None)


@blueprint.route(f"{STAFF}/<finding_key>", methods=["GET", "POST"])
@may_publish
def show_finding(programme_key: str, finding_key: str) -> str | Response:
    """Show a finding with its actions; make it ready, or a draft again."""
    finding = _finding(finding_key)
    form = StateForm()
    if form.validate_on_submit():
        try:
            _turn(finding)
        except FindingIncomplete as error:
            db.session.rollback()
            form.add_error("submit", MISSING.format("an action" if error.has_theme else "a theme"))
        else:
            db.session.commit()
            return redirect(url_for(".show_finding", programme_key=programme_key, finding_key=finding_key))
    return render_template("publication/finding.html", form=form, finding=finding)


@blueprint.route(f"{STAFF}/<finding_key>/edit", methods=["GET", "POST"])
@may_publish
def change_finding(programme_key: str, finding_key: str) -> str | Response:
    """Change a finding's words and themes."""
    finding = _finding(finding_key)
    form = finding_form(list_codeframes(db.session, current_programme()))
    if form.validate_on_submit():
        edit_finding(db.session, finding, form.entry())
        _record("edit finding", finding)
        db.session.commit()
        return redirect(url_for(".show_finding", programme_key=programme_key, finding_key=finding_key))
    if not form.is_submitted():
        form.fill(finding)
    return render_template("publication/write_finding.html", form=form, finding=finding)


@blueprint.route(f"{STAFF}/<finding_key>/new-action", methods=["GET", "POST"])
@may_publish
def write_action(programme_key: str, finding_key: str) -> str | Response:
    """Write a new action of a finding."""
    finding = _finding(finding_key)
    form = ActionForm()
    if form.validate_on_submit():
        add_action(db.session, finding, form.entry())
        _record("add action", finding)
        db.session.commit()
        return redirect(url_for(".show_finding", programme_key=programme_key, finding_key=finding_key))
    return render_template("publication/write_action.html", form=form, finding=finding, title="Add an action")


@blueprint.route(f"{STAFF}/<finding_key>/actions/<int:action_id>", methods=["GET", "POST"])
@may_publish
def change_action(programme_key: str, finding_key: str, action_id: int) -> str | Response:
    """Change an action."""
    finding = _finding(finding_key)
    action = find_action(finding, action_id) or abort(404)
    form = ActionForm()
    if form.validate_on_submit():
        edit_action(db.session, action, form.entry())
        _record("edit action", finding)
        db.session.commit()
        return redirect(url_for(".show_finding", programme_key=programme_key, finding_key=finding_key))
    if not form.is_submitted():
        form.fill(action)
    return render_template("publication/write_action.html", form=form, finding=finding, title="Change an action")


@blueprint.get(f"{STAFF}/<finding_key>/preview")
@may_publish
def preview_finding(programme_key: str, finding_key: str) -> str:
    """Show a finding as everybody would see it if it were published now."""
    finding = _finding(finding_key)
    back = url_for(".show_finding", programme_key=programme_key, finding_key=finding_key)
    return _finding_page(freeze_finding(db.session, current_programme(), finding), back=back)


@blueprint.get("/programmes/<programme_key>/release/preview")
@may_publish
def preview_release(programme_key: str) -> str:
    """Show the release as everybody would see it if it were published now."""
    content = make_content(db.session, current_programme())
    return _release_page(
        content, address=lambda key: url_for(".preview_finding", programme_key=programme_key, finding_key=key)
    )


@blueprint.route("/programmes/<programme_key>/release", methods=["GET", "POST"])
@may_publish
def publish(programme_key: str) -> str | Response:
    """Publish a release, after saying what that means."""
    programme = current_programme()
    form = PublishForm()
    if form.validate_on_submit():
        try:
            release = publish_release(db.session, programme, by=current_account(), at=now())
        except NothingToPublish:
            db.session.rollback()
            form.add_error("submit", "Mark at least one finding as ready, then publish")
        else:
            record_act(
                db.session, "publish release", by=current_account(), at=now(), programme=programme, subject=release
            )
            db.session.commit()
            flash(f"Release {release.number} is published. Everybody can read it now")
            return redirect(url_for(".show_release", programme_key=programme_key))
    findings = list_findings(db.session, programme)
    return render_template("publication/publish.html", form=form, findings=findings)


@blueprint.get(PUBLIC)
@public
def show_release(programme_key: str) -> str:
    """Show the latest release, or that there is none yet."""
    releases = list_releases(db.session, current_programme())
    if not releases:
        return render_template("publication/nothing_yet.html")
    return _release_page(
        content_of(releases[0]),
        address=lambda key: url_for(".show_released_finding", programme_key=programme_key, finding_key=key),
        release=releases[0],
        others=releases[1:],
    )


@blueprint.get(f"{PUBLIC}/<finding_key>")
@public
def show_released_finding(programme_key: str, finding_key: str) -> str:
    """Show a finding as the latest release that holds it has it."""
    release = find_release_of(db.session, current_programme(), finding_key) or abort(404)
    finding = content_of(release).find(finding_key) or abort(404)
    return _finding_page(finding, back=url_for(".show_release", programme_key=programme_key), release=release)


@blueprint.get(f"{PUBLIC}/releases/<int:number>")
@public
def show_earlier_release(programme_key: str, number: int) -> str:
    """Show one release, as it was published."""
    release, others = _release(number)
    return _release_page(
        content_of(release),
        address=lambda key: url_for(
            ".show_earlier_finding", programme_key=programme_key, number=number, finding_key=key
        ),
        release=release,
        others=others,
    )


@blueprint.get(f"{PUBLIC}/releases/<int:number>/<finding_key>")
@public
def show_earlier_finding(programme_key: str, number: int, finding_key: str) -> str:
    """Show a finding as one release has it."""
    release, _ = _release(number)
    finding = content_of(release).find(finding_key) or abort(404)
    back = url_for(".show_earlier_release", programme_key=programme_key, number=number)
    return _finding_page(finding, back=back, release=release)


def _finding(key: str) -> Finding:
    """Give the finding that the address names."""
    return find_finding(db.session, current_programme(), key) or abort(404)


def _release(number: int) -> tuple[Release, list[Release]]:
    """Give the release that the address names, and all the others, the latest first."""
    releases = list_releases(db.session, current_programme())
    release = next((each for each in releases if each.number == number), None) or abort(404)
    return release, [each for each in releases if each.number != number]


def _turn(finding: Finding) -> None:
    """Make a draft ready, or a ready finding a draft."""
    act, change = ("mark finding draft", mark_draft) if finding.is_ready else ("mark finding ready", mark_ready)
    change(db.session, finding)
    _record(act, finding)


def _record(act: str, finding: Finding) -> None:
    """Write down an act on a finding."""
    record_act(db.session, act, by=current_account(), at=now(), programme=current_programme(), subject=finding)


def _release_page(
    content: ReleaseContent,
    *,
    address: Callable[[str], str],
    release: Release | None = None,
    others: list[Release] | None = None,
) -> str:
    """Show a release; without one, a preview. `address` gives where a finding stands, by its key."""
    return render_template(
        "publication/release.html", content=content, address=address, release=release, others=others or []
    )


def _finding_page(finding: ReleasedFinding, *, back: str, release: Release | None = None) -> str:
    """Show a published finding; without a release, a preview."""
    table = finding.counts.table()
    small_number = content_of(release).suppressed_below if release else current_programme().small_number
    return render_template(
        "publication/released_finding.html",
        finding=finding,
        table=table,
        chart=chart_groups(table, names=GROUP_NAMES),
        small_number=small_number,
        release=release,
        back=back,
    )
