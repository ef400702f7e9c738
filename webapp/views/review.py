"""Checking the tags, one contribution at a time."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.errors import NothingChanged
from surveys.models import Contribution
from surveys.review.concerns import find_concern_of, raise_concern
from surveys.review.decisions import (
    Act,
    Reading,
    accept_tag,
    add_tag,
    finish_review,
    reject_tag,
    replace_tag,
)
from surveys.review.history import ShownTags, TagHistory, find_contribution, list_redactions, show_tags
from surveys.review.queue import count_queue, find_next_id
from surveys.review.spans import cut, locate_words
from surveys.tagging.codeframes import list_codeframes, themes_by_key
from surveys.tagging.kinds import personal_words
from surveys.values import Role, Stance
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.concerns import RaiseConcernForm
from webapp.forms.review import ReviewForm, TagForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("review", __name__, url_prefix="/programmes/<programme_key>/review")
may_review = allow(Role.REVIEWER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)

TOP = "main-content"
"""Said on every way to another page: a browser would otherwise keep the place of the page it comes from."""
NOT_IN_TEXT = "Keep words exactly as they stand in the text, in one piece"
UNCHANGED = "Change the theme, what is said about it, or the words. If all three are right, go back and accept the tag"


@blueprint.get("")
@may_review
def show_queue(programme_key: str) -> str:
    """Show what waits."""
    programme, account = current_programme(), current_account()
    counts = count_queue(db.session, programme, reviewer=account)
    next_id = find_next_id(db.session, programme, reviewer=account)
    return render_template("review/queue.html", counts=counts, next_id=next_id)


@blueprint.route("/<int:contribution_id>", methods=["GET", "POST"])
@may_review
def show_contribution(programme_key: str, contribution_id: int) -> str | Response:
    """Show a contribution with its tags; accept or reject one, or finish."""
    contribution = _contribution(contribution_id)
    shown = _shown(contribution)
    form = ReviewForm()
    if form.validate_on_submit():
        if form.finish.data:
            return _finish(programme_key, contribution, shown)
        return _decide(programme_key, contribution, shown)
    chosen = _chosen(shown)
    marked = (chosen.tag.start, chosen.tag.end) if chosen else None
    found = [(each.start, each.end, personal_words(each.kind)) for each in list_redactions(db.session, contribution)]
    return render_template(
        "review/contribution.html",
        form=form,
        contribution=contribution,
        pieces=cut(contribution.text, marked, found),
        shown=shown,
        chosen=chosen,
        waiting_count=sum(history.is_waiting for history in shown.histories),
        concern=find_concern_of(db.session, contribution),
    )


@blueprint.route("/<int:contribution_id>/themes", methods=["GET", "POST"])
@may_review
def add_theme(programme_key: str, contribution_id: int) -> str | Response:
    """Put a theme on a contribution."""
    contribution = _contribution(contribution_id)
    form = TagForm(words=contribution.text)
    reading = _reading(form, contribution, near=0)
    if reading:
        add_tag(db.session, contribution, reading, _act(_shown(contribution)))
        db.session.commit()
        return redirect(_next_step(programme_key, contribution))
    return _tag_page(form, contribution, "review/add.html")


@blueprint.route("/<int:contribution_id>/tags/<int:tag_id>", methods=["GET", "POST"])
@may_review
def change_tag(programme_key: str, contribution_id: int, tag_id: int) -> str | Response:
    """Set a tag aside for one with another theme, stance or words."""
    contribution = _contribution(contribution_id)
    shown = _shown(contribution)
    tag = _history(shown, tag_id).tag
    words = contribution.text[tag.start : tag.end]
    form = TagForm(theme=tag.theme.key, stance=tag.stance.value, words=words)
    reading = _reading(form, contribution, near=tag.start)
    if reading:
        try:
            replace_tag(db.session, tag, reading, _act(shown))
            db.session.commit()
            return redirect(_next_step(programme_key, contribution))
        except NothingChanged:
            form.add_error("theme", UNCHANGED)
    return _tag_page(form, contribution, "review/change.html", words=words, tag=tag)


@blueprint.route("/<int:contribution_id>/concern", methods=["GET", "POST"])
@may_review
def raise_one(programme_key: str, contribution_id: int) -> str | Response:
    """Raise a safeguarding concern about a contribution."""
    contribution = _contribution(contribution_id)
    form = RaiseConcernForm(words=contribution.text)
    if form.validate_on_submit():
        span = locate_words(contribution.text, form.words.data or "")
        if span:
            account, at = current_account(), now()
            concern = raise_concern(db.session, contribution, span, kind=form.kind.data, by=account, at=at)
            record_act(db.session, "raise concern", by=account, at=at, programme=current_programme(), subject=concern)
            db.session.commit()
            flash("The concern is raised. The programme lead sees it now")
            return redirect(url_for(".show_contribution", programme_key=programme_key, contribution_id=contribution.id))
        form.add_error("words", NOT_IN_TEXT)
    return render_template("review/concern.html", form=form, contribution=contribution)


def _contribution(contribution_id: int) -> Contribution:
    """Give a contribution of the current programme, or say that there is none."""
    return find_contribution(db.session, contribution_id, programme_id=current_programme().id) or abort(404)


def _shown(contribution: Contribution) -> ShownTags:
    """Give the tags as whoever is signed in may see them now."""
    return show_tags(db.session, contribution, reviewer=current_account())


def _history(shown: ShownTags, tag_id: int | None) -> TagHistory:
    """Give the history of a tag that the page shows, or say that there is none."""
    return next((history for history in shown.histories if history.tag.id == tag_id), None) or abort(404)


def _chosen(shown: ShownTags) -> TagHistory | None:
    """Give the tag whose words are marked: the one asked for, else the first that waits, else the first that counts."""
    asked = request.args.get("tag", type=int)
    ranked = sorted(shown.histories, key=lambda it: (it.tag.id != asked, not it.is_waiting, not it.is_standing))
    return ranked[0] if ranked else None


def _act(shown: ShownTags) -> Act:
    """Say who decides, when, and in view of what."""
    return Act(by=current_account(), at=now(), had_seen_suggestion=shown.has_suggestions)


def _decide(programme_key: str, contribution: Contribution, shown: ShownTags) -> Response:
    """Accept or reject the tag that the button names."""
    outcome = "accept" if "accept" in request.form else "reject"
    tag = _history(shown, request.form.get(outcome, type=int)).tag
    {"accept": accept_tag, "reject": reject_tag}[outcome](db.session, tag, _act(shown))
    db.session.commit()
    return redirect(_next_step(programme_key, contribution))


def _finish(programme_key: str, contribution: Contribution, shown: ShownTags) -> Response:
    """Leave the contribution for the next one; what was read blind is compared with the machine's tags first."""
    programme, account = current_programme(), current_account()
    finish_review(db.session, contribution, by=account, at=now(), is_blind=shown.is_blind)
    db.session.commit()
    if shown.is_blind and any(history.is_waiting for history in _shown(contribution).histories):
        flash("Finished. Now you see the tags of the software: are they right?")
        return redirect(_next_step(programme_key, contribution))
    next_id = find_next_id(db.session, programme, reviewer=account)
    if next_id is None:
        return redirect(url_for(".show_queue", programme_key=programme_key, _anchor=TOP))
    return redirect(url_for(".show_contribution", programme_key=programme_key, contribution_id=next_id, _anchor=TOP))


def _next_step(programme_key: str, contribution: Contribution) -> str:
    """Give the address of what is to be done next on a contribution: its first tag that waits, or the end."""
    waiting = (it.tag.id for it in _shown(contribution).histories if it.is_waiting)
    tag_id = next(waiting, None)
    anchor = f"tag-{tag_id}" if tag_id else "finish"
    return url_for(".show_contribution", programme_key=programme_key, contribution_id=contribution.id, _anchor=anchor)


def _reading(form: TagForm, contribution: Contribution, *, near: int) -> Reading | None:
    """Give what was entered, if it is valid; otherwise the form holds the errors."""
    form.offer(list_codeframes(db.session, current_programme()))
    if not form.validate_on_submit():
        return None
    span = locate_words(contribution.text, form.words.data or "", near=near)
    if span is None:
        form.add_error("words", NOT_IN_TEXT)
        return None
    return Reading(themes_by_key(db.session, current_programme())[form.theme.data], Stance(form.stance.data), *span)


def _tag_page(form: TagForm, contribution: Contribution, template: str, **more: object) -> str:
    """Show the page on which words are read anew."""
    frames = list_codeframes(db.session, current_programme())
    return render_template(template, form=form, contribution=contribution, frames=frames, **more)
