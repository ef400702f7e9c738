"""Following: what came of one's words, with the receipt code."""

from flask import Blueprint, render_template

from surveys.capture.receipts import read_receipt
from surveys.publication.followed import find_followed
from surveys.values import ActionKind
from webapp.extensions import db, limiter
from webapp.forms.surveys import CODE_LENGTH, FollowForm
from webapp.security import current_programme, public
from webapp.texts import gettext as _
from webapp.views.surveys.beginning import TRIES


@public
@limiter.limit(TRIES, methods=["POST"])
def follow(programme_key: str) -> str:
    """Show where the words of one response went, to whoever has its receipt code."""
    form = FollowForm()
    if form.validate_on_submit():
        receipt = read_receipt((form.code.data or "")[:CODE_LENGTH])
        followed = find_followed(db.session, current_programme(), receipt=receipt) if receipt else None
        if followed:
            return render_template("surveys/followed.html", followed=followed, receipt=receipt, kind_of=ActionKind)
        form.add_error("code", _("We cannot find this receipt code. Check each letter and number, and try again"))
    return render_template("surveys/follow.html", form=form)


def add_to(blueprint: Blueprint) -> None:
    """Give the page its address."""
    blueprint.add_url_rule("/follow", "follow", follow, methods=["GET", "POST"])
