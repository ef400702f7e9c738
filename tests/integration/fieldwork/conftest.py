"""A survey with some responses."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.models import Programme, QuestionnaireEdition
from surveys.values import Channel, Language
from tests.fieldwork import respond, survey

PAGES = "/programmes/ferring/fieldwork"
CARE = f"{PAGES}/surveys/care"


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    """The survey, open and not answered yet."""
    edition = publish_edition(session, programme, survey(), opens_on=date(2026, 9, 1), closes_on=date(2099, 1, 1))
    session.commit()
    return edition


@pytest.fixture
def answered(session: Session, edition: QuestionnaireEdition) -> QuestionnaireEdition:
    """The survey with 33 responses: 20 on home care, 10 on reablement, 3 on paper in Welsh with other help."""
    old, young = {"about-age": "85-or-over"}, {"about-age": "under-65"}
    respond(session, edition, {"help": "home-care", "area": "BA1", "needs": ["time"]}, times=20, about=old)
    respond(session, edition, {"help": "reablement", "area": "BA2", "word": "Late"}, times=10, about=young)
    other = {"help": "other", "help-other-words": "Shopping", "area": "BS39"}
    respond(session, edition, other, times=3, channel=Channel.PAPER, language=Language.WELSH)
    return edition
