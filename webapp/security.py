"""Who may see a page.

Every view says so with `@public`, `@signed_in` or `@allow(...)`; one that does not is refused.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, abort, current_app, g, request
from flask_login import UserMixin, current_user

from surveys.models import Account, Programme
from surveys.people import find_programme, roles_of
from surveys.values import Role
from webapp.database import start_writing, stop_writing
from webapp.doors import programme_at
from webapp.extensions import db, login_manager

View = TypeVar("View", bound=Callable[..., Any])
ANYBODY = "anybody"
WRITE_APART = frozenset({"surveys", "look"})
"""Blueprints that read first and write in a short transaction apart (`webapp.database.written`)."""
SIGNED_IN = "signed in"

_hasher = PasswordHasher()
_UNKNOWN = _hasher.hash("nobody has this password")


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Somebody signed in, as Flask-Login wants it; the account itself stays a plain model."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.id = str(account.id)


def public(view: View) -> View:
    """Let anybody see the page."""
    view.allowed = ANYBODY  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let everybody who is signed in see the page."""
    view.allowed = SIGNED_IN  # type: ignore[attr-defined]
    return view


def allow(*roles: Role) -> Callable[[View], View]:
    """Let those see the page who hold one of the roles in the programme that the address names."""

    def declare(view: View) -> View:
        view.allowed = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def current_account() -> Account:
    """Give the account that is signed in; only for pages that need one."""
    return cast("SignedIn", current_user).account


def current_programme() -> Programme:
    """Give the programme that the address names."""
    return cast("Programme", g.programme)


def current_roles() -> set[Role]:
    """Give the roles that the account signed in holds in the current programme; none when nobody is signed in."""
    programme = g.get("programme")
    if programme is None or not current_user.is_authenticated:
        return set()
    return roles_of(current_account(), programme)


def hash_password(password: str) -> str:
    """Hash a password with argon2id."""
    return _hasher.hash(password)


def is_password(account: Account | None, password: str) -> bool:
    """Tell whether the password is the account's; takes as long when there is no such account."""
    try:
        matches = _hasher.verify(account.password_hash if account else _UNKNOWN, password)
    except (VerificationError, InvalidHashError):
        return False
    return matches and account is not None and account.is_active


def init_security(app: Flask) -> None:
    """Check every request before its view runs."""
    login_manager.init_app(app)
    login_manager.login_view = "sign_in.show"
    login_manager.login_message = ""
    app.before_request(_open)
    app.teardown_request(_close)
    app.context_processor(lambda: {"programme": g.get("programme"), "roles": current_roles(), "Role": Role})


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load_account(account_id: str) -> SignedIn | None:
    """Load who is signed in."""
    account = db.session.get(Account, int(account_id))
    return SignedIn(account) if account and account.is_active else None


def _programme(key: str) -> Programme | None:
    """Find the programme of the address; respondents' pages take one read not long ago."""
    return programme_at(key) if request.blueprint == "surveys" else find_programme(db.session, key)


def _close(_error: BaseException | None) -> None:
    """End the request's transaction: whatever was not committed is not kept."""
    stop_writing()
    db.let_go()


def _open() -> Any:
    """Load the programme of the address and refuse whoever may not see the page."""
    if request.method == "POST" and request.blueprint not in WRITE_APART:
        start_writing()
    if request.endpoint is None or request.endpoint == "static":
        return None
    if "programme_key" in (request.view_args or {}):
        g.programme = _programme((request.view_args or {})["programme_key"]) or abort(404)
    allowed = getattr(current_app.view_functions[request.endpoint], "allowed", None)
    if allowed == ANYBODY:
        return None
    if not current_user.is_authenticated:
        return login_manager.unauthorized()
    if allowed == SIGNED_IN or (isinstance(allowed, frozenset) and allowed & current_roles()):
        return None
    return abort(403)
