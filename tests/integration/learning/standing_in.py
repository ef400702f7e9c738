"""Stand-ins for the models, for tests that are about the database."""

from collections.abc import Sequence

from nlp import PIPELINE_VERSION, results
from surveys.errors import UnfitVersion
from surveys.models import Codeframe, LearnedVersion
from surveys.tagging.learning import Figures, Learned, Movement, Task, ThemeMovement

BETTER = Movement(before=0.7, after=0.75, low=-0.01, high=0.1, count=130)
WORSE = Movement(before=0.7, after=0.6, low=-0.2, high=0.0, count=130)


class CountingTagger:
    """Finds lateness for sure in every text; with a version, kindness too."""

    def __init__(self, version: LearnedVersion | None) -> None:
        self._has_learned = version is not None

    def tag(self, texts: Sequence[str | results.Comment]) -> list[results.TaggedText]:
        late = results.Tag("i-02", results.Stance.UNMET, 0, 4, 0.9, results.Band.ACCEPT, "rule")
        kind = results.Tag("i-04", results.Stance.MET, 0, 4, 0.9, results.Band.ACCEPT, "learned")
        tags = (late, kind) if self._has_learned else (late,)
        return [results.TaggedText(tags, (), None, False, "en", PIPELINE_VERSION) for _ in texts]


class CountingTaggers:
    """Gives the tagger; data of `unfit` fits no model."""

    def using(self, frames: Sequence[Codeframe], version: LearnedVersion | None = None) -> CountingTagger:
        if version is not None and version.data == b"unfit":
            raise UnfitVersion
        return CountingTagger(version)


class FixedLearner:
    """Learns the same whatever it is taught, and remembers what that was."""

    def __init__(self, *, may_go_live: bool = True, data: bytes = b"heads", has_audit: bool = False) -> None:
        self.tasks: list[Task] = []
        self._may_go_live, self._data, self._has_audit = may_go_live, data, has_audit

    def __call__(self, task: Task) -> Learned:
        self.tasks.append(task)
        theme = ThemeMovement(theme="i-02", before=0.5, after=0.6, count=20)
        figures = Figures(
            gold=BETTER if self._may_go_live else WORSE,
            audit=BETTER if self._has_audit else None,
            better=(theme,),
            worse=(),
            examples={"i-02": len(task.lessons)},
        )
        return Learned(self._data, figures, self._may_go_live, () if self._may_go_live else ("gold",))
