"""A small survey that is open, and a draft of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.drafts import Draft, start_draft
from surveys.capture.editions import publish_edition
from surveys.models import Programme, QuestionnaireEdition
from tests.conftest import SECRET
from tests.unit.capture.visits import ON, SURVEY


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    return publish_edition(session, programme, SURVEY, opens_on=date(2026, 9, 1), closes_on=date(2026, 12, 1))


@pytest.fixture
def draft(session: Session, edition: QuestionnaireEdition) -> Draft:
    return start_draft(session.connection(), edition, secret=SECRET, on=ON)
