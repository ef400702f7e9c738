"""A reviewer who is signed in, and the words that review is tested with, read with the tags shown or blind."""

from collections.abc import Callable

import pytest

from surveys.models import Account, Contribution
from surveys.values import Band, Role
from tests.tagged import Found

QUEUE = "/programmes/ferring/review"
TEXT = "Maureen is kind.\nBut they come late, and they rush."
FOUND = (Found("ecc-1.2", "come late", band=Band.ACCEPT), Found("ecc-1.3", "they rush"))


@pytest.fixture
def reviewer(sign_in: Callable[..., Account]) -> Account:
    return sign_in(Role.REVIEWER)


@pytest.fixture
def address(contribution: Contribution) -> str:
    """The page of the contribution that a test module makes."""
    return f"{QUEUE}/{contribution.id}"
