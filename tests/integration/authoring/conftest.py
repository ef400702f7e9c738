"""A lead who is signed in, and a survey that is published."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.definitions import LIBRARY, load_questionnaire
from surveys.models import Account, Programme, QuestionnaireEdition
from surveys.values import Role

SERVICE_USER = load_questionnaire(LIBRARY / "home_care" / "questionnaires" / "service-user.toml")
PAGES = "/programmes/ferring/surveys"
HERE = f"{PAGES}/service-user"


@pytest.fixture(autouse=True)
def lead(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.PROGRAMME_LEAD)


@pytest.fixture
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    edition = publish_edition(session, programme, SERVICE_USER, opens_on=date(2020, 9, 1), closes_on=None)
    session.commit()
    return edition
