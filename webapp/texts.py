"""Words of the pages in the language of the page: Flask-Babel's functions, with types."""

from typing import Any

import flask_babel


def gettext(text: str, **facts: Any) -> str:
    """Give a text in the language of the page, with facts put where it says %(name)s."""
    return str(flask_babel.gettext(text, **facts))


def lazy_gettext(text: str) -> Any:
    """Give a text that is looked up when it is shown, for what is made before a page is asked for."""
    return flask_babel.lazy_gettext(text)
