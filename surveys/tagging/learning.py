"""The way to what learns: lessons in, a version's data and figures out. It is heavy, so it is loaded when needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import default_codeframes
from nlp.examples import Label, gold_examples
from nlp.results import Comment
from nlp.results import Stance as LabelStance
from surveys.errors import UnfitVersion

if TYPE_CHECKING:
    from nlp.heads import Heads
    from nlp.lessons import Lesson
    from nlp.versions import VersionChange

__all__ = ["Comment", "Figures", "Label", "LabelStance", "Learned", "Movement", "Task", "Taught", "learn_version"]

GOLD = ("written", "survey")


@dataclass(frozen=True)
class Taught:
    """A contribution with the themes people found in it; `judged` are the keys of all themes they decided about."""

    comment: Comment
    labels: tuple[Label, ...]
    judged: frozenset[str]

    @property
    def themes(self) -> frozenset[str]:
        """The themes that are there."""
        return frozenset(label.theme for label in self.labels)


@dataclass(frozen=True)
class Task:
    """What a version is made from: nothing else goes into it.

    `own` are the programme's own codeframes, in the order of their keys; `audit` is measured on and never learned
    from; `current` is the live version's data, None without one.
    """

    own: tuple[CodeframeDefinition, ...]
    lessons: tuple[Taught, ...]
    audit: tuple[Taught, ...]
    current: bytes | None


class _Frozen(BaseModel):
    """A part of the figures as they are stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Movement(_Frozen):
    """Micro F1 before and after, 0 to 1, on `count` comments; `low` and `high` bound what it changed by, with 95 %."""

    before: float
    after: float
    low: float
    high: float
    count: int


class ThemeMovement(_Frozen):
    """F1 of a theme before and after, None where nothing was to be counted; `count` comments have it."""

    theme: str
    before: float | None
    after: float | None
    count: int


class Figures(_Frozen):
    """What a version changed: on the gold set, on the blind audit, and for single themes.

    `better` and `worse` hold the themes that were measured on enough comments and moved; `examples` says in how many
    of the contributions learned from each theme is.
    """

    gold: Movement | None
    audit: Movement | None
    better: tuple[ThemeMovement, ...]
    worse: tuple[ThemeMovement, ...]
    examples: dict[str, int]


@dataclass(frozen=True)
class Learned:
    """A version, packed, with its figures; `fallen` names the measures that keep it from going live."""

    data: bytes
    figures: Figures
    may_go_live: bool
    fallen: tuple[str, ...] = ()


def learn_version(task: Task) -> Learned:
    """Learn from the lessons and measure what it changed; takes seconds and touches no database.

    Raises:
        nlp.heads.ModelMismatch: a model file is not the one the manifest names.
    """
    from nlp.changes import pack, unpack
    from nlp.learning import learn
    from nlp.shipped import shipped_encoder
    from nlp.versions import compare, may_go_live

    frames, encoder = [*default_codeframes(), *task.own], shipped_encoder()
    base = _base(task.own)
    data = pack(learn(base, map(_lesson, task.lessons), encoder=encoder, codeframes=frames), base)
    change = compare(
        _current(task.current, base),
        unpack(data, base),
        gold=_gold(),
        audit=[_lesson(each) for each in task.audit],
        encoder=encoder,
        codeframes=frames,
    )
    return Learned(data, _figures(change, task.lessons), may_go_live(change), _fallen(change))


def learned_heads(own: Sequence[CodeframeDefinition], data: bytes) -> "Heads":
    """Give the heads of a version, for the library's codeframes and these.

    Raises:
        UnfitVersion: they were learned on other models or codeframes.
    """
    from nlp.changes import unpack
    from nlp.heads import ModelMismatch

    base = _base(own)
    try:
        return unpack(data, base)
    except ModelMismatch as error:
        raise UnfitVersion from error


def _base(own: Sequence[CodeframeDefinition]) -> "Heads":
    """Give what every version of a programme stands on: the shipped heads with its own codeframes adopted."""
    from nlp.adoption import adopt
    from nlp.shipped import shipped_encoder, shipped_heads

    return adopt(shipped_heads(), [*default_codeframes(), *own], encoder=shipped_encoder())


def _current(data: bytes | None, base: "Heads") -> "Heads":
    """Give the heads to compare with; those of a version that does not fit are not in use."""
    from nlp.changes import unpack
    from nlp.heads import ModelMismatch

    try:
        return unpack(data, base) if data else base
    except ModelMismatch:
        return base


def _lesson(taught: Taught) -> "Lesson":
    from nlp.lessons import Lesson

    return Lesson(taught.comment, taught.labels, taught.judged)


def _gold() -> list["Lesson"]:
    """Give the gold sets, in which nobody has looked for a programme's own themes."""
    from nlp.lessons import lesson_of

    themes = frozenset(theme.key for frame in default_codeframes() for theme in frame.themes)
    return [replace(lesson_of(example), judged=themes) for name in GOLD for example in gold_examples(name)]


def _figures(change: "VersionChange", lessons: Sequence[Taught]) -> Figures:
    themes = sorted({theme for lesson in lessons for theme in lesson.themes})
    return Figures(
        gold=Movement.model_validate(change.gold) if change.gold else None,
        audit=Movement.model_validate(change.audit) if change.audit else None,
        better=tuple(map(ThemeMovement.model_validate, change.better)),
        worse=tuple(map(ThemeMovement.model_validate, change.worse)),
        examples={theme: sum(theme in lesson.themes for lesson in lessons) for theme in themes},
    )


def _fallen(change: "VersionChange") -> tuple[str, ...]:
    measures = {"gold": change.gold, "audit": change.audit}
    return tuple(name for name, movement in measures.items() if movement is not None and movement.is_worse)
