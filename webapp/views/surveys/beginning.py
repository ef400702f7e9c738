"""Beginning: the first page, a kiosk's first page, stopping, and coming back on any device with a code."""

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

from surveys.capture.responses import edition_of
from surveys.capture.sealing import read_draft_code
from surveys.errors import DraftGone
from webapp.extensions import db, limiter
from webapp.forms.surveys import CODE_LENGTH, ResumeForm, StartForm
from webapp.kept_pages import kept_page
from webapp.respondent import begin, find_place, forget_place, keep_place, open_draft
from webapp.security import current_programme, public
from webapp.texts import lazy_gettext
from webapp.views.surveys.ways import draft_of, enter, next_step, page

NO_COOKIE = lazy_gettext(
    "Your browser did not keep our cookie. Let it keep cookies for this website, then press the button again"
)
UNKNOWN = lazy_gettext("We cannot find this code. Check each letter and number. Answers not sent are kept for 60 days")
STARTS = "120 per minute"
TRIES = "20 per minute"


@public
def start(programme_key: str, survey_key: str) -> str | Response:
    """Say what the survey is for and what happens to the words; begin, or begin again."""
    place = enter()
    form = StartForm()
    if form.validate_on_submit():
        is_anew = bool(form.again.data) or place.is_kiosk
        if place.is_sent and not is_anew:
            raise DraftGone(survey_key)
        draft = begin(place, instead=is_anew) if place.draft is None or is_anew else draft_of(place)
        return redirect(next_step(place, draft))
    if form.errors and not request.cookies:
        form.csrf_token.errors = [NO_COOKIE]
    way_on = next_step(place, place.draft) if place.draft and not place.is_kiosk else None
    is_lost = "lost" in request.args
    return kept_page(
        (place.edition.digest, place.form, place.is_kiosk, place.is_invited, place.is_sent, way_on),
        lambda: render_template("surveys/start.html", place=place, form=form, way_on=way_on, is_lost=is_lost),
    )


@public
def kiosk(programme_key: str, survey_key: str) -> Response:
    """Make this device a kiosk for one survey: each person begins anew, and nothing of the last one is left."""
    place = enter()
    session["kiosk"] = survey_key
    forget_place(place.edition)
    return redirect(page("start", place))


@public
def later(programme_key: str, survey_key: str) -> str:
    """Show the code with which to carry on, on any device."""
    place = enter()
    draft = draft_of(place)
    return render_template("surveys/later.html", place=place, code=draft.code, way_on=next_step(place, draft))


@public
@limiter.limit(TRIES, methods=["POST"])
def resume(programme_key: str) -> str | Response:
    """Carry on with a code."""
    form = ResumeForm()
    if form.validate_on_submit():
        code = read_draft_code((form.code.data or "")[:CODE_LENGTH])
        draft = open_draft(code) if code else None
        edition = edition_of(db.session, draft) if draft else None
        if draft and edition and edition.programme_id == current_programme().id:
            keep_place(draft)
            place = find_place(current_programme(), edition.key)
            if place is not None:
                return redirect(page("start", place) if not place.draft else next_step(place, place.draft))
        form.add_error("code", str(UNKNOWN))
    return render_template("surveys/resume.html", form=form)


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    limited = limiter.limit(STARTS, methods=["POST"])(start)
    blueprint.add_url_rule("/<survey_key>", "start", limited, methods=["GET", "POST"])
    blueprint.add_url_rule("/<survey_key>/kiosk", "kiosk", kiosk)
    blueprint.add_url_rule("/<survey_key>/later", "later", later)
    blueprint.add_url_rule("/carry-on", "resume", resume, methods=["GET", "POST"])
