"""How pages look to one browser: language, Easy Read, size of text, contrast. Kept in a cookie that says no more."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, refresh

from surveys.values import Format, Language

COOKIE = "look"
YEAR = 365 * 24 * 60 * 60
RIGHT_TO_LEFT = frozenset({Language.URDU})
TRANSLATED = frozenset({"public", "surveys", "look", None})
"""Blueprints whose pages are in every language; None is a page of no blueprint, such as an error."""

NAMES: dict[Language, str] = {
    Language.ENGLISH: "English",
    Language.WELSH: "Cymraeg",
    Language.BENGALI: "বাংলা",
    Language.POLISH: "Polski",
    Language.URDU: "اردو",
}
"""What each language calls itself."""

IN_BRITAIN = {Language.ENGLISH: "en_GB"}
"""Where a language writes dates differently: 5 March 2026, not March 5, 2026."""


class TextSize(StrEnum):
    """How large the text is."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Contrast(StrEnum):
    """Which colours text and background have."""

    NORMAL = "normal"
    DARK = "dark"
    YELLOW = "yellow"


@dataclass(frozen=True)
class Look:
    """The choices of one browser."""

    language: Language = Language.ENGLISH
    is_easy: bool = False
    text_size: TextSize = TextSize.NORMAL
    contrast: Contrast = Contrast.NORMAL

    @property
    def form(self) -> Format:
        """Give the form in which questions are put."""
        return Format.EASY_READ if self.is_easy else Format.STANDARD

    def cookie(self) -> str:
        """Write the choices as a cookie's value."""
        return ".".join((self.language, "easy" if self.is_easy else "plain", self.text_size, self.contrast))


def read_look(cookie: str) -> Look:
    """Read a cookie; what is not understood is the default."""
    language, easy, size, contrast = (cookie.split(".") + [""] * 4)[:4]
    return Look(
        language=_known(Language, language, Language.ENGLISH),
        is_easy=easy == "easy",
        text_size=_known(TextSize, size, TextSize.NORMAL),
        contrast=_known(Contrast, contrast, Contrast.NORMAL),
    )


def _known(kind: type[StrEnum], value: str, default: Any) -> Any:
    """Give the member of an enumeration, or the default."""
    return kind(value) if value in set(kind) else default


def current_look() -> Look:
    """Give the choices of the browser that asks."""
    if "look" not in g:
        g.look = read_look(request.cookies.get(COOKIE, ""))
    return g.look  # type: ignore[no-any-return]


def keep_look(response: Response, **changed: Any) -> Response:
    """Change some choices, and let the browser remember all for a year."""
    look = replace(current_look(), **changed)
    secure = bool(request.is_secure)
    response.set_cookie(COOKIE, look.cookie(), max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


def page_language() -> Language:
    """Give the language of the page being made."""
    if not has_request_context():
        return Language.ENGLISH
    if "page_language" in g:
        return g.page_language  # type: ignore[no-any-return]
    return current_look().language if request.blueprint in TRANSLATED else Language.ENGLISH


def speak(language: Language) -> None:
    """Make the page in this language, whatever the browser asked for: the survey may not have its own."""
    if page_language() is not language:
        refresh()
    g.page_language = language


def _locale() -> str:
    """Name the locale of the page being made."""
    language = page_language()
    return IN_BRITAIN.get(language, language.value)


def init_look(app: Flask) -> None:
    """Set up translations, and let templates see the choices."""
    Babel(app, locale_selector=_locale, default_translation_directories="translations")
    app.context_processor(_in_templates)


def _in_templates() -> dict[str, Any]:
    """What templates may ask."""
    language = page_language()
    return {
        "look": current_look(),
        "page_language": language,
        "page_direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "language_names": NAMES,
    }
