"""Codeframes from and to files: what is written is read back the same, and what is wrong is said all at once."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.codeframe import Codeframe, PhrasePattern, ThemeDefinition, ThemeExample, default_codeframes
from nlp.codeframe_files import KINDS, MOST_BYTES, CodeframeProblems, Header, read_codeframe, write_codeframe
from nlp.codeframe_files.words import tidy
from nlp.results import Stance

HEADER = Header("north", "1", "What matters in the north")
CODEBOOK = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another program">
  <Codes>
    <Code guid="1" name="Staff" isCodable="false" color="#ff0000">
      <Code guid="2" name="Manner" isCodable="true">
        <Description>How staff speak to people.
Include: warmth
and rudeness
Exclude: skill
Examples:
- She is lovely
- not happening: he barked at me</Description>
        <Code guid="3" name="Good" isCodable="true"><Description>Kind words.</Description></Code>
      </Code>
    </Code>
    <Code guid="4" name="Office" isCodable="true">
      <Description>The people on the telephone.</Description>
      <Code guid="5" name="Good"><Description>Helpful answers.</Description></Code>
    </Code>
  </Codes>
  <Sets><Set guid="6" name="All"><MemberCode guid="2"/></Set></Sets>
</CodeBook>"""

lines = st.text(min_size=1, max_size=40).map(tidy).filter(bool)
stances = st.sampled_from([None, *Stance])
phrases = st.builds(PhrasePattern, lines.map(lambda it: tidy(it.lower())).filter(bool), stances)


@st.composite
def themes(draw: st.DrawFn) -> ThemeDefinition:
    return ThemeDefinition(
        key=f"north-{draw(st.from_regex(r'[a-z0-9]{1,8}([.-][a-z0-9]{1,4})?', fullmatch=True))}",
        title=draw(lines),
        statement=draw(lines),
        include=draw(st.just("") | lines),
        leave_out=draw(st.just("") | lines),
        stage=draw(st.sampled_from([None, 1, 2, 3])),
        patterns=tuple(draw(st.lists(phrases, max_size=3))),
        examples=tuple(draw(st.lists(st.builds(ThemeExample, lines, stances), max_size=4, unique=True))),
        mapped_to=tuple(draw(st.lists(st.sampled_from(["i-01", "i-02", "ecc-1.1"]), max_size=2, unique=True))),
    )


def frame(*given_themes: ThemeDefinition) -> Codeframe:
    return Codeframe(HEADER.key, HEADER.edition, HEADER.title, given_themes)


def read(content: str | bytes, name: str = "ours.csv", header: Header = HEADER) -> Codeframe:
    return read_codeframe(content.encode() if isinstance(content, str) else content, name=name, header=header)


def problems(content: str | bytes, name: str = "ours.csv", header: Header = HEADER) -> Sequence[str]:
    with pytest.raises(CodeframeProblems) as caught:
        read(content, name, header)
    return caught.value.problems


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None)
@given(
    given_themes=st.lists(
        themes(), min_size=1, max_size=4, unique_by=(lambda it: it.key, lambda it: it.title.casefold())
    )
)
def test_what_is_written_is_read_back_the_same(kind: str, given_themes: list[ThemeDefinition]) -> None:
    ours = frame(*given_themes)
    assert read(write_codeframe(ours, kind=kind), f"ours.{kind}") == ours


def test_the_librarys_codeframes_go_out_and_come_back() -> None:
    for ours in default_codeframes():
        header = Header(ours.key, ours.edition, ours.title)
        assert read(write_codeframe(ours, kind="toml"), "ours.toml", Header()) == ours
        for kind in ("csv", "qdc"):
            back = read(write_codeframe(ours, kind=kind), f"ours.{kind}", header)
            assert [(it.key, it.statement) for it in back.themes] == [(it.key, it.statement) for it in ours.themes]


def test_token_patterns_survive_in_toml_alone() -> None:
    tokens = PhrasePattern(({"LOWER": {"IN": ["paid", "pay"]}, "OP": "?"}, {"LIKE_NUM": True}), Stance.UNMET)
    ours = frame(ThemeDefinition("north-pay", "Pay", "We are paid.", "", "", patterns=(tokens,)))
    assert read(write_codeframe(ours, kind="toml"), "ours.toml") == ours
    assert read(write_codeframe(ours, kind="csv")).themes[0].patterns == ()


def test_a_table_from_a_spreadsheet_is_understood() -> None:
    table = (
        "sep=;\r\nMaps to;THEME;Leave Out;Example 1;Description;example_2;;Stage\r\n"
        "i-02, ecc-1.2;On time;length;unmet: nobody rings;“They come when they said”;not happening: late again;;2\r\n"
        ";;;;;;;\r\n"
    )
    expected = ThemeDefinition(
        "north-on-time",
        "On time",
        "“They come when they said”",
        "",
        "length",
        stage=2,
        examples=(ThemeExample("nobody rings", Stance.UNMET), ThemeExample("late again", Stance.UNMET)),
        mapped_to=("i-02", "ecc-1.2"),
    )
    for content in (table.encode("utf-8-sig"), table.encode("utf-16"), table.encode("cp1252")):
        assert read(content).themes == (expected,)


