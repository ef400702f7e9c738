"""Tender evaluation: declaring, scoring alone, agreeing together, the result."""

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from surveys.errors import AlreadyDeclared, AlreadyScored, ScoresMissing, WrongStage
from surveys.evaluation import moderation, panels, results, scoring
from surveys.models import Bid, Criterion, Lot, PanelMember
from surveys.values import LotStage, Role
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.evaluation import DeclarationForm, ModerationForm, MoveForm, ScoreForm
from webapp.security import allow, current_account, current_programme, current_roles

blueprint = Blueprint("evaluation", __name__, url_prefix="/programmes/<programme_key>/evaluation")

READERS = (Role.PANEL_MEMBER, Role.CHAIR, Role.PROGRAMME_LEAD)
SCORERS = (Role.PANEL_MEMBER, Role.CHAIR)
ANSWER = "<provider_key>/<criterion_key>"


class Place(NamedTuple):
    """One answer to score or agree on: a lot, who looks (None for a lead outside the panel), a bid and a criterion."""

    lot: Lot
    member: PanelMember | None
    bid: Bid
    criterion: Criterion


@blueprint.get("")
@allow(*READERS)
def show_lots(programme_key: str) -> str:
    """List the lots: where each stands, how far I am, what to do next."""
    cards = []
    for lot in panels.list_lots(db.session, current_programme()):
        member = panels.find_member(lot, current_account())
        mine = [each for each in scoring.list_progress(db.session, lot) if each.member is member]
        cards.append((lot, member, mine[0] if mine else None))
    return render_template("evaluation/lots.html", cards=cards)


@blueprint.route("/<lot_key>/declaration", methods=["GET", "POST"])
@allow(*SCORERS)
def declare(programme_key: str, lot_key: str) -> str | Response:
    """Declare interests before the bids are opened."""
    lot, member = _open_as_member(lot_key)
    form = DeclarationForm()
    if form.validate_on_submit():
        try:
            panels.declare_interests(db.session, member, interests=form.interests.data or "", at=now())
        except AlreadyDeclared:
            form.add_error("has_interest", "You answered this before. That answer stands. Tell the chair what changed")
        else:
            db.session.commit()
            flash("Your answer is saved. You can open the bids now")
            return redirect(_address(".score_next", lot))
    return render_template("evaluation/declaration.html", lot=lot, member=member, form=form)


@blueprint.get("/<lot_key>/scores/next")
@allow(*SCORERS)
def score_next(programme_key: str, lot_key: str) -> Response:
    """Go to the next answer I have not scored, or to my scores when nothing is left."""
    lot, member = _open_as_member(lot_key)
    following = scoring.find_next_unscored(db.session, member)
    if following is None or lot.stage is not LotStage.SCORING:
        return redirect(_address(".show_scores", lot))
    return redirect(_address(".score", lot, *following))


@blueprint.get("/<lot_key>/scores")
@allow(*SCORERS)
def show_scores(programme_key: str, lot_key: str) -> str:
    """Let me check my own scores."""
    lot, member = _open_as_member(lot_key)
    return render_template("evaluation/scores.html", lot=lot, scores=scoring.list_own_scores(db.session, member))


@blueprint.route(f"/<lot_key>/scores/{ANSWER}", methods=["GET", "POST"])
@allow(*SCORERS)
def score(programme_key: str, lot_key: str, provider_key: str, criterion_key: str) -> str | Response:
    """Read one answer and score it, alone."""
    lot, member = _open_as_member(lot_key)
    place = _find_place(lot, member, provider_key, criterion_key)
    if member.declaration is None:
        return redirect(_address(".declare", lot))
    form = ScoreForm()
    if form.validate_on_submit() and _record(place, member, form):
        db.session.commit()
        flash("Your score is saved")
        return redirect(_address(".score_next", lot))
    scores = scoring.list_own_scores(db.session, member)
    mine = scores.get((place.bid.id, place.criterion.id))
    is_open = lot.stage is LotStage.SCORING and mine is None
    return render_template(
        "evaluation/score.html",
        **place._asdict(),
        **({"form": form} if is_open or form.errors else {}),
        mine=mine,
        answer=panels.open_answer(db.session, member, place.bid, place.criterion),
        done_count=len(scores),
        scale=scoring.SCALE,
    )


