"""What stands after any sequence of decisions, and that nothing decided is ever lost."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.errors import NothingChanged, SpanOutsideText
from surveys.models import Account, Contribution, Decision, Programme, Tag
from surveys.review.current import select_standing_tags
from surveys.review.decisions import Act, Reading, accept_tag, add_tag, finish_review, reject_tag, replace_tag
from surveys.review.history import list_tag_histories
from surveys.values import Band, Outcome, Role, Source, Stance
from tests.tagged import AT, Found, add_contribution, add_run, theme_of

TEXT = "They come late and they rush"
THEMES = ("ecc-1.2", "ecc-1.3", "ecc-1.4")
FOUND = (Found(THEMES[0], "late", band=Band.ACCEPT), Found(THEMES[1], "rush"))


@pytest.fixture
def contribution(session: Session, programme: Programme) -> Contribution:
    return add_contribution(session, programme, TEXT, FOUND)


@pytest.fixture
def reviewers(make_account: Callable[..., Account]) -> list[Account]:
    return [make_account(name, Role.REVIEWER) for name in ("ada", "bea")]


@pytest.fixture
def act(reviewers: list[Account]) -> Act:
    return Act(reviewers[0], AT, had_seen_suggestion=True)


def tags_of(session: Session, contribution: Contribution) -> list[Tag]:
    return list(session.scalars(select(Tag).where(Tag.contribution_id == contribution.id).order_by(Tag.id)))


def standing_ids(session: Session) -> set[int]:
    return {tag.id for tag, _ in session.execute(select_standing_tags())}


def outcomes(session: Session) -> list[tuple[int, Outcome]]:
    query = select(Decision.tag_id, Decision.outcome).order_by(Decision.id)
    return [(row.tag_id, row.outcome) for row in session.execute(query)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "replace", "add"]),
        st.integers(0, 20),
        st.sampled_from(THEMES),
        st.sampled_from(Stance),
        st.integers(0, 1),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_latest_decision_on_a_tag_counts_and_history_only_grows(
    session: Session, contribution: Contribution, reviewers: list[Account], steps: list[tuple]
) -> None:
    with session.begin_nested() as trial:
        latest: dict[int, Outcome] = {}
        length = 0
        for kind, index, theme, stance, who in steps:
            tags = tags_of(session, contribution)
            tag = tags[index % len(tags)]
            by = Act(reviewers[who], AT, had_seen_suggestion=True)
            latest |= _take(session, contribution, kind, tag, Reading(theme_of(session, theme), stance, 0, 4), by)
            assert len(outcomes(session)) >= length
            length = len(outcomes(session))
        assert standing_ids(session) == _expected(tags_of(session, contribution), latest)
        trial.rollback()


def _take(
    session: Session, contribution: Contribution, kind: str, tag: Tag, reading: Reading, act: Act
) -> dict[int, Outcome]:
    """Take one step and say what it decides on which tag, in the model."""
    if kind == "accept":
        accept_tag(session, tag, act)
        return {tag.id: Outcome.ACCEPT}
    if kind == "reject":
        reject_tag(session, tag, act)
        return {tag.id: Outcome.REJECT}
    if kind == "add":
        return {add_tag(session, contribution, reading, act).id: Outcome.ADD}
    try:
        return {replace_tag(session, tag, reading, act).id: Outcome.ADD, tag.id: Outcome.REPLACE}
    except NothingChanged:
        return {}


def _expected(tags: list[Tag], latest: dict[int, Outcome]) -> set[int]:
    """Say which tags stand by the model: the latest word on each, and the machine's sure ones nobody spoke of."""
    spoken = {(tag.theme_id, tag.stance) for tag in tags if tag.id in latest}
    return {
        tag.id
        for tag in tags
        if latest.get(tag.id) in {Outcome.ACCEPT, Outcome.ADD}
        or (tag.id not in latest and tag.band is Band.ACCEPT and (tag.theme_id, tag.stance) not in spoken)
    }


