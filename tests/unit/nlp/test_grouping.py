from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.encoder import EncodedComment, Tokens
from nlp.grouping import Subject, fewest_of, find_subjects, gather
from nlp.key_phrases import candidates_of, choose_phrases

WORDS = {
    "parking": ["parking permit", "parking fine", "the street", "no parking", "car park"],
    "bins": ["green bins", "the bin lorry", "full bins", "bin collection", "rubbish"],
    "buses": ["the last bus", "a bus stop", "bus fare", "the bus driver", "Sunday bus"],
}


class StandInEncoder:
    """Gives each text a state made of its token ids: alike texts have alike states."""

    def encode(self, comments: Iterable[Tokens]) -> list[EncodedComment]:
        return [self._state(windows) for windows in comments]

    def _state(self, windows: Tokens) -> EncodedComment:
        state = np.zeros((1, 2048), np.float32)
        for window in windows:
            for token in window.ids:
                state[0, token * 7919 % 2048] += 1
        return EncodedComment(state, state)


def find(texts: Sequence[str]) -> list[Subject]:
    return find_subjects(texts, encoder=StandInEncoder())  # type: ignore[arg-type]  # has all that is used


sentences = st.sampled_from([word for words in WORDS.values() for word in words]).flatmap(
    lambda words: st.sampled_from([f"They moved {words}", f"There is {words} again", f"I asked about {words}", words])
)
some_texts = st.lists(sentences | st.sampled_from(["", "!!", "the of and", "[name 1]", "ÆØÅ 123"]), max_size=30)


def said(texts: Sequence[str], subjects: Iterable[Subject]) -> list[tuple[dict[str, int], tuple[str, ...]]]:
    return [(dict(Counter(texts[place] for place in each.members)), each.phrases) for each in subjects]


@settings(max_examples=25, deadline=None)
@given(texts=some_texts, data=st.data())
def test_the_order_of_the_texts_makes_no_difference(texts: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(texts))
    assert said(texts, find(texts)) == said(shuffled, find(shuffled))


@settings(max_examples=25, deadline=None)
@given(texts=some_texts)
def test_a_text_is_in_one_subject_at_most_and_large_ones_come_first(texts: list[str]) -> None:
    subjects = find(texts)
    members = [place for each in subjects for place in each.members]
    assert len(members) == len(set(members))
    assert set(members) <= set(range(len(texts)))
    sizes = [len(each.members) for each in subjects]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= fewest_of(len(texts)) for size in sizes)


@settings(max_examples=25, deadline=None)
@given(texts=some_texts)
def test_phrases_occur_in_the_texts_of_their_subject(texts: list[str]) -> None:
    for subject in find(texts):
        own = [texts[place].lower() for place in subject.members]
        assert len(subject.phrases) <= 6
        for phrase in subject.phrases:
            assert 1 <= len(phrase.split()) <= 3
            assert any(phrase in text for text in own)
        inside = [(a, b) for a in subject.phrases for b in subject.phrases if a != b and f" {a} " in f" {b} "]
        assert inside == []


def test_subjects_are_told_apart_and_the_rest_is_left_out() -> None:
    parking = [f"{start} parking permit" for start in ("We need a", "I want one", "Give carers a", "Where is my")]
    bins = [f"The green bins {end}" for end in ("are full", "smell", "stay full", "overflow")]
    buses = [f"Sunday buses {end}" for end in ("stopped", "never come", "were cut", "vanished")]
    texts = [*parking, *bins, *buses, "Cat purrs", "Choir sang hymns", "Knitting wool", "Old films"]
    subjects = find(texts)
    assert {frozenset(each.members) for each in subjects} == {frozenset(range(start, start + 4)) for start in (0, 4, 8)}
    by_member = {min(each.members): each.phrases for each in subjects}
    assert by_member[0][0] == "parking permit"
    assert by_member[4][0] == "green bins"


def test_nothing_is_found_in_few_texts_or_none() -> None:
    assert find([]) == []
    assert find(["parking"] * 5) == []
    assert gather([], np.zeros((0, 1), np.float32)) == []


def test_personal_data_is_in_no_phrase() -> None:
    # The first name is hidden already, the second is one that the gazetteer knows, the third none that anybody knows.
    texts = [f"{who} took the parking permit{end}" for who in ("[name 1]", "Margaret", "Zyxwold") for end in (".", "!")]
    texts += [f"Zyxwold and margaret emptied the green bins {end}" for end in ("today", "twice", "late", "early")]
    phrases = choose_phrases(candidates_of(texts), [range(6), range(6, 10)])
    found = find(texts)
    words = {word for each in [*phrases, *(it.phrases for it in found)] for phrase in each for word in phrase.split()}
    assert words.isdisjoint({"zyxwold", "name"})
    assert "margaret" not in {word for it in found for phrase in it.phrases for word in phrase.split()}
    assert "permit" in words


def test_a_phrase_that_mostly_stands_in_a_longer_one_gives_way() -> None:
    texts = [{("car", "park"), ("park",), ("car",)}] * 3 + [{("bus",)}] * 3
    assert choose_phrases(texts, [range(3), range(3, 6)]) == [("car park",), ("bus",)]


def test_forms_of_a_word_count_as_one() -> None:
    texts = [{("permits",)}, {("permits",)}, {("permit",)}]
    assert choose_phrases(texts, [range(3)]) == [("permits",)]
