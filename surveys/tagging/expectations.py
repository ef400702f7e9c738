"""How sure the software can be of a programme's own themes before anybody has taught it."""

from dataclasses import dataclass

from surveys.models import Theme


@dataclass(frozen=True)
class Expectation:
    """What can be expected of a theme with so many written examples; both shares were measured, from 0 to 1.

    `precision` is the share of suggestions that are right, `recall` the share of what is said that is found.
    """

    example_count: int
    precision: float
    recall: float


def expect(theme: Theme) -> Expectation | None:
    """Say what can be expected of an own theme; None for the library's, which the models were trained on."""
    from nlp.adoption import expected

    if theme.codeframe.programme_id is None:
        return None
    found = expected(len(theme.examples))
    return Expectation(len(theme.examples), found.precision, found.recall)
