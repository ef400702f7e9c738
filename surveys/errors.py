"""One exception class per broken rule. Errors carry facts; pages turn them into words (`webapp/errors.py`)."""

from collections.abc import Sequence
from typing import Any

from surveys.values import Problem


class RuleBroken(Exception):
    """The base of every error that a user can cause; the text is for logs and names no person."""


class InvalidDefinition(RuleBroken):
    """A content file breaks its schema; says file, place and what was expected."""


class InvalidCodeframe(RuleBroken):
    """A codeframe cannot be taken in; `problems` are sentences that say where and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class InvalidAnswer(RuleBroken):
    """A raw answer does not fit its question; `facts` are what the words for the problem need."""

    def __init__(self, problem: Problem, **facts: Any) -> None:
        super().__init__(problem.value)
        self.problem, self.facts = problem, facts


class IncompleteResponse(RuleBroken):
    """A required question on the respondent's path has no answer."""

    def __init__(self, question_key: str) -> None:
        super().__init__(f"no answer to {question_key}")
        self.question_key = question_key


class AlreadyPublished(RuleBroken):
    """This version of a questionnaire is published, and never changes."""


class DraftGone(RuleBroken):
    """The draft was sent already, or never was."""


class SurveyClosed(RuleBroken):
    """The questionnaire takes no answers today."""


class WorkshopClosed(RuleBroken):
    """The workshop takes no more notes."""


class AlreadyRecorded(RuleBroken):
    """A note with the same client key was recorded before, with other content."""


class UnreadableFile(RuleBroken):
    """An uploaded or named file is not what its name says."""


class AlreadyImported(RuleBroken):
    """A file with the same content was imported into this programme before."""


class SpanOutsideText(RuleBroken):
    """A span does not lie inside its contribution's text."""


class NothingChanged(RuleBroken):
    """A tag was to be replaced by one that says the same."""


class AlreadyScored(RuleBroken):
    """A member's first score of a criterion stands; it can be explained in moderation, not changed."""


class ScoreOutOfRange(RuleBroken):
    """A score is not a whole number from lowest to highest."""

    def __init__(self, *, score: int, lowest: int, highest: int) -> None:
        super().__init__(f"score {score} is not in {lowest}..{highest}")
        self.score, self.lowest, self.highest = score, lowest, highest


class ReasonMissing(RuleBroken):
    """A score or a change of score needs a reason."""


class WrongStage(RuleBroken):
    """The lot is not in the stage that this step belongs to."""


class ScoresMissing(RuleBroken):
    """A lot cannot move on: somebody has not scored everything, or something is not moderated."""

    def __init__(self, missing_count: int) -> None:
        super().__init__(f"{missing_count} scores are missing")
        self.missing_count = missing_count


class NotDeclared(RuleBroken):
    """A panel member must declare interests before opening a bid."""


class AlreadyDeclared(RuleBroken):
    """A member's declaration stands; a change is told to the chair."""


class NotChair(RuleBroken):
    """Only the chair of the lot's panel may do this."""


class NothingToPublish(RuleBroken):
    """No finding is ready: each needs a theme and an action."""


class FindingIncomplete(RuleBroken):
    """A finding needs a theme and an action before it is ready to be published."""

    def __init__(self, *, has_theme: bool, has_action: bool) -> None:
        super().__init__("a finding lacks a theme or an action")
        self.has_theme, self.has_action = has_theme, has_action


class UnfitVersion(RuleBroken):
    """A version of what was learned stands on other models or codeframes than those in use."""


class NothingToLearn(RuleBroken):
    """There is no decision to learn from, or none since the last version was made; the text says which."""


class Overtaken(RuleBroken):
    """Another version went live, or was rolled back, while this one was made."""


class NothingLive(RuleBroken):
    """No learned version is live, so none can be rolled back."""


class EditRefused(RuleBroken):
    """A change would leave a questionnaire that cannot be asked; the text says why, and what to do first."""


class DraftChanged(RuleBroken):
    """What was to be changed is no longer as it was when its page was opened."""


class NotReady(RuleBroken):
    """A draft has mistakes that keep it from being published."""


class BatchClosed(RuleBroken):
    """The batch of paper forms is closed: what was keyed are responses now, and nothing leads from paper to them."""


class KeyedAlready(RuleBroken):
    """Somebody keyed this paper form meanwhile, or keyed it a second time."""


class SameKeyer(RuleBroken):
    """The second keying is for somebody who did not key the form first."""


class CheckMissing(RuleBroken):
    """A batch can be closed when its sample was keyed a second time, or its lead says that it goes without."""


class NotWhileOpen(RuleBroken):
    """A paper form came on a day on which the survey took no answers."""


class ReachMissing(RuleBroken):
    """A contact cannot be reached in the preferred way: `part` of the contact is not known."""

    def __init__(self, part: str) -> None:
        super().__init__(f"the contact has no {part}")
        self.part = part


class ContactExists(RuleBroken):
    """Somebody with the same e-mail address, or the same name and address, is a contact already."""

    def __init__(self, contact_id: int) -> None:
        super().__init__(f"contact {contact_id} is the same")
        self.contact_id = contact_id


class InvalidContacts(RuleBroken):
    """A file of contacts cannot be taken in as it is."""


class AlreadyInvited(RuleBroken):
    """An import cannot be undone any more: somebody in it was invited."""


class InvalidMessage(RuleBroken):
    """The words of an invitation have an unknown place, or lack one; `part` is `subject` or `body`."""

    def __init__(self, *, part: str, place: str, is_missing: bool = False) -> None:
        super().__init__(f"{part}: {{{place}}} is {'missing' if is_missing else 'unknown'}")
        self.part, self.place, self.is_missing = part, place, is_missing


class NobodyToInvite(RuleBroken):
    """Nobody is left whom a round of invitations, or of reminders, would go to."""


class AlreadyReleased(RuleBroken):
    """A round of invitations was let go, and never changes."""


class AlreadyDescribed(RuleBroken):
    """A photo or voice note was written down before, and what was written stands."""


class InvalidReference(RuleBroken):
    """Figures on a population cannot be taken in; `problems` are sentences that say where and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class DatesRefused(RuleBroken):
    """The days on which an edition takes answers cannot be changed so."""


class InvalidSetting(RuleBroken):
    """A setting of the environment is not understood. The text does not repeat it: it may hold a password."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name} is not understood: expected {expected}")
