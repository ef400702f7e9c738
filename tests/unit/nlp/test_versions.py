from dataclasses import replace

import numpy as np
import pytest

from nlp.heads import Heads
from nlp.lessons import Lesson
from nlp.versions import Movement, ThemeMovement, VersionChange, compare, may_go_live
from tests.unit.nlp.small_models import SmallEncoder, lesson, small_heads

GOLD = [lesson(f"Comment number {number}", "t-1") for number in range(10)]


def showing(limit: float) -> Heads:
    return replace(small_heads(), suggest=np.array([limit, 1.1], np.float32))


def change(before: Heads, after: Heads, gold: list[Lesson], audit: list[Lesson]) -> VersionChange:
    return compare(before, after, gold=gold, audit=audit, encoder=SmallEncoder(), codeframes=())


def moved(before: float, after: float) -> Movement:
    return Movement(before, after, after - before, after - before, 50)


def test_the_same_heads_change_nothing() -> None:
    found = change(showing(0.0), showing(0.0), GOLD, GOLD[:3])
    assert (found.gold, found.audit) == (Movement(1, 1, 0, 0, 10), Movement(1, 1, 0, 0, 3))
    assert (found.better, found.worse, may_go_live(found)) == ((), (), True)


def test_what_got_better_is_named() -> None:
    found = change(showing(1.1), showing(0.0), GOLD, [])
    assert (found.gold, found.audit) == (Movement(0, 1, 1, 1, 10), None)
    assert found.better == (ThemeMovement("t-1", 0, 1, 10),)
    assert may_go_live(found)


def test_what_got_worse_does_not_go_live() -> None:
    found = change(showing(0.0), showing(1.1), [], GOLD)
    assert (found.gold, found.audit) == (None, Movement(1, 0, -1, -1, 10))
    assert found.worse == (ThemeMovement("t-1", 1, 0, 10),)
    assert not may_go_live(found)


def test_themes_that_nobody_judged_are_not_measured() -> None:
    found = change(showing(0.0), showing(1.1), [lesson("Tea", judged=frozenset({"t-2"}))], [])
    assert found.gold is None


def test_too_few_comments_move_no_theme() -> None:
    assert change(showing(1.1), showing(0.0), GOLD[:9], []).better == ()


@pytest.mark.parametrize(
    ("gold", "audit", "goes_live"),
    [
        (None, None, False),
        (moved(0.7, 0.7), None, True),
        (moved(0.7, 0.696), None, True),
        (moved(0.7, 0.69), moved(0.5, 0.9), False),
        (moved(0.7, 0.8), moved(0.5, 0.49), False),
        (moved(0.7, 0.8), moved(0.5, 0.51), True),
    ],
)
def test_only_what_does_not_get_worse_goes_live(gold: Movement | None, audit: Movement | None, goes_live: bool) -> None:
    assert may_go_live(VersionChange(gold, audit, ())) is goes_live
