"""Pages that hold nothing of anybody are made once a process and kept; only their token and nonce are new."""

from collections.abc import Callable, Hashable

from flask import request, session
from flask_wtf.csrf import generate_csrf

from webapp.extensions import talisman_nonce
from webapp.look import Look, current_look, page_language
from webapp.security import current_programme

MOST_PAGES = 3000
"""Of some 8 kB each; when there are more, all are made anew."""

_TOKEN, _NONCE, _ONCE = "\ue000token\ue000", "\ue000nonce\ue000", "\ue000once\ue000"

_kept: dict[Hashable, str] = {}


def kept_page(inputs: Hashable | None, make: Callable[[], str], *, once: str = "") -> str:
    """Give a page of a programme, made before or now; None as `inputs` keeps nothing.

    `once` is a part of this one page, such as a code or somebody's answers, which is not kept.
    `inputs` names everything that the page is made of besides what every page is: address, programme, look, language.
    Nothing is kept of what is sent, of pages for people signed in, or of pages with a message.
    """
    if inputs is None or request.method != "GET" or "_flashes" in session or "_user_id" in session:
        return make()
    key = (_frame(), inputs)
    if key in _kept:
        return _kept[key].replace(_TOKEN, generate_csrf()).replace(_NONCE, talisman_nonce()).replace(_ONCE, once)
    page = make()
    if len(_kept) >= MOST_PAGES:
        _kept.clear()
    bare = page.replace(once, _ONCE) if once else page
    _kept[key] = bare.replace(generate_csrf(), _TOKEN).replace(talisman_nonce(), _NONCE)
    return page


def _frame() -> tuple[str, int, str, str, bool, str | None, Look, str]:
    """Name what the frame of a page is made of."""
    programme = current_programme()
    about = (programme.id, programme.title, programme.council, programme.is_sample)
    return (request.full_path, *about, session.get("kiosk"), current_look(), page_language())
