"""Open links: the address that everybody may use, its square code, a poster, and a kiosk."""

import io

import segno
from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from surveys.capture.editions import presented
from surveys.values import Language
from webapp.addresses import page_address, site_address
from webapp.documents.posters import make_poster
from webapp.security import current_programme
from webapp.views.invitations.access import current_edition, facilitators_too

SCALES = {"svg": 8, "png": 20}
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@facilitators_too
def show_open(programme_key: str, survey_key: str) -> str:
    """Show the open link of a survey, and how to set up a kiosk."""
    edition = current_edition()
    return render_template(
        "invitations/open.html", edition=edition, link=_link("start", survey_key), kiosk=_link("kiosk", survey_key)
    )


@facilitators_too
def draw_code(programme_key: str, survey_key: str, kind: str) -> Response:
    """Give the square code of the open link as a picture."""
    current_edition()
    out = io.BytesIO()
    segno.make(_link("start", survey_key), error="q", micro=False).save(out, kind=kind, scale=SCALES[kind], border=4)
    headers = {"Content-Disposition": f'attachment; filename="{survey_key}.{kind}"'}
    return Response(out.getvalue(), mimetype=TYPES[kind], headers=headers)


@facilitators_too
def draw_poster(programme_key: str, survey_key: str) -> Response:
    """Give a poster with the open link."""
    edition = current_edition()
    questionnaire = presented(edition, language=Language.ENGLISH, is_easy=False)
    content = make_poster(edition, questionnaire, link=_link("start", survey_key))
    headers = {"Content-Disposition": f'attachment; filename="poster-{survey_key}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _link(endpoint: str, survey_key: str) -> str:
    """Give the whole address of one of the survey's pages."""
    key = current_programme().key
    return page_address(site_address(), f"surveys.{endpoint}", programme_key=key, survey_key=survey_key)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    blueprint.add_url_rule("/invitations/<survey_key>/open", "show_open", show_open)
    blueprint.add_url_rule("/invitations/<survey_key>/code.<any(svg, png):kind>", "draw_code", draw_code)
    blueprint.add_url_rule("/invitations/<survey_key>/poster.pdf", "draw_poster", draw_poster)
