"""How pages look: language, Easy Read, size of text and contrast, chosen without JavaScript and remembered."""

from flask import Blueprint, abort, make_response, redirect, render_template
from werkzeug.wrappers import Response

from surveys.values import Language
from webapp.forms.look import LookForm
from webapp.going_back import way_back
from webapp.look import Contrast, TextSize, current_look, keep_look
from webapp.security import public

blueprint = Blueprint("look", __name__, url_prefix="/look")


@blueprint.route("", methods=["GET", "POST"])
@public
def choose() -> str | Response:
    """Choose everything on one page."""
    look = current_look()
    easy = "easy" if look.is_easy else "standard"
    form = LookForm(data={**vars(look), "reading": easy})
    if form.validate_on_submit():
        changed = {
            "language": Language(form.language.data),
            "is_easy": form.reading.data == "easy",
            "text_size": TextSize(form.text_size.data),
            "contrast": Contrast(form.contrast.data),
        }
        return keep_look(make_response(redirect(_back())), **changed)
    return render_template("public/look.html", form=form, back=_back())


@blueprint.get("/language/<language>")
@public
def speak(language: str) -> Response:
    """Change the language by one link."""
    if language not in set(Language):
        abort(404)
    return keep_look(make_response(redirect(_back())), language=Language(language))


@blueprint.get("/easy-read/<choice>")
@public
def easy_read(choice: str) -> Response:
    """Turn Easy Read on or off by one link."""
    if choice not in {"on", "off"}:
        abort(404)
    return keep_look(make_response(redirect(_back())), is_easy=choice == "on")


def _back() -> str:
    """Give the page to go back to: an address on this site, or the first page."""
    return way_back("back", otherwise="public.home")
