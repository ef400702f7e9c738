import pytest

from nlp.results import Comment
from nlp.stance import cue_names, stance_cues
from nlp.tagger import Tagger


def cues(clause: str, question: str | None = None) -> set[str]:
    return {name for name, present in zip(cue_names(), stance_cues(clause, question), strict=True) if present}


def test_cues_look_at_clause_and_question_apart() -> None:
    assert "negation" in cues("they never come")
    assert "question_better" in cues("the office", "What could be better?")
    assert "question_better" not in cues("could be better")


@pytest.mark.parametrize(
    ("text", "theme", "stance"),
    [
        ("They always come on time.", "i-02", "met"),
        ("They never come on time.", "i-02", "unmet"),
        ("It would be nice if they came on time.", "i-02", "wanted"),
        ("The girls are kind and respectful.", "i-04", "met"),
        ("One of them is rude and abrupt.", "i-04", "unmet"),
    ],
)
def test_stance_follows_the_words(tagger: Tagger, text: str, theme: str, stance: str) -> None:
    (result,) = tagger.tag([Comment(text)])
    assert {tag.stance for tag in result.tags if tag.theme == theme} == {stance}
