"""What texts that no theme fits are about. The library is heavy, so it is loaded when somebody looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """Places of texts in the list given, nearest to the middle of the subject first, and the subject's key phrases."""

    members: tuple[int, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Subjects, the largest first, and what they depend on beside the texts."""

    subjects: tuple[FoundSubject, ...] = ()
    pipeline: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)


Finder = Callable[[Sequence[str]], Findings]
"""What finds subjects: `find_subjects`, or a stand-in with the same results."""


def find_subjects(texts: Sequence[str]) -> Findings:
    """Find what texts are about; personal data in them must be hidden behind words in brackets.

    Raises:
        nlp.heads.ModelMismatch: a model file is missing or is not the one that the manifest names.
    """
    from nlp import PIPELINE_VERSION, grouping
    from nlp.shipped import shipped_encoder

    found = grouping.find_subjects(texts, encoder=shipped_encoder())
    subjects = tuple(FoundSubject(each.members, each.phrases) for each in found)
    return Findings(subjects, PIPELINE_VERSION, dict(grouping.PARAMETERS))
