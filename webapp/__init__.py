"""The thin web layer: parse, call one domain function, render."""

from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from webapp.config import Config, load_config
from webapp.errors import init_errors
from webapp.extensions import compress, db, limiter, migrate, talisman, wtforms_helpers
from webapp.filters import init_filters
from webapp.headers import POLICY, init_headers, init_static
from webapp.look import init_look
from webapp.navigation import init_navigation
from webapp.security import init_security
from webapp.views import BLUEPRINTS


def create_app(config: Config | None = None) -> Flask:
    """Make the application; without a configuration, the one of the folder `instance` and the environment."""
    app = Flask(__name__)
    app.config.from_mapping((config or load_config(Path("instance"))).flask())
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    shared = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    app.jinja_loader = ChoiceLoader([PackageLoader("webapp"), PrefixLoader(shared)])
    db.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent.parent / "migrations"))
    wtforms_helpers.init_app(app)
    talisman.init_app(
        app,
        force_https=app.config["SESSION_COOKIE_SECURE"],
        session_cookie_secure=app.config["SESSION_COOKIE_SECURE"],
        strict_transport_security=app.config["SESSION_COOKIE_SECURE"],
        frame_options="DENY",
        content_security_policy=POLICY,
        content_security_policy_nonce_in=["script-src"],
    )
    init_static(app)
    compress.init_app(app)
    limiter.init_app(app)
    init_look(app)
    init_headers(app)
    init_security(app)
    init_errors(app)
    init_filters(app)
    init_navigation(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
