"""Where a respondent stands in a survey. The signed cookie holds the code of each draft, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, request, session

from surveys.capture.drafts import Draft, find_draft, start_draft
from surveys.capture.editions import has_easy_read_of, is_open, languages_of, list_editions, presented
from surveys.capture.receipts import receipt_of
from surveys.capture.responses import find_response
from surveys.definitions import Questionnaire
from surveys.models import Programme, QuestionnaireEdition
from surveys.values import Channel, Format, Language
from webapp.clock import today
from webapp.extensions import db
from webapp.look import current_look, speak

MOST_PLACES = 6
"""A browser keeps its place in this many surveys, so that the cookie stays small; the oldest goes first."""


@dataclass(frozen=True)
class Place:
    """A survey as this browser sees it, and its draft; `code` leads to the draft, or to what was made of it."""

    edition: QuestionnaireEdition
    questionnaire: Questionnaire
    language: Language
    form: Format
    code: str
    draft: Draft | None
    is_sent: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the survey takes answers today."""
        return is_open(self.edition, on=today())

    @property
    def is_kiosk(self) -> bool:
        """Tell whether many people answer on this device, one after the other."""
        return session.get("kiosk") == self.edition.key

    @property
    def has_easy_read(self) -> bool:
        """Tell whether every page has an Easy Read variant."""
        return has_easy_read_of(self.edition)

    @property
    def languages(self) -> list[Language]:
        """List the languages that the survey is whole in."""
        return languages_of(self.edition)

    @property
    def receipt(self) -> str:
        """Give the receipt code that the answers get, or got, when sent."""
        return receipt_of(self.code)


def find_place(programme: Programme, survey_key: str) -> Place | None:
    """Find the survey and where this browser stands in it; None when there is no such survey.

    Of several editions that are open, the one already begun counts; of none, the newest.
    """
    editions = list_editions(db.session, programme, survey_key)
    if not editions:
        return None
    edition = _choose(editions)
    code = _codes().get(edition.id, "")
    draft = open_draft(code, edition=edition) if code else None
    is_begun = code and draft is None
    response = find_response(db.session, programme, receipt=receipt_of(code)) if is_begun else None
    language, form = _form_of(edition)
    speak(language)
    questionnaire = presented(edition, language=language, is_easy=form is Format.EASY_READ)
    return Place(edition, questionnaire, language, form, code, draft, is_sent=response is not None)


def open_draft(code: str, *, edition: QuestionnaireEdition | None = None) -> Draft | None:
    """Open a draft with its code; one that is to change is locked."""
    is_changed = request.method == "POST"
    return find_draft(db.session, code=code, secret=_secret(), edition=edition, to_change=is_changed)


def begin(edition: QuestionnaireEdition, *, invitation: str | None = None) -> Draft:
    """Begin a draft and keep its code in the cookie, in place of the edition's last one."""
    channel = Channel.KIOSK if session.get("kiosk") == edition.key else Channel.ONLINE
    draft = start_draft(db.session, edition, secret=_secret(), on=today(), channel=channel, invitation=invitation)
    keep_place(draft)
    return draft


def keep_place(draft: Draft) -> None:
    """Remember a draft's code in the cookie."""
    others = [pair for pair in session.get("places", []) if pair[0] != draft.edition.id]
    session["places"] = [*others, [draft.edition.id, draft.code]][-MOST_PLACES:]


def forget_place(edition: QuestionnaireEdition) -> None:
    """Forget where this browser stands in a survey: the next person begins anew."""
    session["places"] = [pair for pair in session.get("places", []) if pair[0] != edition.id]


def _form_of(edition: QuestionnaireEdition) -> tuple[Language, Format]:
    """Give the language and form in which this browser sees a survey: what it asked for, if the survey has it."""
    look = current_look()
    languages = languages_of(edition)
    language = look.language if look.language in languages else languages[0]
    is_easy = look.is_easy and has_easy_read_of(edition)
    return language, Format.EASY_READ if is_easy else Format.STANDARD


def _choose(editions: Sequence[QuestionnaireEdition]) -> QuestionnaireEdition:
    """Choose among the editions of a survey, the newest first."""
    takes_answers = [edition for edition in editions if is_open(edition, on=today())]
    begun = [edition for edition in takes_answers if edition.id in _codes()]
    return (begun or takes_answers or list(editions))[0]


def _codes() -> dict[int, str]:
    """Give the code of each edition that this browser has a place in."""
    return dict(session.get("places", []))


def _secret() -> str:
    """Give the server's part of every draft's key."""
    return str(current_app.secret_key)
