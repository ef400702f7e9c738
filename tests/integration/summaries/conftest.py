"""Another council, in whose programme people spoke too."""

import pytest
from sqlalchemy.orm import Session

from surveys.models import Programme
from tests.spoken import speak
from tests.tagged import AT


@pytest.fixture
def other(session: Session) -> Programme:
    """Another council's programme, in which eight people spoke."""
    other = Programme(key="elsewhere", title="Care elsewhere", council="Else Council", created_at_utc=AT)
    session.add(other)
    session.commit()
    speak(session, other, "Else visit {} came late", times=8)
    return other
