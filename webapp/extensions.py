"""Flask's extensions, made once and bound in `create_app`."""

from typing import TYPE_CHECKING, Any

from flask import request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_talisman import Talisman
from govuk_frontend_wtf.main import WTFormsHelpers

from surveys.models import Base

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Database(SQLAlchemy):
    """Flask-SQLAlchemy, whose session of the request is to type checkers what it is to everybody else: a session."""

    if TYPE_CHECKING:
        session: Session  # type: ignore[assignment]  # the library says what proxies it

    def let_go(self) -> None:
        """Roll back what the request's session did and did not commit, if it has one."""
        session: Any = self.session
        if session.registry.has():
            session.rollback()


db = Database(metadata=Base.metadata)
migrate = Migrate(directory="migrations", render_as_batch=True, compare_type=True)
login_manager = LoginManager()
compress = Compress()
limiter = Limiter(get_remote_address, headers_enabled=False)
"""Counts tries by address in memory and writes none of them down."""
talisman = Talisman()
wtforms_helpers = WTFormsHelpers()


def talisman_nonce() -> str:
    """Give the nonce of the page being made, which its scripts must carry."""
    return str(request.csp_nonce)  # type: ignore[attr-defined]  # Talisman puts it there
