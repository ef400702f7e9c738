"""The rules of a tender, without pages: declare, score alone once, agree together, forward only."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session

from surveys.definitions import LIBRARY, load_criteria
from surveys.errors import (
    AlreadyDeclared,
    AlreadyScored,
    InvalidDefinition,
    NotChair,
    NotDeclared,
    ReasonMissing,
    ScoreOutOfRange,
    ScoresMissing,
    WrongStage,
)
from surveys.evaluation.criteria import load_lots
from surveys.evaluation.moderation import (
    count_missing,
    find_next_unmoderated,
    list_agreed,
    list_moderations,
    list_panel_scores,
    list_spreads,
    moderate,
    move_lot,
)
from surveys.evaluation.panels import declare_interests, find_lot, open_answer
from surveys.evaluation.results import list_results
from surveys.evaluation.scoring import find_next_unscored, list_own_scores, list_progress, record_score
from surveys.models import AuditEvent, Codeframe, LotMove, Programme, Score, Theme
from surveys.values import LotStage
from tests.tender import AT, Tender, definition


def score_first(tender: Tender, name: str = "one", score: int | None = 3, reason: str = "because") -> Score:
    bid, criterion = tender.lot.bids[0], tender.lot.criteria[0]
    return record_score(tender.session, tender.members[name], bid, criterion, score=score, reason=reason, at=AT)


def agree_first(tender: Tender, score: int = 3, reason: str = "because", by: str = "chair") -> None:
    bid, criterion = tender.lot.bids[0], tender.lot.criteria[0]
    moderate(tender.session, bid, criterion, score=score, reason=reason, by=tender.members[by].account, at=AT)


def test_the_library_s_lots_load_with_their_themes(session: Session, programme: Programme) -> None:
    lots = load_lots(session, programme, load_criteria(LIBRARY / "home_care" / "criteria.toml"))
    assert [lot.price_weight + sum(it.weight for it in lot.criteria) for lot in lots] == [100, 100]
    assert all(criterion.themes for lot in lots for criterion in lot.criteria)


def test_an_unknown_theme_is_named_with_its_place(session: Session, programme: Programme) -> None:
    with pytest.raises(InvalidDefinition, match=r"^criteria\.toml: lots\.east\.criteria\.continuity\.themes: i-99 "):
        load_lots(session, programme, definition(themes=["i-01", "i-99"]))


def test_a_criterion_grows_out_of_the_newest_edition(session: Session, programme: Programme) -> None:
    old = session.scalars(select(Codeframe).where(Codeframe.key == "i")).one()
    new = Codeframe(key="i", edition="later", title="Later")
    new.themes = [
        Theme(key=it.key, position=it.position, title=it.title, statement="Later", include="", leave_out="")
        for it in old.themes
    ]
    session.add(new)
    session.flush()
    criterion = load_lots(session, programme, definition(themes=["i-01"]))[0].criteria[0]
    assert [theme.statement for theme in criterion.themes] == ["Later"]


def test_no_bid_is_opened_before_interests_are_declared(tender: Tender) -> None:
    member, bid, criterion = tender.members["one"], tender.lot.bids[0], tender.lot.criteria[0]
    with pytest.raises(NotDeclared):
        open_answer(tender.session, member, bid, criterion)
    with pytest.raises(NotDeclared):
        score_first(tender)
    declare_interests(tender.session, member, interests="", at=AT)
    assert open_answer(tender.session, member, bid, criterion) == "Ash Care says this on continuity."


def test_a_declaration_is_made_once_and_leaves_a_trace(tender: Tender) -> None:
    declare_interests(tender.session, tender.members["one"], interests=" My aunt works there. ", at=AT)
    with pytest.raises(AlreadyDeclared):
        declare_interests(tender.session, tender.members["one"], interests="", at=AT)
    assert tender.members["one"].declaration is not None
    assert tender.members["one"].declaration.interests == "My aunt works there."
    acts = tender.session.scalars(select(AuditEvent)).all()
    assert [(act.act, act.account_id) for act in acts] == [("declare interests", tender.members["one"].account_id)]


@pytest.mark.parametrize("score", [-1, 6, 100])
def test_a_score_outside_the_scale_is_refused(tender: Tender, score: int) -> None:
    tender.declare()
    with pytest.raises(ScoreOutOfRange):
        score_first(tender, score=score)


@pytest.mark.parametrize("score", [0, None])
def test_a_score_needs_a_reason_also_when_it_is_cannot_score(tender: Tender, score: int | None) -> None:
    tender.declare()
    with pytest.raises(ReasonMissing):
        score_first(tender, score=score, reason=" \n ")


def test_cannot_score_is_not_zero(tender: Tender) -> None:
    tender.declare()
    assert score_first(tender, "one", None).score is None
    assert score_first(tender, "two", 0).score == 0


def test_the_first_score_stands(tender: Tender) -> None:
    tender.declare()
    score_first(tender, score=4)
    with pytest.raises(AlreadyScored):
        score_first(tender, score=1)
    assert [row.score for row in tender.session.scalars(select(Score))] == [4]


def test_a_recorded_score_cannot_be_changed(tender: Tender) -> None:
    tender.declare()
    row = score_first(tender, score=4)
    tender.session.commit()
    row.score = 1
    with pytest.raises(AlreadyScored):
        tender.session.flush()


def test_the_database_refuses_a_second_score_a_wrong_one_and_one_without_reason(tender: Tender) -> None:
    tender.declare()
    first = score_first(tender)
    tender.session.commit()
    same = {"member_id": first.member_id, "bid_id": first.bid_id, "scored_at_utc": AT}
    other = tender.lot.criteria[1].id
    for wrong in (
        Score(**same, criterion_id=first.criterion_id, score=5, reason="again"),
        Score(**same, criterion_id=other, score=6, reason="too high"),
        Score(**same, criterion_id=other, score=3, reason=""),
    ):
        tender.session.add(wrong)
        with pytest.raises(IntegrityError):
            tender.session.flush()
        tender.session.rollback()


def test_progress_counts_cannot_score_and_holds_no_score(tender: Tender) -> None:
    tender.declare()
    score_first(tender, "one", None)
    tender.score_all("two")
    counts = {
        it.member.account.name: (it.done_count, it.total_count) for it in list_progress(tender.session, tender.lot)
    }
    assert counts == {"Chair": (0, 12), "One": (1, 12), "Two": (12, 12), "Expert": (0, 12)}


def test_the_next_answer_to_score_is_the_first_one_left(tender: Tender) -> None:
    tender.declare()
    score_first(tender)
    following = find_next_unscored(tender.session, tender.members["one"])
    assert following == (tender.bid("ash"), tender.criterion("skills"))
    tender.score_all("two")
    assert find_next_unscored(tender.session, tender.members["two"]) is None
    assert len(list_own_scores(tender.session, tender.members["one"])) == 1


def test_nobody_s_scores_are_listed_while_the_lot_is_scored(tender: Tender) -> None:
    tender.declare()
    score_first(tender)
    with pytest.raises(WrongStage):
        list_panel_scores(tender.session, tender.lot.bids[0], tender.lot.criteria[0])
    with pytest.raises(WrongStage):
        list_spreads(tender.session, tender.lot)


def test_a_lot_waits_for_every_score(tender: Tender) -> None:
    tender.declare()
    for name in ("chair", "one", "two"):
        tender.score_all(name)
    score_first(tender, "expert", None)
    with pytest.raises(ScoresMissing) as caught:
        move_lot(tender.session, tender.lot, LotStage.MODERATION, by=tender.chair, at=AT)
    assert caught.value.missing_count == 11
    assert tender.lot.stage is LotStage.SCORING


def test_a_lot_is_decided_only_when_every_answer_is_agreed(tender: Tender) -> None:
    tender.to_moderation()
    agree_first(tender)
    with pytest.raises(ScoresMissing) as caught:
        move_lot(tender.session, tender.lot, LotStage.DECIDED, by=tender.chair, at=AT)
    assert caught.value.missing_count == 11


def test_a_lot_only_moves_forward_one_stage_at_a_time(tender: Tender) -> None:
    def refused(stage: LotStage) -> None:
        with pytest.raises(WrongStage):
            move_lot(tender.session, tender.lot, stage, by=tender.chair, at=AT)

    refused(LotStage.DECIDED)
    refused(LotStage.SCORING)
    tender.to_decided()
    for stage in LotStage:
        refused(stage)
    acts = tender.session.scalars(select(AuditEvent.act).where(AuditEvent.act.startswith("move"))).all()
    assert acts == ["move lot to moderation", "move lot to decided"]
    assert tender.session.scalar(select(func.count()).select_from(LotMove)) == 2
    assert count_missing(tender.session, tender.lot) == 0


def test_only_the_chair_moves_a_lot_and_agrees_scores(tender: Tender) -> None:
    tender.to_moderation()
    with pytest.raises(NotChair):
        agree_first(tender, by="one")
    tender.moderate_all()
    with pytest.raises(NotChair):
        move_lot(tender.session, tender.lot, LotStage.DECIDED, by=tender.members["one"].account, at=AT)


def test_scores_are_agreed_only_between_scoring_and_deciding(tender: Tender) -> None:
    with pytest.raises(WrongStage):
        agree_first(tender)
    tender.to_decided()
    with pytest.raises(WrongStage):
        agree_first(tender)
    with pytest.raises(WrongStage):
        score_first(tender)


def test_a_changed_agreement_keeps_its_history_and_the_first_scores(tender: Tender) -> None:
    tender.to_moderation()
    before = [(row.id, row.score, row.reason) for row in tender.session.scalars(select(Score).order_by(Score.id))]
    agree_first(tender, 2, "first thought")
    agree_first(tender, 4, "after talking")
    bid, criterion = tender.lot.bids[0], tender.lot.criteria[0]
    assert list_agreed(tender.session, tender.lot)[bid.id, criterion.id].score == 4
    history = list_moderations(tender.session, bid, criterion)
    assert [(row.score, row.reason, by.name) for row, by in history] == [
        (4, "after talking", "Chair"),
        (2, "first thought", "Chair"),
    ]
    after = [(row.id, row.score, row.reason) for row in tender.session.scalars(select(Score).order_by(Score.id))]
    assert after == before
    assert find_next_unmoderated(tender.session, tender.lot) == (bid, tender.lot.criteria[1])


def test_an_agreed_score_needs_a_score_of_the_scale_and_a_reason(tender: Tender) -> None:
    tender.to_moderation()
    with pytest.raises(ScoreOutOfRange):
        agree_first(tender, 6)
    with pytest.raises(ReasonMissing):
        agree_first(tender, reason="  ")


def test_a_lot_is_loaded_without_prices(tender: Tender) -> None:
    tender.session.expunge_all()
    programme = tender.session.scalars(select(Programme)).one()
    lot = find_lot(tender.session, programme, "east")
    assert lot is not None
    with pytest.raises(InvalidRequestError):
        _ = lot.bids[0].price_per_hour


def test_results_have_no_price_before_the_lot_is_decided_and_the_worked_table_after(tender: Tender) -> None:
    tender.to_moderation()
    tender.moderate_all()
    before = list_results(tender.session, tender.lot)
    assert [(str(it.quality), it.price, it.price_marks, it.total, it.place) for it in before] == [
        (quality, None, None, None, None) for quality in ("48.00", "39.00", "49.00")
    ]
    move_lot(tender.session, tender.lot, LotStage.DECIDED, by=tender.chair, at=AT)
    after = list_results(tender.session, tender.lot)
    assert [(it.bid.provider.name, str(it.total), it.place) for it in after] == [
        ("Ash Care", "85.95", 1),
        ("Birch Homecare", "79.00", 2),
        ("Cedar Trust", "None", None),
    ]
    assert [criterion.key for criterion in after[2].failed] == ["righting"]