def test_a_replacement_names_what_it_replaces(session: Session, contribution: Contribution, act: Act) -> None:
    old = tags_of(session, contribution)[1]
    new = replace_tag(session, old, Reading(old.theme, Stance.WANTED, old.start, old.end), act)
    assert (new.source, new.band, new.confidence, new.run_id) == (Source.REVIEWER, Band.ACCEPT, 1.0, None)
    assert outcomes(session) == [(new.id, Outcome.ADD), (old.id, Outcome.REPLACE)]
    replaced = session.scalars(select(Decision).where(Decision.tag_id == old.id)).one()
    assert (replaced.replacement_id, replaced.had_seen_suggestion) == (new.id, True)
    assert old.stance is Stance.UNMET


def test_sending_twice_decides_once(session: Session, contribution: Contribution, act: Act) -> None:
    tag = tags_of(session, contribution)[0]
    other = Reading(theme_of(session, THEMES[2]), Stance.MET, 0, 4)
    for _ in range(2):
        accept_tag(session, tag, act)
    for _ in range(2):
        replace_tag(session, tag, other, act)
    for _ in range(2):
        add_tag(session, contribution, Reading(theme_of(session, THEMES[2]), Stance.WANTED, 0, 4), act)
    assert [outcome for _, outcome in outcomes(session)] == [
        Outcome.ACCEPT,
        Outcome.ADD,
        Outcome.REPLACE,
        Outcome.ADD,
    ]


def test_adding_what_the_machine_found_accepts_it(session: Session, contribution: Contribution, act: Act) -> None:
    tag = tags_of(session, contribution)[1]
    assert add_tag(session, contribution, Reading(tag.theme, tag.stance, tag.start, tag.end), act) is tag
    assert outcomes(session) == [(tag.id, Outcome.ACCEPT)]


def test_a_change_back_brings_the_first_tag_back(session: Session, contribution: Contribution, act: Act) -> None:
    first = tags_of(session, contribution)[1]
    second = replace_tag(session, first, Reading(first.theme, Stance.MET, first.start, first.end), act)
    assert replace_tag(session, second, Reading(first.theme, first.stance, first.start, first.end), act) is first
    assert standing_ids(session) == {tags_of(session, contribution)[0].id, first.id}


def test_two_reviewers_may_disagree_and_the_latest_counts(
    session: Session, contribution: Contribution, reviewers: list[Account]
) -> None:
    tag = tags_of(session, contribution)[1]
    accept_tag(session, tag, Act(reviewers[0], AT, had_seen_suggestion=True))
    reject_tag(session, tag, Act(reviewers[1], AT, had_seen_suggestion=True))
    assert tag.id not in standing_ids(session)
    history = list_tag_histories(session, contribution)[1]
    assert [(line.outcome, line.name) for line in history.lines] == [
        (Outcome.ACCEPT, "Ada"),
        (Outcome.REJECT, "Bea"),
    ]


def test_a_decision_speaks_for_the_like_tag_of_a_later_run(
    session: Session, contribution: Contribution, act: Act
) -> None:
    sure, _ = tags_of(session, contribution)
    reject_tag(session, sure, act)
    add_run(session, contribution, FOUND)
    later = tags_of(session, contribution)[-1]
    shown = [
        (history.tag.id, history.is_standing, history.is_waiting)
        for history in list_tag_histories(session, contribution)
    ]
    assert shown == [(sure.id, False, False), (later.id, False, True)]


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, len(TEXT) + 1)])
def test_a_tag_stands_on_words_of_the_text(
    session: Session, contribution: Contribution, act: Act, span: tuple[int, int]
) -> None:
    with pytest.raises(SpanOutsideText):
        add_tag(session, contribution, Reading(theme_of(session, THEMES[2]), Stance.MET, *span), act)


def test_a_replacement_must_say_something_else(session: Session, contribution: Contribution, act: Act) -> None:
    tag = tags_of(session, contribution)[0]
    with pytest.raises(NothingChanged):
        replace_tag(session, tag, Reading(tag.theme, tag.stance, tag.start, tag.end), act)
    assert outcomes(session) == []


def test_finishing_twice_is_noted_once(session: Session, contribution: Contribution, reviewers: list[Account]) -> None:
    for _ in range(2):
        finish_review(session, contribution, by=reviewers[0], at=AT)
    table = select(func.count()).select_from(select(Tag.id).where(Tag.contribution_id == contribution.id).subquery())
    assert session.scalar(table) == 2
