"""Input that nobody hopes for: no crash, offsets right, nothing tagged that was not understood."""

from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.examples import gold_examples
from nlp.results import TaggedText
from nlp.tagger import Tagger

GOLD = [example.comment.text for example in gold_examples("survey")][:12]

FOREIGN = {
    "pl": "Opiekunki zawsze się spóźniają i nikt do nas nie dzwoni, a mama czeka na śniadanie.",
    "cy": "Mae'r gofalwyr bob amser yn hwyr ac nid oes neb yn ffonio i ddweud wrthym.",
    "ur": "دیکھ بھال کرنے والے ہمیشہ دیر سے آتے ہیں اور کوئی ہمیں نہیں بتاتا۔",
    "zh": "护理员总是迟到,没有人打电话告诉我们。",
    "ro": "Îngrijitoarele întârzie mereu și nimeni nu ne sună să ne spună când vin.",
    "pt": "As cuidadoras chegam sempre atrasadas e ninguém nos telefona para avisar.",
}

BAD = [
    "a",
    "late",
    "LATE. LATE. LATE. NOBODY RINGS. EVERY SINGLE MORNING THEY ARE LATE",
    "😀👍🏽🙏❤️‍🔥",
    "They come late. " * 1250,
    "word " * 4000,
    "they’re late â€“ donâ€™t ring Ã©ver",
    "they а́re láte и никто не звонит but the girls are kind",
    "<div onclick='x()'>They are <b>always</b> late<br/>nobody rings</div>",
    "Priya, Tunde, Mo, Mrs Kowalska, Bev, Sian, Agnieszka, Femi",
    "\u0000\u0001late\ufffd\ufffd",
    "e\u0301" * 50 + " late",
    "١٢٣٤ late ٥٦٧",
    "\r\n\r\n- late\r\n- rude\r\n",
]


def inside(text: str, result: TaggedText) -> bool:
    """Tell whether every range lies inside the text and holds something."""
    ranges = [*result.tags, *result.redactions, *([result.concern] if result.concern else [])]
    return all(0 <= it.start < it.end <= len(text) and text[it.start : it.end].strip() for it in ranges)


@pytest.mark.parametrize("text", BAD)
def test_bad_input_is_borne(tagger: Tagger, text: str) -> None:
    (result,) = tagger.tag([text])
    assert inside(text, result)


@pytest.mark.parametrize(("language", "text"), FOREIGN.items())
def test_another_language_is_recognised_and_not_tagged(tagger: Tagger, language: str, text: str) -> None:
    (result,) = tagger.tag([text])
    assert (result.language, result.tags) == (language, ())


@pytest.mark.parametrize("text", ["", " \n\t", "😀👍🏽🙏", "?!", "n/a", "none", "."])
def test_nothing_said_is_empty(tagger: Tagger, text: str) -> None:
    (result,) = tagger.tag([text])
    assert (result.is_empty, result.tags) == (True, ())


def test_a_list_of_names_is_hidden_and_no_theme(tagger: Tagger) -> None:
    (result,) = tagger.tag(["Priya, Tunde, Mo, Mrs Kowalska, Bev, Sian, Agnieszka, Femi"])
    assert {it.kind for it in result.redactions} == {"PERSON"}
    assert result.tags == ()


def test_capitals_change_no_theme(tagger: Tagger) -> None:
    text = "They are always late and nobody ever rings to tell me."
    plain, loud = tagger.tag([text, text.upper()])
    assert {tag.theme for tag in plain.tags} == {tag.theme for tag in loud.tags} == {"i-02"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.sampled_from(GOLD))
def test_every_range_lies_inside_whatever_stands_around(tagger: Tagger, noise: str, text: str) -> None:
    both = f"{noise} {text}"
    (result,) = tagger.tag([both])
    assert inside(both, result)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.sampled_from([*GOLD, *BAD]), min_size=1, max_size=9))
def test_tagging_is_the_same_alone_and_in_a_batch(tagger: Tagger, texts: list[str]) -> None:
    assert tagger.tag(texts) == [tagger.tag([text])[0] for text in texts]


@cache
def own_tagger() -> Tagger:
    return Tagger.load()


def tag_elsewhere(text: str) -> TaggedText:
    """Tag in a process of its own."""
    return own_tagger().tag([text])[0]


def test_tagging_is_the_same_on_two_processes(tagger: Tagger) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(tag_elsewhere, GOLD)) == tagger.tag(GOLD)
