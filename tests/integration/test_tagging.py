from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from nlp import results
from surveys.capture.imports import CheckedFile, Comment, import_comments
from surveys.models import Codeframe, Concern, Contribution, Programme, Redaction, Tag, TaggingRun
from surveys.review.current import select_standing_tags, select_suggested_tags
from surveys.tagging.runs import comment_of, count_waiting, list_waiting, store_results, tag_waiting
from surveys.values import Group, Language, Stance
from tests.conftest import AT


class FixedTagger:
    """Finds the same in every text: lateness for sure, kindness perhaps, a name, a concern in `hurt`."""

    pipeline = "first"

    def using(self, frames: Sequence[Codeframe]) -> "FixedTagger":
        return self

    def tag(self, texts: Sequence[str | results.Comment]) -> list[results.TaggedText]:
        return [self.result(text.text if isinstance(text, results.Comment) else text) for text in texts]

    def result(self, text: str) -> results.TaggedText:
        late = results.Tag("i-02", results.Stance.UNMET, 0, 4, 0.9, results.Band.ACCEPT, "rule")
        kind = results.Tag("i-04", results.Stance.MET, 0, 4, 0.4, results.Band.SUGGEST, "near")
        concern = results.Concern("physical", 0, 4, 0.7) if "hurt" in text else None
        return results.TaggedText(
            (late, kind), (results.Redaction(0, 3, "PERSON"),), concern, False, "en", self.pipeline
        )


@pytest.fixture
def said(session: Session, programme: Programme) -> Callable[..., list[Contribution]]:
    """Make contributions of the texts."""

    def make(*texts: str) -> list[Contribution]:
        comments = [
            Comment(n, text, None, Group.SERVICE_USER, date(2026, 9, 1), "Forum") for n, text in enumerate(texts)
        ]
        checked = CheckedFile(row_count=len(texts), comments=comments)
        import_comments(session, programme, checked, file_name="a.csv", sha256=str(texts), at=AT)
        session.commit()
        return list(session.scalars(select(Contribution).order_by(Contribution.id)))

    return make


def test_what_waits_is_tagged_once(session: Session, said: Callable[..., list[Contribution]]) -> None:
    said("late again", "late and hurt")
    assert count_waiting(session) == 2
    assert tag_waiting(session, FixedTagger(), at=AT) == 2
    session.commit()
    assert tag_waiting(session, FixedTagger(), at=AT) == 0
    assert len(list(session.scalars(select(Tag)))) == 4
    assert [redaction.kind for redaction in session.scalars(select(Redaction))] == ["PERSON", "PERSON"]


def test_a_batch_takes_the_oldest_first(session: Session, said: Callable[..., list[Contribution]]) -> None:
    first, *_ = said("one", "two", "three")
    assert [each.id for each in list_waiting(session, most=1)] == [first.id]


def test_a_concern_is_raised_once_and_stays_with_another_pipeline(
    session: Session, said: Callable[..., list[Contribution]]
) -> None:
    contributions = said("late and hurt", "late")
    tag_waiting(session, FixedTagger(), at=AT)
    newer = FixedTagger()
    newer.pipeline = "second"
    store_results(session, contributions, newer.tag([each.text for each in contributions]), at=AT + timedelta(days=1))
    (concern,) = session.scalars(select(Concern))
    assert (concern.contribution_id, concern.raised_at_utc) == (contributions[0].id, AT)


def test_a_newer_pipeline_adds_a_run_and_only_its_tags_count(
    session: Session, said: Callable[..., list[Contribution]]
) -> None:
    contributions = said("late")
    tag_waiting(session, FixedTagger(), at=AT)
    newer = FixedTagger()
    newer.pipeline = "second"
    assert count_waiting(session, pipeline="second") == 1
    store_results(session, contributions, newer.tag(["late"]), at=AT)
    session.expire_all()
    runs = list(session.scalars(select(TaggingRun).order_by(TaggingRun.id)))
    assert [run.pipeline for run in runs] == ["first", "second"]
    standing = [tag for tag, _ in session.execute(select_standing_tags())]
    assert [(tag.run_id, tag.stance) for tag in standing] == [(runs[1].id, Stance.UNMET)]
    assert [tag.run_id for tag, _ in session.execute(select_suggested_tags())] == [runs[1].id]


def test_the_tagger_is_told_in_which_language_the_question_was_put(
    said: Callable[..., list[Contribution]],
) -> None:
    (contribution,) = said("Diolch, pawb yn garedig")
    contribution.language = Language.WELSH
    contribution.question = "What is good?"
    told = results.Comment("Diolch, pawb yn garedig", group="service_user", question="What is good?", language="cy")
    assert comment_of(contribution) == told
