"""Signing in and out."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from surveys.audit import record_act
from surveys.people import find_account, list_programmes
from webapp.clock import now
from webapp.extensions import db
from webapp.forms.sign_in import SignInForm, SignOutForm
from webapp.going_back import way_back
from webapp.security import SignedIn, current_account, is_password, public, signed_in

blueprint = Blueprint("sign_in", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def show() -> str | Response:
    """Sign in and go on to the page that was asked for."""
    form = SignInForm()
    if form.validate_on_submit():
        account = find_account(db.session, form.email.data or "")
        if is_password(account, form.password.data or "") and account is not None:
            login_user(SignedIn(account))
            record_act(db.session, "sign in", by=account, at=now())
            db.session.commit()
            return redirect(_next_page())
        form.add_error("password", "The email address and password do not match. Check both and try again")
    has_sample = any(programme.is_sample for programme in list_programmes(db.session))
    return render_template("public/sign_in.html", form=form, has_sample=has_sample)


@blueprint.route("/sign-out", methods=["GET", "POST"])
@signed_in
def leave() -> str | Response:
    """Sign out, after one press of a button."""
    form = SignOutForm()
    if form.validate_on_submit():
        record_act(db.session, "sign out", by=current_account(), at=now())
        db.session.commit()
        logout_user()
        flash("You are signed out")
        return redirect(url_for("public.home"))
    return render_template("public/sign_out.html", form=form, name=current_user.account.name)


def _next_page() -> str:
    """Give the page that was asked for before signing in, if it is one of ours."""
    return way_back("next", otherwise="desk.show")
