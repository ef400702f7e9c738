"""Editions of a council's own codeframe: tagged with at once, replaced, and never anybody else's."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.errors import InvalidCodeframe
from surveys.models import Account, Codeframe, Contribution, Programme, Tag, TaggingRun
from surveys.review.decisions import Act, accept_tag
from surveys.summaries.counts import count_themes
from surveys.tagging.codeframe_files import read_codeframe_file
from surveys.tagging.codeframes import list_codeframes
from surveys.tagging.own_codeframes import propose_codeframe, stop_codeframe
from surveys.tagging.runs import count_waiting, tag_waiting
from surveys.values import Role, Stance
from tests.codeframes import NEXT, OURS, WordTagger
from tests.conftest import AT
from tests.tagged import add_contribution


def test_what_was_said_waits_for_every_change_of_codeframes_and_is_tagged_at_once(
    session: Session, programme: Programme, use: Callable[..., Codeframe]
) -> None:
    contribution = add_contribution(session, programme, "late and who feeds the pets at night")
    assert count_waiting(session) == 0
    first = use()
    assert count_waiting(session, programme=programme) == 1
    assert tag_waiting(session, WordTagger(), at=AT) == 1
    assert count_waiting(session) == 0
    second = use(NEXT.replace("nights", "night"), "2")
    assert tag_waiting(session, WordTagger(), at=AT) == 1
    session.expire_all()
    tags = session.scalars(select(Tag).order_by(Tag.id))
    assert [(tag.theme.key, tag.theme.codeframe_id) for tag in tags] == [
        ("ours-pets", first.id),
        ("ours-pets", second.id),
        ("ours-night", second.id),
    ]
    frames = list(session.scalars(select(TaggingRun.frames).order_by(TaggingRun.id)))
    assert frames == ["", "ours 1", "ours 2"]
    stop_codeframe(session, second, at=AT)
    assert tag_waiting(session, WordTagger(), at=AT) == 1
    assert count_waiting(session) == 0
    session.refresh(contribution)
    assert session.get_one(TaggingRun, contribution.current_run_id).frames == ""


def test_a_run_that_was_made_before_counts_again(
    session: Session, programme: Programme, use: Callable[..., Codeframe]
) -> None:
    contribution = add_contribution(session, programme, "pets")
    ours = use()
    tag_waiting(session, WordTagger(), at=AT)
    run_id = session.get_one(Contribution, contribution.id).current_run_id
    other = use(OURS.replace("On time", "Punctual"), key="other")
    tag_waiting(session, WordTagger(), at=AT)
    stop_codeframe(session, other, at=AT)
    assert tag_waiting(session, WordTagger(), at=AT) == 1
    session.refresh(contribution)
    assert (contribution.current_run_id, ours.used_until_utc) == (run_id, None)


def test_one_programmes_codeframe_is_nobody_elses(
    session: Session, programme: Programme, use: Callable[..., Codeframe]
) -> None:
    other = Programme(key="other", title="Other", council="Other", created_at_utc=AT)
    session.add(other)
    session.commit()
    add_contribution(session, other, "who feeds the pets")
    use()
    assert [frame.key for frame in list_codeframes(session, other)] == ["i", "ecc"]
    assert count_waiting(session) == 0
    definition = read_codeframe_file(OURS.encode(), name="ours.csv", key="ours", edition="1", title="Ours")
    assert propose_codeframe(session, other, definition).programme_id == other.id


def test_what_people_decided_counts_in_the_next_edition(
    session: Session, programme: Programme, use: Callable[..., Codeframe], make_account: Callable[..., Account]
) -> None:
    programme.small_number = 2
    for number in range(10):
        add_contribution(session, programme, f"pets {number}")
    first = use()
    tag_waiting(session, WordTagger(), at=AT)
    act = Act(by=make_account("reviewer", Role.REVIEWER), at=AT, had_seen_suggestion=True)
    for tag in session.scalars(select(Tag)):
        accept_tag(session, tag, act)
    second = use(NEXT, "2")
    tag_waiting(session, WordTagger(), at=AT)
    session.expire_all()
    assert (second.themes[0].lineage_id, second.themes[1].root_id) == (first.themes[0].id, None)
    shown = count_themes(session, programme)[second.themes[0].lineage_id].total
    assert (shown.by_stance()[Stance.UNMET].value, shown.total.value) == (10, 10)


@pytest.mark.parametrize(
    ("key", "edition", "title", "is_new", "problem"),
    [
        ("ecc", "9", "Ours", False, "The key “ecc” belongs to “Ethical Care Charter”, which comes with Said & Done"),
        ("more", "1", "Ethical care charter", False, "There is a codeframe “Ethical care charter” already"),
        ("ours", "1", "Ours", False, "Edition 1 of “Ours” was used before: give this one another edition"),
        ("ours", "2", "Ours", True, "“Our ours themes” has the key “ours” too: add a new edition of it"),
    ],
)
def test_what_clashes_with_other_codeframes_is_refused(
    session: Session,
    programme: Programme,
    use: Callable[..., Codeframe],
    key: str,
    edition: str,
    title: str,
    is_new: bool,
    problem: str,
) -> None:
    use()
    definition = read_codeframe_file(OURS.encode(), name="ours.csv", key=key, edition=edition, title=title)
    with pytest.raises(InvalidCodeframe) as caught:
        propose_codeframe(session, programme, definition, is_new=is_new)
    assert caught.value.problems[0].startswith(problem)


def test_the_database_holds_one_edition_in_use_and_each_once(
    session: Session, programme: Programme, use: Callable[..., Codeframe]
) -> None:
    use()
    twice = {"key": "ours", "title": "x", "programme_id": programme.id}
    for wrong in ({**twice, "edition": "1"}, {**twice, "edition": "2", "used_from_utc": AT}):
        session.add(Codeframe(**wrong))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
    session.add(Codeframe(key="ecc", edition="2026-1", title="x"))
    with pytest.raises(IntegrityError):
        session.flush()
