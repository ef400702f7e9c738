"""Errors in words: what happened, and what to do. No stack traces, nothing typed is lost without saying so."""

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from webapp.extensions import db
from webapp.texts import lazy_gettext as _

PAGES = {
    400: (_("Something went wrong with that page"), _("Go back, check what you entered, and try again.")),
    403: (_("You cannot see this page"), _("Your account does not have the role for it. Ask your programme lead.")),
    404: (_("We cannot find that page"), _("Check the address, or start again from the first page.")),
    405: (_("This page cannot be opened that way"), _("Go back and use the buttons on the page.")),
    413: (
        _("That was too much to send"),
        _(
            "A page takes about 150,000 words, a photo or recording up to 10 megabytes. "
            "Press back: your browser usually keeps what you typed. Then send less."
        ),
    ),
    429: (_("Too many tries"), _("Wait a minute, then try again. Press back to see what you typed.")),
    500: (
        _("Sorry, something went wrong on our side"),
        _("Nothing you sent before is lost. Go back and try again. If it happens again, tell the council."),
    ),
}


def init_errors(app: Flask) -> None:
    """Show every HTTP error, and every bug, as a page."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(Exception, lambda error: _show_bug(app, error))


def _show(error: HTTPException) -> tuple[str, int] | HTTPException:
    """Show the page of an HTTP error; redirects pass."""
    code = error.code or 500
    if code < 400:  # noqa: PLR2004  the first code that is an error
        return error
    title, advice = PAGES.get(code, PAGES[400 if code < 500 else 500])  # noqa: PLR2004  our fault from here on
    return render_template("errors/error.html", title=title, advice=advice), code


def _show_bug(app: Flask, error: Exception) -> tuple[str, int] | HTTPException:
    """Log where the bug is, without the values that were being worked on, and show the page."""
    db.session.rollback()
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown"
    app.logger.error("unexpected %s at %s", type(error).__name__, where)
    if app.testing:
        raise error
    title, advice = PAGES[500]
    return render_template("errors/error.html", title=title, advice=advice), 500
