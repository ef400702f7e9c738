"""A poster for a wall: what is asked, a square code and an address."""

from surveys.definitions import Questionnaire
from surveys.models import QuestionnaireEdition
from webapp.documents.pictures import square_code
from webapp.documents.typesetting import typeset
from webapp.filters import long_date
from webapp.mail.texts import speaking
from webapp.texts import gettext as _


def make_poster(edition: QuestionnaireEdition, questionnaire: Questionnaire, *, link: str) -> bytes:
    """Make an A4 poster in the language of the questionnaire as given."""
    with speaking(questionnaire.language):
        words = {
            "invites": _("%(council)s wants to know what you think", council=edition.programme.council),
            "scan": _("Scan this square with the camera of a phone."),
            "type_in": _("Or go to this address:"),
            "promise": _("You do not have to give your name. You can leave out any question."),
            "closes": _("The last day to answer is %(day)s.", day=long_date(edition.closes_on))
            if edition.closes_on
            else "",
            "qr_alt": _("A square code that opens the survey"),
        }
    data = {
        "title": questionnaire.title,
        "language": questionnaire.language.value,
        "purpose": questionnaire.purpose,
        "address": link,
        "words": words,
        "size": 17,
    }
    return typeset("poster.typ", data, pictures={"qr.svg": square_code(link)})
