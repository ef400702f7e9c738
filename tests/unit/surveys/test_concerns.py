from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.models import Concern, ConcernEntry
from surveys.review.concerns import is_open, is_overdue
from surveys.values import ConcernOutcome

RAISED = datetime(2026, 11, 20, 12, tzinfo=UTC)


@given(st.lists(st.sampled_from(ConcernOutcome)))
def test_only_a_closing_entry_at_the_end_closes(outcomes: list[ConcernOutcome]) -> None:
    assert is_open([*outcomes, ConcernOutcome.LOOKING])
    assert not is_open([*outcomes, ConcernOutcome.REFERRED])
    assert not is_open([*outcomes, ConcernOutcome.NO_RISK])


def test_a_concern_nobody_wrote_about_is_open() -> None:
    assert is_open([])


@pytest.mark.parametrize(
    ("hours", "outcomes", "expected"),
    [
        (24, [], False),
        (24.01, [], True),
        (30, [ConcernOutcome.LOOKING], True),
        (30, [ConcernOutcome.REFERRED], False),
    ],
)
def test_a_concern_open_for_more_than_a_day_is_overdue(
    hours: float, outcomes: list[ConcernOutcome], *, expected: bool
) -> None:
    concern = Concern(raised_at_utc=RAISED, entries=[ConcernEntry(outcome=outcome) for outcome in outcomes])
    assert is_overdue(concern, at=RAISED + timedelta(hours=hours)) is expected
