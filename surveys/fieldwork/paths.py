"""Which questions people were asked: the difference between a question left blank and one never met."""

from surveys.definitions import Questionnaire, find_path
from surveys.definitions.routing import Answers


class Paths:
    """Finds what was asked from the answers.

    A path hangs on nothing but which comparisons hold that conditions make, so it is worked out once for each set of
    them. Questions about the person are left out: they are kept apart from the other answers.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        asked = [each for section in questionnaire.sections if not section.apart for each in section.asked()]
        self.keys = tuple(question.key for question in asked)
        self._leaves = [leaf for each in asked if each.show_when for leaf in each.show_when.leaves()]
        watched = {leaf.question for leaf in self._leaves}
        self.watched = tuple(key for key in self.keys if key in watched)
        self._found: dict[tuple[bool, ...], frozenset[str]] = {}

    def asked(self, answers: Answers) -> frozenset[str]:
        """Give the keys of the questions that somebody with these answers was asked."""
        mark = self.mark(answers)
        if mark not in self._found:
            path = find_path(self._questionnaire, answers)
            self._found[mark] = frozenset(question.key for question in path).intersection(self.keys)
        return self._found[mark]

    def mark(self, answers: Answers) -> tuple[bool, ...]:
        """Give what the path hangs on; people with the same mark were asked the same."""
        return tuple(leaf.holds(answers) for leaf in self._leaves)
