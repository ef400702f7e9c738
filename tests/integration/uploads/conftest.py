"""A survey with a question for a photo or a voice note, and a browser that has begun it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.models import Programme, QuestionnaireEdition
from tests.checked_client import CheckedClient
from tests.integration.surveys.pages import SERVICE_USER, START


@pytest.fixture(autouse=True)
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    edition = publish_edition(session, programme, SERVICE_USER, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    return edition


@pytest.fixture
def begun(client: CheckedClient) -> CheckedClient:
    """A browser that has pressed Start."""
    client.send(START, {"begin": "Start"})
    return client
