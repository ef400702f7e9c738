"""Contributions that no theme fits, and a look at them that always finds the same."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy.orm import Session

from surveys.models import Contribution, Look, Programme
from surveys.summaries.subjects import ask_for_look
from surveys.tagging.grouping import Findings, FoundSubject
from tests.tagged import AT, add_contribution
from webapp.looking import look

PARKING = ["Ivy Okafor cannot park here", "No parking on our street", "Parking costs too much", "We need a permit"]
BINS = ["The bins are full", "Nobody takes my bins out", "Bins again"]


def find_by_word(texts: Sequence[str]) -> Findings:
    """Find what is about parking, and what about bins."""
    subjects = []
    for words, phrases in ((("par", "permit"), ("parking", "permit", "street", "cost")), (("bins",), ("bins",))):
        places = tuple(place for place, text in enumerate(texts) if any(word in text.lower() for word in words))
        subjects += [FoundSubject(places, phrases)] if places else []
    return Findings(tuple(subjects), "test 1", {"fewest": 3})


@pytest.fixture
def unthemed(session: Session, programme: Programme) -> list[Contribution]:
    """Seven contributions without a tag; the first names somebody, the last may not be quoted."""
    found = [add_contribution(session, programme, PARKING[0], personal=["Ivy Okafor"])]
    found += [add_contribution(session, programme, text) for text in [*PARKING[1:], *BINS]]
    found[-1].has_quote_consent = False
    session.commit()
    return found


@pytest.fixture
def make_look(session: Session, programme: Programme, unthemed: list[Contribution]) -> Callable[[], Look]:
    """Look at them."""

    def make() -> Look:
        request = ask_for_look(session, programme, by=None, at=AT)
        session.commit()
        return look(request, finder=find_by_word)

    return make
