"""What becomes a lesson: what people decided, and nothing that they left alone."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.learning.lessons import KEPT, Reach, Verdict, latest_of, teach
from surveys.tagging.learning import Comment, Label, LabelStance
from surveys.values import Outcome, Stance

COMMENT = Comment("They come late and they rush", group="family_carer", question="What gets in the way?")
THEMES = ("ecc-1.2", "ecc-1.3", "i-02", "i-04")
KNOWN = frozenset(THEMES)

themes = st.frozensets(st.sampled_from((*THEMES, "gone-1")))
verdicts = st.lists(
    st.builds(
        Verdict,
        tag_id=st.integers(1, 4),
        theme=st.just("i-02"),
        stance=st.sampled_from(Stance),
        start=st.just(0),
        end=st.integers(1, 28),
        outcome=st.sampled_from(Outcome),
    ).map(lambda it: Verdict(it.tag_id, THEMES[it.tag_id - 1], it.stance, it.start, it.end, it.outcome))
)
reaches = st.builds(Reach, known=st.just(KNOWN), finished=themes, untouched=themes)


def verdict(outcome: Outcome, *, tag: int = 1, theme: str = "i-02", stance: Stance = Stance.UNMET) -> Verdict:
    return Verdict(tag, theme, stance, 5, 14, outcome)


def test_a_lesson_keeps_group_and_question() -> None:
    taught = teach(COMMENT, [verdict(Outcome.ADD)], Reach(KNOWN))
    assert taught is not None
    assert taught.comment == COMMENT
    assert taught.labels == (Label("i-02", LabelStance.UNMET, 5, 14),)


def test_a_rejected_tag_says_that_the_theme_is_not_there() -> None:
    taught = teach(COMMENT, [verdict(Outcome.REJECT)], Reach(KNOWN))
    assert taught is not None
    assert (taught.labels, taught.judged) == ((), {"i-02"})


def test_a_tag_that_was_replaced_gives_way_to_the_new_one() -> None:
    made = [verdict(Outcome.ADD, tag=2, theme="i-04"), verdict(Outcome.REPLACE)]
    taught = teach(COMMENT, made, Reach(KNOWN))
    assert taught is not None
    assert (taught.themes, taught.judged) == ({"i-04"}, {"i-02", "i-04"})


def test_a_change_of_stance_keeps_the_theme() -> None:
    made = [verdict(Outcome.ADD, tag=2, stance=Stance.MET), verdict(Outcome.REPLACE)]
    taught = teach(COMMENT, made, Reach(KNOWN))
    assert taught is not None
    assert taught.labels == (Label("i-02", LabelStance.MET, 5, 14),)


def test_finishing_judges_every_theme_looked_for_but_not_what_was_left_alone() -> None:
    taught = teach(COMMENT, [verdict(Outcome.ACCEPT)], Reach(KNOWN, finished=KNOWN, untouched=frozenset({"i-04"})))
    assert taught is not None
    assert (taught.themes, taught.judged) == ({"i-02"}, KNOWN - {"i-04"})


def test_nothing_decided_teaches_nothing() -> None:
    assert teach(COMMENT, [], Reach(KNOWN)) is None


def test_a_theme_that_is_no_longer_looked_for_teaches_nothing() -> None:
    assert (
        teach(COMMENT, [verdict(Outcome.ACCEPT, theme="gone-1")], Reach(KNOWN, finished=frozenset({"gone-1"}))) is None
    )


@given(verdicts, reaches)
def test_what_is_there_was_decided_and_is_judged(made: list[Verdict], reach: Reach) -> None:
    taught = teach(COMMENT, made, reach)
    decided = {it.theme for it in made}
    if taught is None:
        assert not (decided | (reach.finished - reach.untouched)) & reach.known
        return
    assert taught.themes <= taught.judged <= reach.known
    assert taught.themes <= decided
    assert taught.themes == {it.theme for it in latest_of(made) if it.outcome in KEPT}
    assert not taught.judged & (reach.untouched - decided)


@given(verdicts, reaches, st.sampled_from(Outcome))
def test_the_latest_verdict_on_a_tag_counts(made: list[Verdict], reach: Reach, outcome: Outcome) -> None:
    last = verdict(outcome)
    taught = teach(COMMENT, [*made, last], reach)
    alone = teach(COMMENT, [*(it for it in made if it.tag_id != last.tag_id), last], reach)
    assert taught is not None
    assert alone is not None
    assert taught.labels == alone.labels


@given(verdicts, reaches)
def test_saying_everything_twice_changes_nothing(made: list[Verdict], reach: Reach) -> None:
    assert teach(COMMENT, made + latest_of(made), reach) == teach(COMMENT, made, reach)
