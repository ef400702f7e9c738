"""How reviewers' time is shared out: half to what teaches most, a fifth to sure tags, a third to blind reading.

What is read blind is drawn by the contribution's id: at random as far as its words go, and the same every time. Nobody
sees the machine's tags on it before it is finished, and nothing is ever learned from it, so it can tell how good the
tags are.
"""

from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, SQLColumnExpression, and_, cast, exists, select

from surveys.models import Contribution, ContributionReview, Decision, Tag


class Share(StrEnum):
    """What a contribution is looked at for."""

    INFORMATIVE = "informative"
    """The machine is not sure of it: what people decide teaches most."""
    CONFIDENT = "confident"
    """The machine is sure of all its tags: is it right to be?"""
    BLIND = "blind"
    """Read without the machine's tags in view."""


WEIGHTS = {Share.BLIND: 10, Share.CONFIDENT: 6, Share.INFORMATIVE: 15}
"""A third, a fifth and a half, brought to one whole."""

_ALL = sum(WEIGHTS.values())
_STEP, _ROUND = 2_654_435_761, 2**32
"""Steps of the golden ratio around a circle: neighbours fall far apart, and every stretch gets its share."""


def draw(number: int) -> int:
    """Draw a whole number from 0 to 30 by a number, the same every time."""
    return number * _STEP % _ROUND * _ALL // _ROUND


def share_of(number: int) -> Share:
    """Give the share that a number falls into."""
    drawn, limit = draw(number), 0
    for share, weight in WEIGHTS.items():
        limit += weight
        if drawn < limit:
            return share
    raise ValueError(number)


def drawn_order(number: SQLColumnExpression[int] = Contribution.id) -> ColumnElement[int]:
    """Order contributions as drawn: as good as at random, and the same every time."""
    return cast(number, BigInteger) * _STEP % _ROUND


def is_drawn_blind(number: SQLColumnExpression[int] = Contribution.id) -> ColumnElement[bool]:
    """Hold for contributions drawn to be read blind; `share_of` says the same of their ids."""
    return drawn_order(number) * _ALL < WEIGHTS[Share.BLIND] * _ROUND


def reads_blind() -> ColumnElement[bool]:
    """Hold for contributions whose machine tags nobody is to see yet.

    They are drawn for it, nobody has finished with them, and nobody has decided on a tag with the machine's in view.
    """
    in_view = (
        select(Decision.id)
        .join(Tag, Tag.id == Decision.tag_id)
        .where(Tag.contribution_id == Contribution.id, Decision.had_seen_suggestion)
        .correlate(Contribution)
    )
    is_finished = exists().where(ContributionReview.contribution_id == Contribution.id)
    return and_(is_drawn_blind(), ~is_finished, ~in_view.exists())
