"""The respondent's way: start, one question a page, consent, check, send, receipt; and later, what came of it."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.capture.drafts import drop_draft, find_unseen, given, path_of, save_answer, save_consent
from surveys.capture.receipts import read_receipt
from surveys.capture.responses import submit_response
from surveys.definitions import QUOTE_CONSENT, Number, Question, TextQuestion
from surveys.errors import DraftGone, IncompleteResponse, SurveyClosed
from surveys.models import Draft
from surveys.publication.followed import find_followed
from surveys.text import clean_text
from surveys.values import ActionKind
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.answers import AnswerForm, ConsentForm, FollowForm, SendForm, StartForm, answer_form
from webapp.respondent import Place, begin, find_place
from webapp.security import current_programme, public

blueprint = Blueprint("surveys", __name__, url_prefix="/surveys/<programme_key>")

LOST = (
    "We could not find the answers you gave before on this device. What you entered on this page is still here. "
    "Press Continue to go on. If you see this again, let your browser keep cookies for this website"
)
NO_COOKIE = "Your browser did not keep our cookie. Let it keep cookies for this website, then press the button again"
NO_RECEIPT = "We cannot find this receipt code. Check each letter and number, and try again"


@blueprint.route("/<survey_key>", methods=["GET", "POST"])
@public
def start(programme_key: str, survey_key: str) -> str | Response:  # noqa: ARG001  read by `current_programme`
    """Say what the survey is for and what happens to the words; begin, or begin again."""
    place = _enter(survey_key)
    form = StartForm()
    if form.validate_on_submit():
        if place.is_sent and not form.again.data:
            raise DraftGone(survey_key)
        if place.draft is not None and form.again.data:
            drop_draft(db.session, place.draft)
        draft = begin(place.edition) if place.draft is None or form.again.data else place.draft
        db.session.commit()
        return redirect(_next_step(place, draft))
    if form.errors and not request.cookies:
        form.csrf_token.errors = [NO_COOKIE]
    way_on = _next_step(place, place.draft) if place.draft else None
    return render_template("surveys/start.html", place=place, form=form, way_on=way_on, is_lost="lost" in request.args)


@blueprint.route("/<survey_key>/questions/<question_key>", methods=["GET", "POST"])
@public
def question(programme_key: str, survey_key: str, question_key: str) -> str | Response:  # noqa: ARG001
    """Ask one question; what is answered is kept at once."""
    place = _enter(survey_key)
    asked = place.questionnaire.find_question(question_key) or abort(404)
    if place.draft is None:
        return _ask_again(place, asked)
    form = answer_form(asked, place.draft.answers.get(asked.key))
    if form.validate_on_submit():
        save_answer(db.session, place.draft, asked, form.value(), on=today())
        db.session.commit()
        return redirect(_after(place, place.draft, asked))
    if request.method == "GET" and asked not in _path(place, place.draft):
        return redirect(_next_step(place, place.draft))
    if request.method == "GET" and "missing" in request.args:
        form.add_error("answer", asked.missing())
    return _show_question(place, place.draft, asked, form)


@blueprint.route("/<survey_key>/quotes", methods=["GET", "POST"])
@public
def consent(programme_key: str, survey_key: str) -> str | Response:  # noqa: ARG001
    """Ask whether the words may be quoted."""
    place = _enter(survey_key)
    draft = _draft_of(place)
    saved = draft.answers.get(QUOTE_CONSENT)
    form = ConsentForm(data={"may_quote": None if saved is None else "yes" if saved else "no"})
    if form.validate_on_submit():
        save_consent(db.session, draft, may_quote=form.may_quote.data == "yes", on=today())
        db.session.commit()
        return redirect(_next_step(place, draft))
    if request.method == "GET" and "missing" in request.args:
        form.add_error("may_quote", "Select yes if we may quote your words, or no if we may not")
    back = _url("check", place) if "change" in request.args else _question_url(place, _path(place, draft)[-1])
    return render_template("surveys/consent.html", place=place, form=form, back=back)


@blueprint.route("/<survey_key>/check", methods=["GET", "POST"])
@public
def check(programme_key: str, survey_key: str) -> str | Response:  # noqa: ARG001
    """Show all answers, and send them."""
    place = _enter(survey_key)
    draft = _draft_of(place)
    form = SendForm()
    if form.validate_on_submit():
        try:
            submit_response(db.session, draft, at=now(), receipt=place.receipt)
        except IncompleteResponse as gap:
            asked = place.questionnaire.find_question(gap.question_key)
            more = {"change": 1, "missing": 1}
            return redirect(_question_url(place, asked, **more) if asked else _url("consent", place, **more))
        db.session.commit()
        return redirect(_url("sent", place))
    rows, may_quote = _rows(place, draft), draft.answers.get(QUOTE_CONSENT)
    return render_template("surveys/check.html", place=place, form=form, sections=rows, may_quote=may_quote)


@blueprint.get("/<survey_key>/sent")
@public
def sent(programme_key: str, survey_key: str) -> str | Response:  # noqa: ARG001
    """Give the receipt code."""
    place = find_place(current_programme(), survey_key) or abort(404)
    if not place.is_sent:
        return redirect(_url("start", place))
    return render_template("surveys/sent.html", place=place, is_late="late" in request.args, typed=[])


@blueprint.route("/follow", methods=["GET", "POST"])
@public
def follow(programme_key: str) -> str:  # noqa: ARG001
    """Show where the words of one response went, to whoever has its receipt code."""
    form = FollowForm()
    if form.validate_on_submit():
        receipt = read_receipt(form.code.data or "")
        followed = find_followed(db.session, current_programme(), receipt=receipt) if receipt else None
        if followed:
            return render_template("surveys/followed.html", followed=followed, receipt=receipt, kind_of=ActionKind)
        form.add_error("code", NO_RECEIPT)
    return render_template("surveys/follow.html", form=form)


@blueprint.errorhandler(SurveyClosed)
def _show_closed(_error: SurveyClosed) -> str:
    """Say that the survey is closed, and show what this browser holds of it, so that it can be copied."""
    place = _place()
    rows = _rows(place, place.draft) if place.draft else []
    return render_template("surveys/closed.html", place=place, sections=rows, typed=_typed(place), on=today())


@blueprint.errorhandler(DraftGone)
def _show_gone(_error: DraftGone) -> str | Response:
    """Lead to the receipt when the answers were sent already, else to the start with a word on what happened."""
    place = _place()
    if not place.is_sent:
        return redirect(_url("start", place, lost=1))
    if typed := _typed(place):
        return render_template("surveys/sent.html", place=place, is_late=True, typed=typed)
    return redirect(_url("sent", place, late=1))


def _place() -> Place:
    """Find where this browser stands in the survey that the address names."""
    return find_place(current_programme(), (request.view_args or {})["survey_key"]) or abort(404)


def _enter(survey_key: str) -> Place:
    """Find where this browser stands in a survey that is open."""
    place = _place()
    if not place.is_open:
        raise SurveyClosed(survey_key)
    return place


def _draft_of(place: Place) -> Draft:
    """Give the draft that a page needs."""
    if place.draft is None:
        raise DraftGone(place.edition.key)
    return place.draft


def _ask_again(place: Place, asked: Question) -> str:
    """Begin a new draft for somebody whose draft is not there, and show what was just sent."""
    if place.is_sent or request.method != "POST":
        raise DraftGone(place.edition.key)
    draft = begin(place.edition)
    db.session.commit()
    form = answer_form(asked, None)
    form.validate()
    form.csrf_token.errors = []
    form["answer"].errors = [LOST]
    return _show_question(place, draft, asked, form)


def _show_question(place: Place, draft: Draft, asked: Question, form: AnswerForm) -> str:
    """Render a question's page; the section's introduction stands at its first question."""
    path = _path(place, draft)
    section = place.questionnaire.section_of(asked)
    number = path.index(asked) + 1 if asked in path else None
    is_first = asked == next((each for each in path if each in section.questions), asked)
    back = _url("start", place) if not number or number == 1 else _question_url(place, path[number - 2])
    return render_template(
        "surveys/question.html",
        place=place,
        asked=asked,
        form=form,
        section=section,
        intro=section.intro if is_first else "",
        number=number,
        total=len(path),
        back=_url("check", place) if "change" in request.args else back,
    )


def _after(place: Place, draft: Draft, asked: Question) -> str:
    """Give the address that follows a question."""
    path = _path(place, draft)
    if "change" in request.args or asked not in path:
        return _next_step(place, draft)
    following = path[path.index(asked) + 1 :]
    return _question_url(place, following[0]) if following else _url("consent", place)


def _next_step(place: Place, draft: Draft) -> str:
    """Give the address of the first thing not seen yet: a question, the consent to quote, or the check."""
    unseen = find_unseen(place.questionnaire, draft.answers)
    has_consent = draft.answers.get(QUOTE_CONSENT) is not None
    if unseen:
        return _question_url(place, unseen, **({"change": 1} if has_consent else {}))
    return _url("check" if has_consent else "consent", place)


def _path(place: Place, draft: Draft) -> list[Question]:
    """List the questions that the respondent meets."""
    return path_of(place.questionnaire, draft.answers)


def _rows(place: Place, draft: Draft) -> list[tuple[str, list[tuple[Question, str | None]]]]:
    """List the sections on the path: title, and each question with its answer in words."""
    answers, path = given(draft.answers), _path(place, draft)
    return [
        (
            section.title,
            [(q, q.words(answers[q.key]) if q.key in answers else None) for q in section.questions if q in path],
        )
        for section in place.questionnaire.sections
        if any(q in path for q in section.questions)
    ]


def _typed(place: Place) -> list[str]:
    """List the words just sent, for a page that cannot keep them."""
    asked = place.questionnaire.find_question(str((request.view_args or {}).get("question_key")))
    if not isinstance(asked, TextQuestion | Number):
        return []
    return [text for text in map(clean_text, request.form.getlist("answer")) if text.strip()]


def _url(endpoint: str, place: Place, **more: Any) -> str:
    """Give the address of one of a survey's pages."""
    return url_for(f".{endpoint}", programme_key=current_programme().key, survey_key=place.edition.key, **more)


def _question_url(place: Place, asked: Question, **more: Any) -> str:
    """Give the address of a question's page."""
    return _url("question", place, question_key=asked.key, **more)
