"""Learning, going live, refusing and rolling back: what is tagged with what, and what stays."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import NothingLive, NothingToLearn, Overtaken
from surveys.learning.evidence import gather
from surveys.learning.requests import ask_to_learn, find_last, find_waiting
from surveys.learning.versions import figures_of, get_live, list_versions, roll_back, store_version
from surveys.models import Account, Contribution, Decision, LearnedVersion, Programme, Tag, TaggingRun
from surveys.review.current import select_standing_tags
from surveys.tagging.runs import count_waiting, tag_waiting
from surveys.values import VersionOutcome
from tests.integration.learning.standing_in import CountingTaggers, FixedLearner
from tests.tagged import AT
from webapp.learning import FAILED, learn, learn_next
from webapp.worker import tag_batch

Say = Callable[..., Contribution]
Decide = Callable[..., None]


def standing(session: Session) -> list[tuple[int, str]]:
    """Give the tags that count, by contribution and theme."""
    session.expire_all()
    return sorted((tag.contribution_id, tag.theme.key) for tag, _ in session.execute(select_standing_tags()))


def outcomes(version: LearnedVersion) -> list[VersionOutcome]:
    return [step.outcome for step in version.steps]


def pipelines(session: Session) -> set[str]:
    query = select(TaggingRun.pipeline).join(Contribution, Contribution.current_run_id == TaggingRun.id)
    return set(session.scalars(query))


def test_a_version_goes_live_tags_change_and_are_as_before_after_rolling_back(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    one, two = say(), say("late and alone")
    decide(one, right=False)
    before = standing(session)
    assert before == [(two.id, "i-02")]

    version = learn(programme.id, learner=FixedLearner())
    assert (version.number, version.lesson_count, version.decision_count) == (1, 1, 1)
    assert outcomes(version) == [VersionOutcome.WENT_LIVE]
    assert count_waiting(session) == 2
    session.rollback()
    assert tag_batch(CountingTaggers()) == 2
    assert count_waiting(session) == 0
    assert pipelines(session) == {"2026.3+ferring.1"}
    # What the reviewer turned down stays turned down: the decision speaks for the like tag of the new run.
    assert standing(session) == [(one.id, "i-04"), (two.id, "i-02"), (two.id, "i-04")]

    done = roll_back(session, programme, by=None, at=AT)
    session.commit()
    assert (done.version.number, done.live) == (1, None)
    assert standing(session) == before
    assert count_waiting(session) == 0
    assert pipelines(session) == {"2026.3"}
    assert len(list(session.scalars(select(Decision)))) == 1
    assert len(list(session.scalars(select(Tag)))) == 6


def test_what_came_in_meanwhile_is_tagged_after_rolling_back(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    learn(programme.id, learner=FixedLearner())
    tag_batch(CountingTaggers())
    new = say("late, and new")
    assert (new.id, "i-04") in standing(session)
    roll_back(session, programme, by=None, at=AT)
    session.commit()
    assert count_waiting(session) == 1
    session.rollback()
    tag_batch(CountingTaggers())
    assert (new.id, "i-04") not in standing(session)


def test_rolling_back_goes_one_step_at_a_time(session: Session, programme: Programme, say: Say, decide: Decide) -> None:
    for number in range(2):
        decide(say(f"late, {number}"))
        learn(programme.id, learner=FixedLearner())
    assert [get_live(session, programme).number] == [2]
    assert roll_back(session, programme, by=None, at=AT).live.number == 1
    assert roll_back(session, programme, by=None, at=AT).live is None
    with pytest.raises(NothingLive):
        roll_back(session, programme, by=None, at=AT)
    assert [outcomes(it) for it in list_versions(session, programme)] == [
        [VersionOutcome.WENT_LIVE, VersionOutcome.ROLLED_BACK]
    ] * 2


def test_a_version_that_is_worse_is_kept_and_refused(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    version = learn(programme.id, learner=FixedLearner(may_go_live=False))
    assert outcomes(version) == [VersionOutcome.REFUSED]
    assert version.steps[0].reason == "it was worse on the test comments"
    assert figures_of(version).gold.after == 0.6
    assert get_live(session, programme) is None
    assert count_waiting(session) == 0


def test_a_version_is_compared_with_the_live_one(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    learner = FixedLearner()
    for number in range(2):
        decide(say(f"late, {number}"))
        learn(programme.id, learner=learner)
    assert [task.current for task in learner.tasks] == [None, b"heads"]
    assert [len(task.lessons) for task in learner.tasks] == [1, 2]


def test_there_must_be_something_new_to_learn(session: Session, programme: Programme, say: Say, decide: Decide) -> None:
    with pytest.raises(NothingToLearn, match="nothing to learn from yet"):
        learn(programme.id, learner=FixedLearner())
    decide(say())
    learn(programme.id, learner=FixedLearner())
    with pytest.raises(NothingToLearn, match="since version 1"):
        learn(programme.id, learner=FixedLearner())
    roll_back(session, programme, by=None, at=AT)
    session.commit()
    assert learn(programme.id, learner=FixedLearner()).number == 2


def test_a_version_that_was_overtaken_is_not_kept(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    evidence = gather(session, programme)
    learned = FixedLearner()(evidence.task)
    store_version(session, programme, evidence, learned, by=None, at=AT)
    with pytest.raises(Overtaken):
        store_version(session, programme, evidence, learned, by=None, at=AT)
    assert [version.number for version in list_versions(session, programme)] == [1]


def test_a_version_that_fits_no_model_is_taken_out_of_use(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    learn(programme.id, learner=FixedLearner(data=b"unfit"))
    assert tag_waiting(session, CountingTaggers(), at=AT) == 1
    (version,) = list_versions(session, programme)
    assert outcomes(version) == [VersionOutcome.WENT_LIVE, VersionOutcome.ROLLED_BACK]
    assert count_waiting(session) == 0


def test_a_version_for_another_release_is_not_in_use(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    version = learn(programme.id, learner=FixedLearner())
    version.pipeline = "2025.9"
    session.flush()
    assert get_live(session, programme) is None


def test_another_programme_is_tagged_as_before(
    session: Session, programme: Programme, say: Say, decide: Decide
) -> None:
    decide(say())
    learn(programme.id, learner=FixedLearner())
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.commit()
    assert get_live(session, other) is None
    assert count_waiting(session, programme=other) == 0


def test_a_worker_answers_a_request_once(
    session: Session, programme: Programme, say: Say, decide: Decide, reviewer: Account
) -> None:
    decide(say())
    request = ask_to_learn(session, programme, by=reviewer, at=AT)
    assert ask_to_learn(session, programme, by=reviewer, at=AT) is request
    session.commit()
    assert learn_next(FixedLearner())
    assert not learn_next(FixedLearner())
    answered = find_last(session, programme)
    (version,) = list_versions(session, programme)
    assert (answered.answer.version_id, answered.answer.note) == (version.id, "")
    assert version.made_by_id == reviewer.id


def test_a_request_that_leads_to_nothing_says_why(
    session: Session, programme: Programme, reviewer: Account, say: Say, decide: Decide
) -> None:
    ask_to_learn(session, programme, by=reviewer, at=AT)
    session.commit()
    learn_next(FixedLearner())
    assert "nothing to learn from yet" in find_last(session, programme).answer.note
    decide(say())
    ask_to_learn(session, programme, by=reviewer, at=AT)
    session.commit()

    def break_down(_task: object) -> None:
        message = "out of memory"
        raise MemoryError(message)

    assert learn_next(break_down)
    assert find_last(session, programme).answer.note == FAILED
    assert find_waiting(session) is None
