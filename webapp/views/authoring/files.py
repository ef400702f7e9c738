"""Questionnaires as TOML files: out of any edition or draft, and in again."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.authoring.drafts import find_draft, list_surveys, save_draft, start_survey
from surveys.authoring.publishing import raw_of_edition
from surveys.authoring.toml import read_questionnaire, write_questionnaire
from surveys.capture.editions import list_editions
from surveys.errors import InvalidDefinition
from surveys.models import QuestionnaireDraft
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.authoring import NEW, ImportForm
from webapp.security import current_account, current_programme
from webapp.views.authoring.desk import current_draft, may_write, page


@may_write
def add(programme_key: str) -> str | Response:
    """Take in a questionnaire from a file: as a survey of its own, or in place of a draft."""
    form = ImportForm()
    form.offer({survey.key: survey.title for survey in list_surveys(db.session, current_programme())})
    if form.validate_on_submit():
        try:
            draft = _take(form)
        except InvalidDefinition as error:
            form.add_error("file", str(error))
        else:
            flash("The file is added. Nobody sees it until you publish it")
            return redirect(page("show", draft))
    back = (url_for(".show_all", programme_key=programme_key), "All surveys")
    return render_template("authoring/form.html", title="Add a survey from a file", form=form, back=back, has_file=True)


def _take(form: ImportForm) -> QuestionnaireDraft:
    """Keep what the file asks."""
    name, content = form.upload()
    raw, by, at = read_questionnaire(content, name=name), current_account(), now()
    if form.survey.data == NEW:
        draft = start_survey(db.session, current_programme(), raw, by=by, at=at)
    else:
        draft = find_draft(db.session, current_programme(), form.survey.data, to_change=True) or abort(404)
        save_draft(db.session, draft, {**raw, "key": draft.key}, by=by, at=at)
    record_act(db.session, "add survey file", by=by, at=at, programme=current_programme(), subject=draft)
    db.session.commit()
    return draft


@may_write
def download(programme_key: str, survey_key: str, version: str) -> Response:
    """Give an edition, or the draft, as a TOML file."""
    draft = current_draft()
    if version == "draft":
        return _file(write_questionnaire(draft.content), f"{draft.key}-draft.toml")
    editions = {str(each.version): each for each in list_editions(db.session, current_programme(), survey_key)}
    edition = editions.get(version) or abort(404)
    return _file(write_questionnaire(raw_of_edition(edition)), f"{edition.key}-{edition.version}.toml")


def _file(content: str, name: str) -> Response:
    """Give a file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/toml", headers=headers)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/from-file", "add_file", add, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/files/<version>.toml", "download", download)
