from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.capture.files import Row
from surveys.capture.imports import CheckedFile, ColumnMapping, Problem, check_comments, check_mapping
from surveys.errors import InvalidDefinition
from surveys.values import Group

MAPPING = ColumnMapping({"text": "Comment", "date": "Date", "group": "Who"}, {"source": "Forum"})


def row(number: int, text: str, *, who: str = "family carer", on: str = "14/09/2026") -> Row:
    return Row(number, {"Comment": text, "Who": who, "Date": on})


def check(*rows: Row, known: tuple[str, ...] = ()) -> CheckedFile:
    return check_comments(rows, MAPPING, is_non_answer=lambda text: text == "n/a", known=known)


def test_a_row_becomes_a_comment() -> None:
    (comment,) = check(row(2, " They are late ")).comments
    assert (comment.row, comment.text, comment.group) == (2, "They are late", Group.FAMILY_CARER)
    assert (comment.said_on, comment.source, comment.question) == (date(2026, 9, 14), "Forum", None)


def test_non_answers_blanks_and_duplicates_are_left_out_and_counted() -> None:
    checked = check(row(2, "Late"), row(3, "n/a"), row(4, "  "), row(5, "LATE "), row(6, "Kind"), known=("kind",))
    assert [comment.row for comment in checked.comments] == [2]
    assert (checked.row_count, checked.non_answer_count, checked.duplicate_count) == (5, 2, 2)


def test_a_bad_row_is_reported_by_cell_without_its_words() -> None:
    checked = check(row(7, "Late", who="the cat", on="yesterday"))
    assert checked.comments == []
    assert [(it.row, it.column) for it in checked.problems] == [(7, "Who"), (7, "Date")]
    assert checked.problems[1] == Problem(7, "Date", "not a date", "a date such as 2026-09-14 or 14/09/2026")


def test_a_value_for_all_rows_fills_blank_cells() -> None:
    mapping = ColumnMapping({"text": "Comment", "date": "Date"}, {"group": "provider", "date": "2026-01-02"})
    (comment,) = check_comments([row(2, "Late", on="")], mapping, is_non_answer=lambda _: False).comments
    assert (comment.group, comment.said_on) == (Group.PROVIDER, date(2026, 1, 2))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"text": "Comment", "date": "Date", "group": "Who", "mood": "Who"}, "mood is not a part of a comment"),
        ({"text": "Words", "date": "Date", "group": "Who"}, "no column “Words” for text; the columns are Comment"),
        ({"text": "Comment", "date": "Date"}, "say where group comes from"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(columns: dict[str, str], words: str) -> None:
    with pytest.raises(InvalidDefinition, match=words):
        check_mapping(ColumnMapping(columns), [row(2, "Late")], name="a.csv")


@given(st.lists(st.tuples(st.sampled_from(["Late", "n/a", "", "Kind", "so so"]), st.sampled_from(["provider", "cat"]))))
def test_every_row_is_counted_once(cells: list[tuple[str, str]]) -> None:
    checked = check(*(row(number, text, who=who) for number, (text, who) in enumerate(cells, start=2)))
    parts = len(checked.comments) + len(checked.problems) + checked.duplicate_count + checked.non_answer_count
    assert parts == checked.row_count == len(cells)