def test_one_cell_may_hold_examples_a_line_each() -> None:
    table = 'title\tdefinition\texamples\nPets\tFed.\t"• who feeds the cat\n\n- wanted: walk my dog"\n'
    found = read(table).themes[0].examples
    assert found == (ThemeExample("who feeds the cat"), ThemeExample("walk my dog", Stance.WANTED))


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_words() -> None:
    ours = frame(ThemeDefinition("north-sum", "=1+1", "@home", "", ""))
    assert b"\n" in write_codeframe(ours, kind="csv")
    assert b",'=1+1,'@home," in write_codeframe(ours, kind="csv")


def test_a_codebook_of_another_program_is_understood() -> None:
    found = read(CODEBOOK, "codes.qdc").themes
    assert [(it.key, it.title, it.statement) for it in found] == [
        ("north-staff-manner", "Staff: Manner", "How staff speak to people."),
        ("north-staff-manner-good", "Staff: Manner: Good", "Kind words."),
        ("north-office", "Office", "The people on the telephone."),
        ("north-office-good", "Office: Good", "Helpful answers."),
    ]
    assert (found[0].include, found[0].leave_out) == ("warmth and rudeness", "skill")
    assert found[0].examples == (ThemeExample("She is lovely"), ThemeExample("he barked at me", Stance.UNMET))


def test_everything_wrong_with_a_table_is_said_at_once() -> None:
    table = "key,title,definition,stage\na,Pets,,9\n,,x,\nA,Cats,y,\n,cats,z,,,more\n"
    assert problems(table, header=Header("i 1", "", "")) == (
        "Row 5 has more cells than there are columns: put words with a comma in quotes",
        "Key “i 1”: use up to 30 small letters and digits, single hyphens between",
        "Edition: say which edition this is, such as 2026-1",
        "Row 2 (“Pets”): write a definition, one sentence that says what the theme means",
        "Row 2 (“Pets”): the stage “9” must be 1, 2 or 3, or left out",
        "Row 3: give the theme a title",
        "Row 4 (“Cats”): the key “i 1-a” stands at row 2 too, give each theme its own",
        "Row 5 (“cats”): row 4 has the same title, tell the two apart",
    )


def test_everything_wrong_with_toml_is_said_at_once() -> None:
    content = """
key = "north"
colour = "red"
title = 3
[[themes]]
title = "Pets"
statement = 4
[[themes]]
title = "Cats"
statement = "Fed."
note = "x"
patterns = [{pattern = "cat", stance = "good"}]
[[themes]]
title = "Dogs"
statement = "Walked."
patterns = [{pattern = [{NO_SUCH = "x"}]}]
"""
    assert problems(content, "ours.toml", Header("south", "1", "")) == (
        "“colour” is not known: take it out",
        "Title must be words in quotation marks",
        "The file is of the codeframe “north”, not of “south”: choose the other file",
        "Theme 1 (“Pets”): statement must be words in quotation marks",
        "Theme 2 (“Cats”): “note” is not known: take it out",
        "Theme 2 (“Cats”): patterns.1.stance: 'good' is none of met, unmet, wanted",
        "Theme 3 (“Dogs”): patterns: a token pattern is not one that spaCy knows; write plain words",
        "Theme 1 (“Pets”): write a definition, one sentence that says what the theme means",
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "The file’s name must end in .toml, .csv or .qdc: save the sheet as CSV"),
        ("a", b"", "The file’s name must end in .toml, .csv or .qdc: choose another file"),
        ("a.csv", b"PK\x03\x04", "This is a workbook, not a CSV file: save the sheet as CSV"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "The file has 512 kB, at most 512 kB are read"),
        ("a.csv", b"title,definition\n", "There is no theme in the file"),
        ("a.csv", b'title,definition\n"x', "This is not a CSV file"),
        ("a.csv", b"title,definition,colour\n", "The column “colour” is not known: take it out, or name it one of key"),
        ("a.csv", b"title,definition,Name\n", "The column “title” stands twice: keep one of them"),
        ("a.csv", b"", "There is no column “title”"),
        ("a.toml", b"x = ", "This is not TOML"),
        ("a.toml", b"themes = 3", "Write each theme below a line that says [[themes]]"),
        ("a.qdc", b"", "This is not XML"),
        ("a.qdc", b"<a/>", "This is not a REFI-QDA codebook"),
        ("a.qdc", b"<a>" * 30, "The codebook is too large"),
        ("a.qdc", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "The file declares a document type (DOCTYPE)"),
        ("a.qdc", b'<CodeBook><Codes><Code name=""/></Codes></CodeBook>', "Code 1: give the theme a title"),
    ],
)
def test_a_file_that_is_not_a_codeframe_is_one_sentence_that_says_what_to_do(
    name: str, content: bytes, message: str
) -> None:
    assert problems(content, name)[0].startswith(message)


def test_names_are_made_where_none_are_given() -> None:
    table = "title,definition\nPets at home,x\n“…”,y\nPëts at home!,z\n"
    found = read(table, "What matters, here.csv", Header(edition="1"))
    assert (found.key, found.title) == ("what-matters", "What matters, here")
    assert [theme.key for theme in found.themes] == [
        "what-matters-pets-at-home",
        "what-matters-theme",
        "what-matters-pets-at-home-2",
    ]
