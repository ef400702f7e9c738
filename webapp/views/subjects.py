"""What nobody asked about: subjects of contributions that no theme fits, and the themes proposed because of them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.errors import InvalidCodeframe
from surveys.models import Codeframe, ThemeProposal
from surveys.summaries.proposals import (
    ProposalState,
    list_bases,
    list_proposals,
    list_quotable,
    propose_theme,
    take_up,
    write_proposals,
)
from surveys.summaries.subjects import (
    PAGE_SIZE,
    SubjectSummary,
    ask_for_look,
    count_unthemed,
    dismiss_subject,
    find_latest_look,
    find_subject,
    find_waiting_request,
    list_said,
    list_subjects,
    name_subject,
)
from surveys.tagging.runs import count_waiting
from surveys.values import Role
from webapp.clock import now, today
from webapp.extensions import db
from webapp.forms.subjects import NEW, DismissForm, LookForm, TakeUpForm, ThemeForm
from webapp.security import allow, current_account, current_programme

blueprint = Blueprint("subjects", __name__, url_prefix="/programmes/<programme_key>")
may_read = allow(Role.REVIEWER, Role.PROGRAMME_LEAD)

TYPES = {"toml": "application/toml", "csv": "text/csv"}
TITLE_MISSING = "Write a title for the new codeframe"


@blueprint.app_template_filter("subject_name")
def _name(summary: SubjectSummary) -> str:
    """Name a subject by its key phrases."""
    return name_subject(summary.subject)


@blueprint.route("/subjects", methods=["GET", "POST"])
@may_read
def show_all(programme_key: str) -> str | Response:
    """List what the last look found; ask for a new one."""
    programme = current_programme()
    form = LookForm()
    if form.validate_on_submit():
        asked = ask_for_look(db.session, programme, by=current_account(), at=now())
        record_act(db.session, "ask for look", by=current_account(), at=now(), programme=programme, subject=asked)
        db.session.commit()
        return redirect(url_for(".show_all", programme_key=programme_key))
    look = find_latest_look(db.session, programme)
    found = list_subjects(db.session, look) if look else []
    return render_template(
        "subjects/list.html",
        form=form,
        look=look,
        standing=[each for each in found if each.dismissal is None],
        dismissed=[each for each in found if each.dismissal],
        unthemed_count=count_unthemed(db.session, programme),
        is_looking=find_waiting_request(db.session, programme) is not None,
        unread_count=count_waiting(db.session, programme=programme),
        proposal_count=len(list_proposals(db.session, programme)),
    )


@blueprint.get("/subjects/<int:subject_id>")
@may_read
def show(programme_key: str, subject_id: int) -> str:
    """Show the contributions about a subject, page by page."""
    summary = _summary(subject_id)
    page = request.args.get("page", 1, type=int)
    last = max(1, -(-summary.count // PAGE_SIZE))
    if not 1 <= page <= last:
        abort(404)
    return render_template(
        "subjects/subject.html",
        summary=summary,
        said=list_said(db.session, summary.subject, page=page),
        page=page,
        last=last,
        proposals=[
            each.proposal
            for each in list_proposals(db.session, current_programme())
            if each.proposal.subject_id == summary.subject.id
        ],
    )


@blueprint.route("/subjects/<int:subject_id>/theme", methods=["GET", "POST"])
@may_read
def propose(programme_key: str, subject_id: int) -> str | Response:
    """Propose a theme because of a subject."""
    summary, account = _summary(subject_id), current_account()
    quotable = list_quotable(db.session, summary.subject)
    form = ThemeForm()
    form.offer(quotable)
    if form.validate_on_submit():
        examples = form.chosen(quotable)
        theme = form.theme(examples)
        try:
            made = propose_theme(db.session, summary.subject, theme, examples=examples, by=account, at=now())
            record_act(db.session, "propose theme", by=account, at=now(), programme=current_programme(), subject=made)
            db.session.commit()
            flash("The theme is proposed. The programme lead can add it to a codeframe")
            return redirect(url_for(".show_proposals", programme_key=programme_key))
        except InvalidCodeframe as error:
            form.add_error("title", "; ".join(error.problems))
    return render_template("subjects/propose.html", form=form, summary=summary, quotable=quotable)


@blueprint.route("/subjects/<int:subject_id>/dismiss", methods=["GET", "POST"])
@may_read
def dismiss(programme_key: str, subject_id: int) -> str | Response:
    """Set a subject aside, with a reason."""
    summary, account = _summary(subject_id), current_account()
    form = DismissForm()
    if form.validate_on_submit():
        dismissal = dismiss_subject(db.session, summary.subject, reason=form.reason.data or "", by=account, at=now())
        record_act(
            db.session, "dismiss subject", by=account, at=now(), programme=current_programme(), subject=dismissal
        )
        db.session.commit()
        flash("The subject is set aside")
        return redirect(url_for(".show_all", programme_key=programme_key))
    return render_template("subjects/dismiss.html", form=form, summary=summary)


@blueprint.get("/proposals")
@may_read
def show_proposals(programme_key: str) -> str:
    """List the themes that were proposed."""
    return render_template("subjects/proposals.html", states=list_proposals(db.session, current_programme()))


@blueprint.get(f"/proposals/file.<any({', '.join(TYPES)}):kind>")
@may_read
def download(programme_key: str, kind: str) -> Response:
    """Give the proposed themes that are not in use as a codeframe file."""
    states = list_proposals(db.session, current_programme())
    open_ones: list[ThemeProposal] = [each.proposal for each in states if not each.is_in_use]
    if not open_ones:
        abort(404)
    content = write_proposals(open_ones, kind=kind, edition=today().isoformat())
    headers = {"Content-Disposition": f'attachment; filename="proposed-themes.{kind}"'}
    return Response(content, mimetype=TYPES[kind], headers=headers)


@blueprint.route("/proposals/<int:proposal_id>/add", methods=["GET", "POST"])
@allow(Role.PROGRAMME_LEAD)
def add(programme_key: str, proposal_id: int) -> str | Response:
    """Put a proposed theme into a new edition of a codeframe, and go on to check that."""
    state = _state(proposal_id)
    bases = {frame.key: frame for frame in list_bases(db.session, current_programme())}
    form = TakeUpForm()
    form.offer(bases.values())
    if form.validate_on_submit():
        codeframe = _take_up(form, state.proposal, bases)
        if codeframe:
            key, edition = codeframe.key, codeframe.edition
            db.session.commit()
            return redirect(url_for("codeframes.check", programme_key=programme_key, frame_key=key, edition=edition))
    return render_template("subjects/add.html", form=form, state=_state(proposal_id))


def _summary(subject_id: int) -> SubjectSummary:
    """Give the subject that the address names."""
    return find_subject(db.session, current_programme(), subject_id) or abort(404)


def _state(proposal_id: int) -> ProposalState:
    """Give the proposal that the address names."""
    states = list_proposals(db.session, current_programme())
    return next((each for each in states if each.proposal.id == proposal_id), None) or abort(404)


def _take_up(form: TakeUpForm, proposal: ThemeProposal, bases: dict[str, Codeframe]) -> Codeframe | None:
    """Take a proposal up; None when something is wrong, which the form then says."""
    into = form.title.data if form.codeframe.data == NEW else bases[form.codeframe.data]
    if not into:
        form.add_error("title", TITLE_MISSING)
        return None
    account, at = current_account(), now()
    try:
        made = take_up(db.session, proposal, into, edition=form.edition.data or "", by=account, at=at)
    except InvalidCodeframe as error:
        db.session.rollback()
        form.add_error("edition", "; ".join(error.problems))
        return None
    record_act(db.session, "take up proposal", by=account, at=at, programme=current_programme(), subject=proposal)
    return made
