"""A finding that is ready, and another council with one of its own."""

import pytest
from sqlalchemy.orm import Session

from surveys.models import Finding, Programme
from tests.published import ready_finding
from tests.tagged import AT


@pytest.fixture
def finding(session: Session, programme: Programme) -> Finding:
    """A finding that is ready."""
    return ready_finding(session, programme)


@pytest.fixture
def other(session: Session) -> Programme:
    """Another council's programme with a finding of its own."""
    other = Programme(key="elsewhere", title="Care elsewhere", council="Else Council", created_at_utc=AT)
    session.add(other)
    session.commit()
    ready_finding(session, other, title="Their finding")
    return other
