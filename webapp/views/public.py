"""Pages about the service that anybody may read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template

from surveys.capture.editions import languages_of, list_open_editions, presented
from surveys.definitions import Questionnaire
from surveys.models import Programme, QuestionnaireEdition
from surveys.people import list_programmes
from surveys.values import Language
from webapp.clock import today
from webapp.extensions import db
from webapp.look import current_look
from webapp.security import public

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@public
def home() -> str:
    """Show what can be answered and what came of it."""
    programmes = [(programme, _open_surveys(programme)) for programme in list_programmes(db.session)]
    return render_template("public/home.html", programmes=programmes)


def _open_surveys(programme: Programme) -> list[tuple[QuestionnaireEdition, Questionnaire, Language]]:
    """List the surveys that take answers, each with its language: that of the page if it has it, else its own."""
    look = current_look()
    found = []
    for edition in list_open_editions(db.session, programme, on=today()):
        languages = languages_of(edition)
        language = look.language if look.language in languages else languages[0]
        found.append((edition, presented(edition, language=language, is_easy=look.is_easy), language))
    return found


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """Say how accessible the service is, and what was and was not tested."""
    return render_template("public/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """Say what happens to people's words."""
    return render_template("public/privacy.html")


@blueprint.get("/help")
@public
def help_numbers() -> str:
    """Say who to call."""
    return render_template("public/help.html")


@blueprint.get("/accessibility/tests")
@public
def test_log() -> str:
    """Say what was tried by hand and when, and what was not."""
    log = _test_log()
    days = [(day["on"], day["entries"]) for day in log["days"]]
    return render_template("public/test_log.html", log=days, not_yet=[each["what"] for each in log["not_yet"]])


@cache
def _test_log() -> dict[str, Any]:
    """Read the log, which is kept beside the code."""
    return tomllib.loads((Path(__file__).parent.parent / "test_log.toml").read_text(encoding="utf-8"))