@blueprint.get("/<lot_key>/progress")
@allow(Role.CHAIR, Role.PROGRAMME_LEAD)
def show_progress(programme_key: str, lot_key: str) -> str:
    """Show how far everybody is, without any score."""
    lot, member = _open_lot(lot_key)
    if Role.PROGRAMME_LEAD not in current_roles() and not _is_chair(member):
        abort(403)
    return render_template(
        "evaluation/progress.html", lot=lot, progress=scoring.list_progress(db.session, lot), is_chair=_is_chair(member)
    )


@blueprint.route("/<lot_key>/moves/<any(moderation, decided):stage>", methods=["GET", "POST"])
@allow(Role.CHAIR)
def move(programme_key: str, lot_key: str, stage: str) -> str | Response:
    """Move a lot on to its next stage, after a page that says what this does."""
    lot, member = _open_lot(lot_key)
    if not _is_chair(member):
        abort(403)
    form, target = MoveForm(), LotStage(stage)
    if form.validate_on_submit():
        try:
            moderation.move_lot(db.session, lot, target, by=current_account(), at=now())
        except ScoresMissing as error:
            form.add_error("submit", _missing_words(target, error.missing_count))
        except WrongStage:
            form.add_error("submit", "This lot has moved on already. Go back to the list of lots")
        else:
            db.session.commit()
            flash(f"{lot.title} has moved on")
            endpoint = ".show_agreed" if target is LotStage.MODERATION else ".show_result"
            return redirect(_address(endpoint, lot))
    return render_template("evaluation/move.html", lot=lot, form=form, target=target)


@blueprint.get("/<lot_key>/agreed")
@allow(*READERS)
def show_agreed(programme_key: str, lot_key: str) -> str | Response:
    """List every answer with the spread of scores and the agreed score."""
    lot, member = _open_lot(lot_key)
    if lot.stage is LotStage.SCORING:
        return redirect(_address(".show_lots"))
    return render_template(
        "evaluation/agreed.html",
        lot=lot,
        is_chair=_is_chair(member),
        spreads=moderation.list_spreads(db.session, lot),
        agreed=moderation.list_agreed(db.session, lot),
        missing_count=moderation.count_missing(db.session, lot),
        following=moderation.NEXT_STAGE.get(lot.stage),
    )


@blueprint.route(f"/<lot_key>/agreed/{ANSWER}", methods=["GET", "POST"])
@allow(*READERS)
def agree(programme_key: str, lot_key: str, provider_key: str, criterion_key: str) -> str | Response:
    """Show everybody's scores of one answer side by side; the chair records what the panel agreed."""
    lot, member = _open_lot(lot_key)
    place = _find_place(lot, member, provider_key, criterion_key)
    if lot.stage is LotStage.SCORING:
        return redirect(_address(".show_lots"))
    form = ModerationForm()
    if form.is_submitted() and not _is_chair(member):
        abort(403)
    if form.validate_on_submit() and _moderate(place, form):
        db.session.commit()
        flash("The agreed score is saved")
        return redirect(_after_agreeing(lot))
    may_agree = _is_chair(member) and lot.stage is LotStage.MODERATION
    return render_template(
        "evaluation/agree.html",
        **place._asdict(),
        **({"form": form} if may_agree or form.errors else {}),
        scores=moderation.list_panel_scores(db.session, place.bid, place.criterion),
        spread=moderation.list_spreads(db.session, lot)[place.bid.id, place.criterion.id],
        history=moderation.list_moderations(db.session, place.bid, place.criterion),
        answer=panels.open_answer(db.session, member, place.bid, place.criterion)
        if member and member.declaration
        else "",
        scale=scoring.SCALE,
    )


@blueprint.get("/<lot_key>/result")
@allow(*READERS)
def show_result(programme_key: str, lot_key: str) -> str | Response:
    """Show what the agreed scores come to; prices and totals only once the lot is decided."""
    lot, _member = _open_lot(lot_key)
    if lot.stage is LotStage.SCORING:
        return redirect(_address(".show_lots"))
    return render_template("evaluation/result.html", lot=lot, results=results.list_results(db.session, lot))


