"""The first page: what can be printed, keyed and asked by telephone."""

from flask import Blueprint, render_template
from sqlalchemy import select

from surveys.capture.editions import has_easy_read_of, is_open, languages_of
from surveys.capture.keying import list_batches
from surveys.models import QuestionnaireEdition
from webapp.clock import today
from webapp.extensions import db
from webapp.security import current_programme
from webapp.views.paper.ways import may_capture


@may_capture
def show_all(programme_key: str) -> str:
    """List the surveys, those that take answers first, and the batches of paper forms."""
    programme = current_programme()
    query = select(QuestionnaireEdition).where(QuestionnaireEdition.programme_id == programme.id)
    editions = list(db.session.scalars(query.order_by(QuestionnaireEdition.key, QuestionnaireEdition.version.desc())))
    return render_template(
        "paper/list.html",
        open_ones=[edition for edition in editions if is_open(edition, on=today())],
        others=[edition for edition in editions if not is_open(edition, on=today())],
        languages={edition.id: languages_of(edition) for edition in editions},
        easy={edition.id for edition in editions if has_easy_read_of(edition)},
        batches=list_batches(db.session, programme),
    )


def add_to(blueprint: Blueprint) -> None:
    """Give the page its address."""
    blueprint.add_url_rule("", "show_all", show_all)
