import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp import PIPELINE_VERSION
from nlp.codeframe import parse_codeframe
from nlp.examples import gold_examples
from nlp.results import Band, Comment, Stance, TaggedText
from nlp.tagger import Tagger

NASTY = [
    "",
    "   \n\t ",
    "\x00",
    "n/a",
    "😀😀😀 lovely 😀",
    "They are late. " * 1400,
    "a" * 20_000,
    "تأتي متأخرة دائما",
    "\u202eetal era yeht\u202c and rude",
    "<p>They&nbsp;are <b>late</b></p><script>alert(1)</script>",
    "donâ€™t know whoâ€™s coming",
    "never the\r\nsame\u2028face",
    "é" * 300,
    "?!?!?!",
]


def check(text: str, result: TaggedText) -> None:
    """Whatever the text: offsets lie inside it, in order, and the figures are probabilities."""
    for tag in result.tags:
        assert 0 <= tag.start < tag.end <= len(text)
        assert 0 <= tag.confidence <= 1
        assert tag.why
        assert tag.stance in set(Stance)
        assert tag.band in set(Band)
    for redaction in result.redactions:
        assert 0 <= redaction.start < redaction.end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(result.redactions))
    assert [tag.start for tag in result.tags] == sorted(tag.start for tag in result.tags)
    if result.concern:
        assert 0 <= result.concern.start < result.concern.end <= len(text)
    assert result.pipeline == PIPELINE_VERSION


def themes(tagger: Tagger, *texts: str | Comment) -> list[set[tuple[str, str]]]:
    return [{(tag.theme, tag.stance) for tag in result.tags} for result in tagger.tag(texts)]


def test_a_plain_complaint_is_tagged_in_both_frames(tagger: Tagger) -> None:
    (found,) = themes(tagger, "I never see the same carer twice, it's strangers every day.")
    assert {("ecc-2.1", "unmet"), ("i-01", "unmet")} <= found


def test_evidence_is_the_clause_that_says_it(tagger: Tagger) -> None:
    text = "The weather was awful on Sunday. They are always late and nobody rings. I like my garden."
    (result,) = tagger.tag([text])
    (tag,) = [tag for tag in result.tags if tag.theme == "i-02"]
    assert text[tag.start : tag.end] == "They are always late and nobody rings."
    assert tag.stance == "unmet"


def test_thanks_alone_has_no_tags(tagger: Tagger) -> None:
    assert themes(tagger, "Thank you for everything, excellent service.") == [set()]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_input_is_survived(tagger: Tagger, text: str) -> None:
    (result,) = tagger.tag([text])
    check(text, result)


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_offsets_inside_it(tagger: Tagger, text: str) -> None:
    (result,) = tagger.tag([text])
    check(text, result)


def test_blanks_and_non_answers_are_empty(tagger: Tagger) -> None:
    results = tagger.tag(["", "n/a", "Nothing to add.", "late"])
    assert [result.is_empty for result in results] == [True, True, True, False]
    assert [result.tags for result in results[:3]] == [(), (), ()]


def test_other_languages_are_recognised_and_not_tagged(tagger: Tagger) -> None:
    (result,) = tagger.tag(["Opiekunki są bardzo miłe, ale zawsze się spóźniają"])
    assert (result.language, result.tags) == ("pl", ())


def test_a_text_is_tagged_the_same_alone_or_among_others(tagger: Tagger) -> None:
    comments = [example.comment for example in gold_examples("written")[:40]]
    together = tagger.tag(comments)
    assert [tagger.tag([comment])[0] for comment in comments] == together
    assert tagger.tag(comments[::-1]) == together[::-1]


def test_the_question_carries_part_of_the_meaning(tagger: Tagger) -> None:
    better, well = themes(
        tagger,
        Comment("time keeping", "service_user", "What could be better?"),
        Comment("time keeping", "service_user", "What works well about your home care?"),
    )
    assert well == {("i-02", "met")}
    assert better in ({("i-02", "wanted")}, {("i-02", "unmet")})


def test_a_local_codeframe_is_tagged_by_its_phrases(tagger: Tagger) -> None:
    theme = {"key": "x-1", "title": "Pets", "statement": "My pets are fed.", "include": "cats", "leave_out": "fish"}
    raw = {"key": "x", "edition": "1", "title": "Local", "themes": [{**theme, "patterns": [{"pattern": "the cat"}]}]}
    (result,) = Tagger.load([parse_codeframe(raw, source="x.toml")]).tag(["Nobody feeds the cat. They are late."])
    assert [(tag.theme, tag.band, tag.why) for tag in result.tags] == [("x-1", "suggest", "phrase: the cat")]


def test_results_load_without_the_heavy_libraries() -> None:
    code = "import sys, nlp.results, nlp.tagger; print({'spacy', 'onnxruntime', 'sklearn'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "set()"
