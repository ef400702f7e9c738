"""The whole way with the real models: decide, learn, tag anew, roll back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.learning.versions import figures_of, roll_back
from surveys.models import Account, Contribution, Programme, Tag
from surveys.review.decisions import Act, Reading, add_tag, finish_review
from surveys.tagging.learning import Learned, Task, learn_version
from surveys.tagging.runs import count_waiting
from surveys.tagging.tagger import LoadedTaggers
from surveys.values import Role, Stance, VersionOutcome
from tests.tagged import AT, add_contribution, theme_of
from webapp.learning import learn
from webapp.worker import tag_batch

# A house word of an invented place: the shipped models cannot know what it means.
SAID = [
    "The blue slip was not filled in again on Monday.",
    "Nobody fills in the blue slip any more.",
    "I ask for the blue slip and they shrug.",
    "Three carers this week and no blue slip from any of them.",
    "When the blue slip is missing we ring round all morning.",
    "Again the blue slip lay there empty.",
    "Her blue slip has been blank since Easter.",
    "Without the blue slip the night carer starts from nothing.",
]
THEME = "i-12"
FILLER = ["The garden is lovely in June.", "My sister lives in Wales.", "I have a cat called Biscuit."]
NEW = "No blue slip on Sunday either."


def tags(session: Session) -> list[tuple[int, str, str, float]]:
    """Give what the current runs found."""
    session.expire_all()
    query = select(Tag).join(Contribution, Contribution.current_run_id == Tag.run_id)
    found = session.scalars(query.order_by(Tag.contribution_id, Tag.id))
    return [(tag.contribution_id, tag.theme.key, tag.stance.value, tag.confidence) for tag in found]


def add_untagged(session: Session, programme: Programme, text: str) -> Contribution:
    contribution = add_contribution(session, programme, text)
    contribution.current_run_id = None
    session.commit()
    return contribution


def learn_anyway(task: Task) -> Learned:
    """Learn with the real models and go live: what so few comments do to others is not what is tested here."""
    return replace(learn_version(task), may_go_live=True, fallen=())


@pytest.fixture
def new(session: Session, programme: Programme, make_account: Callable[..., Account]) -> Contribution:
    """A contribution that nobody has read, beside others in which a reviewer found a theme, or none."""
    reviewer = make_account("ada", Role.REVIEWER)
    for text in (*SAID, *FILLER):
        contribution = add_untagged(session, programme, text)
        if text in SAID:
            reading = Reading(theme_of(session, THEME), Stance.UNMET, 0, len(text))
            add_tag(session, contribution, reading, Act(reviewer, AT, had_seen_suggestion=False))
        finish_review(session, contribution, by=reviewer, at=AT)
    return add_untagged(session, programme, NEW)


def test_a_programme_learns_its_own_words_and_unlearns_them(
    session: Session, programme: Programme, new: Contribution
) -> None:
    taggers, everything = LoadedTaggers(), len(SAID) + len(FILLER) + 1
    assert tag_batch(taggers) == everything
    before = tags(session)
    assert (new.id, THEME) not in {(number, theme) for number, theme, _, _ in before}
    session.rollback()

    version = learn(programme.id, learner=learn_anyway)
    figures = figures_of(version)
    assert figures.gold is not None
    assert figures.gold.count > 100
    assert (figures.audit, figures.examples) == (None, {THEME: len(SAID)})
    assert 1_000 < len(version.data) < 3_000_000
    session.rollback()

    assert tag_batch(taggers) == everything
    assert (new.id, THEME) in {(number, theme) for number, theme, _, _ in tags(session)}
    assert count_waiting(session) == 0
    session.rollback()

    roll_back(session, programme, by=None, at=AT)
    session.commit()
    assert tags(session) == before
    assert count_waiting(session) == 0


def test_what_is_not_worse_goes_live_and_nothing_else(programme: Programme, new: Contribution) -> None:
    version = learn(programme.id)
    gold = figures_of(version).gold
    assert gold is not None
    is_worse = gold.after < gold.before - 0.005
    outcome = VersionOutcome.REFUSED if is_worse else VersionOutcome.WENT_LIVE
    assert [step.outcome for step in version.steps] == [outcome]
