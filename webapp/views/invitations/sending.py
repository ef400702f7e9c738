"""A round that was let go: what was sent, what failed, the letters to post, and the calls to make."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template
from werkzeug.wrappers import Response

from surveys.capture.messages import count_round, list_messages, list_wanted, retry, settle_round
from surveys.models import InvitationRound
from surveys.values import MessageState, Reach
from webapp.clock import today
from webapp.documents.letters import make_letters
from webapp.extensions import db
from webapp.forms.invitations import SettleForm
from webapp.mail.texts import links_of
from webapp.sending import transport
from webapp.views.invitations.access import current_round, leads, page, record

PART = 250
"""Letters in one file: a printer can take them, and they are made while somebody waits."""

SETTLED = {"posted": Reach.LETTER, "called": Reach.PHONE, "visited": Reach.IN_PERSON}


def secret() -> str:
    """Give the server's part of every personal link."""
    return str(current_app.secret_key)


def show_released(row: InvitationRound) -> str | Response:
    """Show a round that was let go, and take note of what people did about it."""
    form = SettleForm()
    if form.validate_on_submit():
        flash(_settle(row, form))
        record("settle messages", row)
        db.session.commit()
        return redirect(page("show_round", round_id=row.id))
    counts = count_round(db.session, row)
    letters = len(list_wanted(db.session, row, Reach.LETTER))
    return render_template(
        "invitations/released.html",
        form=form,
        row=row,
        counts=counts,
        parts=range(1, -(-letters // PART) + 1),
        letter_count=letters,
        failed=list_messages(db.session, row, MessageState.FAILED),
        uncertain=list_messages(db.session, row, MessageState.UNCERTAIN),
        resting={each.failure for each in list_messages(db.session, row, MessageState.WAITING) if each.failure},
        is_real=transport().is_real,
    )


@leads
def make_letters_file(programme_key: str, round_id: int, part: int) -> Response:
    """Give some of the letters that wait, as a PDF to print."""
    row = current_round()
    messages = list_wanted(db.session, row, Reach.LETTER)[(part - 1) * PART : part * PART]
    if not messages or row.released_at_utc is None:
        abort(404)
    content = make_letters(row, messages, secret=secret(), on=today())
    record("make letters", row)
    db.session.commit()
    headers = {
        "Content-Disposition": f'attachment; filename="letters-{row.id}-{part}.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/pdf", headers=headers)


@leads
def show_calls(programme_key: str, round_id: int) -> str:
    """List those who want a call or a visit, each with the code to answer with."""
    row = current_round()
    if row.released_at_utc is None:
        abort(404)
    ways = (Reach.PHONE, Reach.IN_PERSON)
    lists = [(reach, list_wanted(db.session, row, reach)) for reach in ways]
    links = {
        message.id: links_of(row, message.invitation, secret=secret()) for _reach, found in lists for message in found
    }
    come = next((each.come for each in links.values()), "")
    return render_template("invitations/calls.html", row=row, lists=lists, links=links, come=come, on=today())


def _settle(row: InvitationRound, form: SettleForm) -> str:
    """Do what the button says; returns what to tell."""
    for name, reach in SETTLED.items():
        if form[name].data:
            count = settle_round(db.session, row, MessageState.WAITING, reach, on=today())
            return f"{count:,} messages are noted as sent"
    if form.count_sent.data:
        count = settle_round(db.session, row, MessageState.UNCERTAIN, None, on=today())
        return f"{count:,} messages are noted as sent"
    state = MessageState.UNCERTAIN if form.resend.data else MessageState.FAILED
    return f"{retry(db.session, row, state):,} messages wait to be sent again"


def add_to(blueprint: Blueprint) -> None:
    """Give each page its address."""
    one = "/invitations/rounds/<int:round_id>"
    blueprint.add_url_rule(f"{one}/letters-<int:part>.pdf", "make_letters_file", make_letters_file)
    blueprint.add_url_rule(f"{one}/calls", "show_calls", show_calls)
