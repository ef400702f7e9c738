"""What the tagging has learned from reviewers' decisions: how good it is, version by version."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.errors import NothingLive
from surveys.learning.accuracy import measure_blind
from surveys.learning.requests import ask_to_learn, find_last
from surveys.learning.versions import figures_of, get_live, list_versions, roll_back
from surveys.models import LearnedVersion
from surveys.tagging.codeframes import themes_by_key
from surveys.tagging.runs import count_waiting
from surveys.values import Role, VersionOutcome
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.learning import LearnForm, RollBackForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("learning", __name__, url_prefix="/programmes/<programme_key>/learning")
may_learn = allow(Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)


@blueprint.route("", methods=["GET", "POST"])
@may_learn
def show(programme_key: str) -> str | Response:
    """Show how good the tags are and what was learned; ask that more be learned."""
    programme = current_programme()
    form = LearnForm()
    if form.validate_on_submit():
        request = ask_to_learn(db.session, programme, by=current_account(), at=now())
        record_act(db.session, "ask to learn", by=current_account(), at=now(), programme=programme, subject=request)
        db.session.commit()
        return redirect(url_for(".show", programme_key=programme_key))
    versions, live = list_versions(db.session, programme), get_live(db.session, programme)
    return render_template(
        "learning/show.html",
        form=form,
        live=live,
        unfit=None if live else next(filter(_was_live, versions), None),
        accuracy=measure_blind(db.session, programme),
        asked=find_last(db.session, programme),
        versions=[(version, figures_of(version)) for version in versions],
        titles={key: theme.title for key, theme in themes_by_key(db.session, programme).items()},
        waiting_count=count_waiting(db.session, programme=programme),
    )


@blueprint.route("/rollback", methods=["GET", "POST"])
@may_learn
def confirm_rollback(programme_key: str) -> str | Response:
    """Go one version back, after saying what that means."""
    programme = current_programme()
    form = RollBackForm()
    if form.validate_on_submit():
        try:
            done = roll_back(db.session, programme, by=current_account(), at=now())
        except NothingLive:
            db.session.rollback()
            return redirect(url_for(".show", programme_key=programme_key))
        record_act(
            db.session, "roll back version", by=current_account(), at=now(), programme=programme, subject=done.version
        )
        db.session.commit()
        flash(f"Version {done.version.number} is rolled back")
        return redirect(url_for(".show", programme_key=programme_key))
    return render_template("learning/rollback.html", form=form, live=get_live(db.session, programme))


def _was_live(version: LearnedVersion) -> bool:
    """Tell whether a version went live and nobody rolled it back."""
    return version.steps[-1].outcome is VersionOutcome.WENT_LIVE
