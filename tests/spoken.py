"""Many people who say something, as tests of summaries and releases need them."""

from sqlalchemy.orm import Session

from surveys.models import Contribution, Programme
from surveys.values import Band, Group, Stance
from tests.tagged import Found, add_contribution


def speak(
    session: Session,
    programme: Programme,
    text: str,
    *,
    times: int = 1,
    theme: str = "i-02",
    stance: Stance = Stance.UNMET,
    group: Group = Group.SERVICE_USER,
    may_quote: bool = True,
    band: Band = Band.ACCEPT,
    personal: tuple[str, ...] = (),
) -> list[Contribution]:
    """Add contributions that say the text; `{}` in it is their number, and the tag's span is its last word."""
    said = []
    for number in range(times):
        words = text.format(number)
        span = words.split()[-1]
        contribution = add_contribution(
            session, programme, words, [Found(theme, span, stance, band)], personal=personal
        )
        contribution.group, contribution.has_quote_consent = group, may_quote
        said.append(contribution)
    session.commit()
    return said
