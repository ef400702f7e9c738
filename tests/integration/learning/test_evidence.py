"""What is read from the database to learn from, and what is only measured on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from surveys.learning.accuracy import measure_blind
from surveys.learning.evidence import gather
from surveys.models import Account, Contribution, Programme
from surveys.review.decisions import Act, Reading, add_tag, finish_review
from surveys.tagging.codeframes import themes_by_key
from surveys.values import Language, Stance
from tests.tagged import AT, Found, add_contribution, add_run, theme_of

LATER = AT + timedelta(days=1)


@pytest.fixture
def read_blind(session: Session, say: Callable[..., Contribution], reviewer: Account) -> Callable[..., Contribution]:
    """Read a contribution blind: find the theme, or nothing, and finish."""

    def read(theme: str | None) -> Contribution:
        contribution = say(is_blind=True)
        if theme:
            reading = Reading(theme_of(session, theme), Stance.UNMET, 0, 10)
            add_tag(session, contribution, reading, Act(reviewer, AT, had_seen_suggestion=False))
        finish_review(session, contribution, by=reviewer, at=AT, is_blind=True)
        session.commit()
        return contribution

    return read


def test_nothing_was_decided(session: Session, programme: Programme, say: Callable[..., Contribution]) -> None:
    say()
    evidence = gather(session, programme)
    assert (evidence.task.lessons, evidence.task.audit, evidence.decision_count) == ((), (), 0)


def test_a_finished_contribution_is_judged_for_every_theme(
    session: Session, programme: Programme, say: Callable[..., Contribution], decide: Callable[..., None]
) -> None:
    decide(say())
    (lesson,) = gather(session, programme).task.lessons
    assert lesson.themes == {"i-02"}
    assert lesson.judged == set(themes_by_key(session, programme))
    assert (lesson.comment.group, lesson.comment.question) == ("family_carer", "What gets in the way?")


def test_without_finishing_only_what_was_decided_is_judged(
    session: Session, programme: Programme, say: Callable[..., Contribution], decide: Callable[..., None]
) -> None:
    decide(say(), right=False, finish=False)
    (lesson,) = gather(session, programme).task.lessons
    assert (lesson.themes, lesson.judged) == (frozenset(), {"i-02"})


def test_a_suggestion_left_alone_is_neither_yes_nor_no(
    session: Session, programme: Programme, reviewer: Account
) -> None:
    found = [Found("i-02", "late"), Found("ecc-1.2", "rush")]
    contribution = add_contribution(session, programme, "late and they rush", found)
    finish_review(session, contribution, by=reviewer, at=AT)
    (lesson,) = gather(session, programme).task.lessons
    assert lesson.labels == ()
    assert not lesson.judged & {"i-02", "ecc-1.2"}
    assert len(lesson.judged) == len(themes_by_key(session, programme)) - 2


def test_words_in_a_language_that_the_tagger_does_not_know_neither_teach_nor_measure(
    session: Session,
    programme: Programme,
    say: Callable[..., Contribution],
    decide: Callable[..., None],
    read_blind: Callable[..., Contribution],
) -> None:
    taught, measured = say(), read_blind("i-02")
    decide(taught)
    taught.language = measured.language = Language.POLISH
    session.flush()
    evidence = gather(session, programme)
    assert (evidence.task.lessons, evidence.task.audit) == ((), ())


def test_what_a_later_version_suggests_was_not_left_alone(
    session: Session, programme: Programme, reviewer: Account
) -> None:
    contribution = add_contribution(session, programme, "late and they rush")
    finish_review(session, contribution, by=reviewer, at=AT)
    add_run(session, contribution, [Found("ecc-1.2", "rush")]).tagged_at_utc = LATER
    session.flush()
    (lesson,) = gather(session, programme).task.lessons
    assert "ecc-1.2" in lesson.judged


def test_what_was_read_blind_never_teaches(
    session: Session, programme: Programme, read_blind: Callable[..., Contribution]
) -> None:
    read_blind("i-02")
    read_blind(None)
    evidence = gather(session, programme)
    assert evidence.task.lessons == ()
    assert [lesson.themes for lesson in evidence.task.audit] == [{"i-02"}, frozenset()]


def test_what_is_decided_after_the_machines_tags_are_shown_is_no_blind_reading(
    session: Session,
    programme: Programme,
    read_blind: Callable[..., Contribution],
    decide: Callable[..., None],
) -> None:
    decide(read_blind(None))
    evidence = gather(session, programme)
    assert evidence.task.lessons == ()
    assert [lesson.themes for lesson in evidence.task.audit] == [frozenset()]


def test_what_was_drawn_but_read_with_the_tags_in_view_is_neither(
    session: Session, programme: Programme, say: Callable[..., Contribution], decide: Callable[..., None]
) -> None:
    decide(say(is_blind=True))
    evidence = gather(session, programme)
    assert (evidence.task.lessons, evidence.task.audit) == ((), ())


def test_another_programmes_decisions_teach_nothing_here(
    session: Session, say: Callable[..., Contribution], decide: Callable[..., None]
) -> None:
    decide(say())
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.flush()
    assert gather(session, other).task.lessons == ()


def test_the_name_of_the_evidence_changes_with_every_decision(
    session: Session, programme: Programme, say: Callable[..., Contribution], decide: Callable[..., None]
) -> None:
    first, second = say(), say("late and alone")
    decide(first)
    before = gather(session, programme).sha256
    assert gather(session, programme).sha256 == before
    decide(second)
    assert gather(session, programme).sha256 != before


def test_blind_reading_tells_how_good_the_tags_are(
    session: Session, programme: Programme, read_blind: Callable[..., Contribution]
) -> None:
    for theme in ["i-02"] * 9 + ["i-04"] * 3:
        read_blind(theme)
    accuracy = measure_blind(session, programme)
    assert accuracy.contribution_count == 12
    assert (accuracy.sure_right.hit_count, accuracy.sure_right.count, accuracy.sure_right.value) == (9, 12, 0.75)
    assert (accuracy.found.hit_count, accuracy.found.count) == (9, 12)
