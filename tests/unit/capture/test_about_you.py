"""What people say about themselves stands apart: no column and no order joins it to their other answers."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from surveys.capture.drafts import Draft, start_draft
from surveys.capture.responses import submit_response
from surveys.models import AboutYou, Answer, Contribution, QuestionnaireEdition
from tests.conftest import SECRET
from tests.unit.capture.visits import LATE_EVENING, ON, count, end, fill


def test_answers_about_the_person_are_kept_apart_and_nowhere_else(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", born="In Sylhet")
    end(session, draft, may_quote=True)
    sent = submit_response(session, draft, at=LATE_EVENING)
    assert [answer.question_key for answer in sent.response.answers] == ["has-care"]
    assert count(session, Contribution) == 0
    assert [row.answers for row in session.query(AboutYou)] == [{"born": "In Sylhet"}]


def test_whoever_says_nothing_about_herself_leaves_no_row(session: Session, draft: Draft) -> None:
    fill(session, draft, has_care="no", born=None)
    end(session, draft)
    submit_response(session, draft, at=LATE_EVENING)
    assert (count(session, AboutYou), count(session, Answer)) == (0, 1)


def test_nothing_in_the_table_leads_to_a_person_or_a_time() -> None:
    assert set(AboutYou.__table__.columns.keys()) == {"id", "edition_id", "answers"}


def test_the_order_of_the_rows_is_not_the_order_in_which_people_answered(
    session: Session, edition: QuestionnaireEdition
) -> None:
    # SQLite numbers rows by itself, in order, unless their key is that number: then the order is as random as the key.
    for number in range(20):
        draft = start_draft(session.connection(), edition, secret=SECRET, on=ON)
        fill(session, draft, has_care="no", born=str(number))
        end(session, draft)
        submit_response(session, draft, at=LATE_EVENING)
    rows = session.execute(text("SELECT id, rowid, answers ->> 'born' FROM about_you ORDER BY rowid")).all()
    assert [row[0] for row in rows] == [row[1] for row in rows]
    assert [row[2] for row in rows] != [str(number) for number in range(20)]
