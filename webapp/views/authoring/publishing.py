"""Publishing a draft as an edition, and changing until when an edition takes answers."""

from flask import Blueprint, abort, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.authoring.drafts import is_changed
from surveys.authoring.publishing import change_dates, plan_edition, publish_draft
from surveys.capture.editions import is_open, list_editions
from surveys.errors import DatesRefused, NotReady
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.authoring import DatesForm, PublishForm, language_words
from webapp.security import current_account, current_programme
from webapp.views.authoring.desk import current_draft, keep, may_write, page


@may_write
def publish(programme_key: str, survey_key: str) -> str | Response:
    """Say what becomes the next edition, and publish it."""
    draft, programme = current_draft(), current_programme()
    planned = plan_edition(db.session, programme, draft)
    form = PublishForm(data={"opens_on": today()})
    if form.validate_on_submit():
        if draft.id is None:
            keep(draft, draft.content)
        try:
            edition = publish_draft(
                db.session,
                programme,
                draft,
                opens_on=form.opens_on.day(),
                closes_on=form.closes_on.end(),
                by=current_account(),
                at=now(),
            )
        except NotReady:
            form.add_error("opens_on", "Put right first what is listed on this page")
        else:
            db.session.commit()
            flash(f"Version {edition.version} of “{edition.title}” is published")
            return redirect(page("show", draft))
    return render_template(
        "authoring/publish.html",
        draft=draft,
        form=form,
        planned=planned,
        language_words=language_words,
        is_same=draft.id is None or not is_changed(draft),
        others=[each for each in list_editions(db.session, programme, draft.key) if is_open(each, on=today())],
    )


@may_write
def change(programme_key: str, survey_key: str, version: int) -> str | Response:
    """Change from when, if it is not open yet, and until when an edition takes answers."""
    draft, programme = current_draft(), current_programme()
    editions = {each.version: each for each in list_editions(db.session, programme, survey_key)}
    edition = editions.get(version) or abort(404)
    form = DatesForm(data={"opens_on": edition.opens_on, "closes_on": edition.closes_on})
    is_begun = edition.opens_on <= today()
    if is_begun:
        del form.opens_on
        form.first_day = edition.opens_on
    if form.validate_on_submit():
        try:
            change_dates(
                db.session,
                edition,
                opens_on=edition.opens_on if is_begun else form.opens_on.day(),
                closes_on=form.closes_on.end(),
                by=current_account(),
                at=now(),
                today=today(),
            )
        except DatesRefused:
            form.add_error("closes_on", "The last day must be the first day or later")
        else:
            db.session.commit()
            flash("The dates are changed")
            return redirect(page("show", draft))
    back = (page("show", draft), draft.content["title"])
    title = f"When version {version} takes answers"
    return render_template("authoring/form.html", title=title, form=form, back=back)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/<survey_key>/publish", "publish", publish, methods=["GET", "POST"])
    blueprint.add_url_rule(
        "/<survey_key>/editions/<int:version>/dates", "change_dates", change, methods=["GET", "POST"]
    )
