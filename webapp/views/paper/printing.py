"""Prints: asked for here, made by the worker, downloaded here."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveys.capture.editions import has_easy_read_of, languages_of
from surveys.capture.paper import PrintWish, find_print, list_prints, order_print
from surveys.models import QuestionnaireEdition
from surveys.values import Format, Language
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.paper import PrintForm
from webapp.security import current_account, current_programme
from webapp.views.paper.ways import current_edition, may_capture, named, page, record


@may_capture
def print_out(programme_key: str, survey_key: str, version: int) -> str | AnyResponse:
    """Ask for a print, and see those that were asked for."""
    edition = current_edition()
    orders = list_prints(db.session, edition)
    form = PrintForm(return_to=orders[0].return_to if orders else None)
    form.offer(languages_of(edition), _formats(edition))
    if form.validate_on_submit():
        order = order_print(db.session, edition, _wish(form, edition), by=current_account(), at=now())
        record("order print", order)
        db.session.commit()
        return redirect(page("print_out", survey_key=edition.key, version=edition.version) + "#prints")
    return render_template("paper/print.html", edition=edition, form=form, orders=orders)


@may_capture
def download(programme_key: str, order_id: int) -> Response:
    """Give a print that is made."""
    order = find_print(db.session, current_programme(), named("order_id"))
    if order is None or order.content is None:
        abort(404)
    name = f"{order.edition.key}-{order.language}-{order.format.replace('_', '-')}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(order.content, mimetype="application/pdf", headers=headers)


def _formats(edition: QuestionnaireEdition) -> list[Format]:
    """List the formats that an edition can be printed in."""
    return [each for each in Format if each is not Format.EASY_READ or has_easy_read_of(edition)]


def _wish(form: PrintForm, edition: QuestionnaireEdition) -> PrintWish:
    """Give what the form asks for."""
    programme = current_programme()
    address = url_for("surveys.start", programme_key=programme.key, survey_key=edition.key, _external=True)
    lines = [line.strip() for line in str(form.return_to.data).splitlines()]
    return PrintWish(
        Language(form.language.data), Format(form.form.data), "\n".join(line for line in lines if line), address
    )


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    address = "/surveys/<survey_key>/<int:version>/print"
    blueprint.add_url_rule(address, "print_out", print_out, methods=["GET", "POST"])
    blueprint.add_url_rule("/prints/<int:order_id>.pdf", "download", download)
