"""Where a respondent stands in a survey. The signed cookie holds the code of each draft, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, session
from flask_login import current_user
from sqlalchemy import Connection

from surveys.capture.drafts import Draft, drop_draft, find_draft, start_draft
from surveys.capture.editions import has_easy_read_of, is_open, languages_of, presented
from surveys.capture.receipts import receipt_of
from surveys.capture.responses import find_response
from surveys.definitions import Questionnaire
from surveys.errors import DraftGone
from surveys.models import Programme, QuestionnaireEdition
from surveys.values import Channel, Format, Language
from webapp.clock import today
from webapp.database import for_reading, written
from webapp.doors import editions_at
from webapp.extensions import db
from webapp.look import current_look, speak

MOST_PLACES = 6
"""A browser keeps its place in this many surveys, so that the cookie stays small; the oldest goes first."""


PHONE = "phone"
"""In the cookie of somebody of the staff who asks a survey's questions by telephone: the survey's key."""

INVITED = "invited"
"""In the cookie until a draft is begun: the edition and the key of the invitation whose personal link was opened."""


@dataclass(frozen=True)
class Place:
    """A survey as this browser sees it; `code` leads to its draft, or to what was made of it."""

    programme: Programme
    edition: QuestionnaireEdition
    questionnaire: Questionnaire
    language: Language
    form: Format
    code: str

    @cached_property
    def draft(self) -> Draft | None:
        """Open the draft, when it is first asked for."""
        return open_draft(self.code, edition=self.edition) if self.code else None

    @cached_property
    def is_sent(self) -> bool:
        """Tell whether the answers begun here were sent."""
        if not self.code or self.draft is not None:
            return False
        return find_response(db.session, self.programme, receipt=self.receipt) is not None

    @property
    def is_open(self) -> bool:
        """Tell whether the survey takes answers today."""
        return is_open(self.edition, on=today())

    @property
    def is_kiosk(self) -> bool:
        """Tell whether many people answer on this device, one after the other."""
        return session.get("kiosk") == self.edition.key

    @property
    def is_phone(self) -> bool:
        """Tell whether somebody of the staff asks the questions by telephone."""
        return _is_phone(self.edition)

    @property
    def is_invited(self) -> bool:
        """Tell whether a personal link led here and no draft was begun with it yet."""
        return not self.is_kiosk and session.get(INVITED, [None])[0] == self.edition.id

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

    Of several editions that are open, the one begun or come back to last counts; of none, the newest.
    """
    editions = editions_at(programme, survey_key)
    if not editions:
        return None
    edition = _choose(editions)
    code = _codes().get(edition.id, "")
    language, form = _form_of(edition)
    speak(language)
    is_easy = form is Format.EASY_READ
    questionnaire = presented(edition, language=language, is_easy=is_easy, is_aloud=_is_phone(edition))
    return Place(programme, edition, questionnaire, language, form, code)


def open_draft(code: str, *, edition: QuestionnaireEdition | None = None) -> Draft | None:
    """Open a draft with its code, to read it."""
    with for_reading(db.engine).connect() as connection:
        return find_draft(connection, code=code, secret=_secret(), edition=edition)


def begin(place: Place, *, invitation: str | None = None, instead: bool = False) -> Draft:
    """Begin a draft and keep its code in the cookie; `instead` forgets the draft begun before."""
    channel = Channel.KIOSK if place.is_kiosk else Channel.PHONE if place.is_phone else Channel.ONLINE
    invitation = invitation or _invitation_of(place)
    with written(db.engine) as connection:
        if instead and place.code and (old := find_draft(connection, code=place.code, secret=_secret())):
            invitation = invitation or old.invitation
            drop_draft(connection, old)
        draft = start_draft(
            connection, place.edition, secret=_secret(), on=today(), channel=channel, invitation=invitation
        )
    _forget_invitation(place)
    keep_place(draft)
    return draft


def change_draft(place: Place, act: Callable[[Connection, Draft], object]) -> Draft:
    """Do something with this browser's draft in a short transaction of its own.

    The draft is read again under a lock, so that two tabs write one after the other and nothing is lost. A personal
    link that was opened meanwhile is taken in, sealed, so that whoever has answered gets no reminder.

    Raises:
        DraftGone: it was sent or deleted meanwhile.
    """
    with written(db.engine) as connection:
        draft = find_draft(connection, code=place.code, secret=_secret(), to_change=True)
        if draft is None:
            raise DraftGone(place.edition.key)
        draft.invitation = draft.invitation or _invitation_of(place)
        act(connection, draft)
    _forget_invitation(place)
    return draft


def keep_place(draft: Draft) -> None:
    """Remember a draft's code in the cookie."""
    others = [pair for pair in session.get("places", []) if pair[0] != draft.edition_id]
    session["places"] = [*others, [draft.edition_id, draft.code]][-MOST_PLACES:]


def keep_invitation(edition: QuestionnaireEdition, key: str) -> None:
    """Remember that a personal link led here; the draft that is begun next takes it in, sealed."""
    session[INVITED] = [edition.id, key]


def _invitation_of(place: Place) -> str | None:
    """Give the invitation that led to a survey; a kiosk has none."""
    return str(session[INVITED][1]) if place.is_invited else None


def _forget_invitation(place: Place) -> None:
    """Forget the invitation once a draft holds it."""
    if place.is_invited:
        del session[INVITED]


def forget_place(edition: QuestionnaireEdition) -> None:
    """Forget where this browser stands in a survey: the next person begins anew."""
    session["places"] = [pair for pair in session.get("places", []) if pair[0] != edition.id]


def _is_phone(edition: QuestionnaireEdition) -> bool:
    """Tell whether somebody of the staff asks a survey's questions by telephone."""
    return session.get(PHONE) == edition.key and bool(current_user.is_authenticated)


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
    order = list(_codes())
    begun = sorted((each for each in takes_answers if each.id in order), key=lambda each: -order.index(each.id))
    return (begun or takes_answers or list(editions))[0]


def _codes() -> dict[int, str]:
    """Give the code of each edition that this browser has a place in."""
    return dict(session.get("places", []))


def _secret() -> str:
    """Give the server's part of every draft's key."""
    return str(current_app.secret_key)
