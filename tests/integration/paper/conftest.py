"""A survey that is open, somebody who keys paper, and somebody else."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveys.capture.editions import publish_edition
from surveys.models import Account, Programme, QuestionnaireEdition
from surveys.values import Role
from tests.integration.paper.pages import SERVICE_USER


@pytest.fixture(autouse=True)
def edition(session: Session, programme: Programme) -> QuestionnaireEdition:
    edition = publish_edition(session, programme, SERVICE_USER, opens_on=date(2026, 9, 1), closes_on=None)
    session.commit()
    return edition


@pytest.fixture
def keyer(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.FACILITATOR, name="keyer")


@pytest.fixture
def colleague(make_account: Callable[..., Account]) -> Account:
    return make_account("colleague", Role.FACILITATOR)