@blueprint.get("/<lot_key>/result/<provider_key>")
@allow(*READERS)
def show_summary(programme_key: str, lot_key: str, provider_key: str) -> str | Response:
    """Show the assessment summary that a bidder gets, once the lot is decided."""
    lot, _member = _open_lot(lot_key)
    bid = panels.find_bid(lot, provider_key) or abort(404)
    if lot.stage is not LotStage.DECIDED:
        return redirect(_address(".show_result", lot))
    rows = results.list_results(db.session, lot)
    row = next(row for row in rows if row.bid is bid)
    return render_template("evaluation/summary.html", lot=lot, result=row, results=rows, scale=scoring.SCALE)


def _open_lot(lot_key: str) -> tuple[Lot, PanelMember | None]:
    """Load a lot of this programme for somebody on its panel or for the programme's lead; refuse everybody else."""
    lot = panels.find_lot(db.session, current_programme(), lot_key) or abort(404)
    member = panels.find_member(lot, current_account())
    if member is None and Role.PROGRAMME_LEAD not in current_roles():
        abort(403)
    return lot, member


def _open_as_member(lot_key: str) -> tuple[Lot, PanelMember]:
    """Load a lot of this programme for somebody on its panel."""
    lot, member = _open_lot(lot_key)
    return lot, member or abort(403)


def _find_place(lot: Lot, member: PanelMember | None, provider_key: str, criterion_key: str) -> Place:
    """Find one answer of a lot."""
    bid = panels.find_bid(lot, provider_key) or abort(404)
    return Place(lot, member, bid, panels.find_criterion(lot, criterion_key) or abort(404))


def _is_chair(member: PanelMember | None) -> bool:
    """Tell whether somebody chairs the panel and still holds the role."""
    return member is not None and member.is_chair and Role.CHAIR in current_roles()


def _record(place: Place, member: PanelMember, form: ScoreForm) -> bool:
    """Record a score; where that is not possible, say why at its field."""
    given, reason = form.given_score(), form.reason.data or ""
    try:
        scoring.record_score(db.session, member, place.bid, place.criterion, score=given, reason=reason, at=now())
    except AlreadyScored:
        form.add_error("score", "You have scored this answer before. Your first score stands. This one is not saved")
        return False
    except WrongStage:
        form.add_error("score", "Scoring alone is over for this lot. This score is not saved")
        return False
    return True


def _moderate(place: Place, form: ModerationForm) -> bool:
    """Record an agreed score; where that is not possible, say why at its field."""
    given, reason = int(form.score.data), form.reason.data or ""
    try:
        moderation.moderate(
            db.session, place.bid, place.criterion, score=given, reason=reason, by=current_account(), at=now()
        )
    except WrongStage:
        form.add_error("score", "This lot is decided. Agreed scores can no longer change")
        return False
    return True


def _missing_words(target: LotStage, missing_count: int) -> str:
    """Say what is missing before a lot can move, and what to do."""
    scores = "1 score is" if missing_count == 1 else f"{missing_count} scores are"
    if target is LotStage.MODERATION:
        return f"{scores} still missing. Ask the panel to finish scoring, then try again"
    return f"{scores} still to be agreed. Agree on every answer, then try again"


def _after_agreeing(lot: Lot) -> str:
    """Give the address of the next answer without an agreed score, or of the list when nothing is left."""
    following = moderation.find_next_unmoderated(db.session, lot)
    return _address(".agree", lot, *following) if following else _address(".show_agreed", lot)


def _address(endpoint: str, lot: Lot | None = None, bid: Bid | None = None, criterion: Criterion | None = None) -> str:
    """Give the address of a page of this programme, about a lot or one answer in it."""
    return url_for(
        endpoint,
        programme_key=current_programme().key,
        lot_key=lot and lot.key,
        provider_key=bid and bid.provider.key,
        criterion_key=criterion and criterion.key,
    )
