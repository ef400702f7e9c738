"""Cues of stance in a clause: negation, wishes, comparatives, past habits, and the question that was asked."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.results import Stance

_DATA = Path(__file__).parent / "data" / "stance.toml"
STANCES = tuple(Stance)


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    raw = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(f"(?:{it})" for it in cues), re.IGNORECASE) for name, cues in raw.items()}


def cue_names() -> tuple[str, ...]:
    """Return the names of the cues, in the order of `stance_cues`: of the clause, then of the question."""
    return tuple(_cues())


def stance_cues(clause: str, question: str | None) -> NDArray[np.float32]:
    """Return 1 for each cue that is present; `question_…` cues look at the question, others at the clause."""
    found = [
        bool(pattern.search((question or "") if name.startswith("question_") else clause))
        for name, pattern in _cues().items()
    ]
    return np.array(found, np.float32)
