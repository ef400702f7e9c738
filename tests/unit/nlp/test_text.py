import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.segments import segments_of
from nlp.text import CleanText, clean, is_non_answer, language_of


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("very kInd and carIng, LIke a frIend", "very kind and caring, Like a friend"),
        ("weII done", "well done"),
        ("I said IT WAS AN NHS VISIT", "I said IT WAS AN NHS VISIT"),
        ("ask McIntyre", "ask McIntyre"),
        ("donâ€™t", "don't"),
        ("can’t “cope”", 'can\'t "cope"'),
        ("a<br/>b &amp; c", "a b & c"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("nul\x00byte", "nul byte"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
    ],
)
def test_cleaning_mends(raw: str, mended: str) -> None:
    assert clean(raw).text == mended


def test_a_mended_word_leads_back_to_its_place() -> None:
    raw = "they donâ€™t come on time"
    cleaned = clean(raw)
    start = cleaned.text.index("come")
    first, last = cleaned.original(start, start + len("come"))
    assert raw[first:last] == "come"


MESSY = st.text(
    st.one_of(st.characters(), st.sampled_from("aIl. <>&;\x00\u200bé’â€™\n")),
    max_size=120,
)


@given(MESSY)
def test_every_cleaned_character_stands_for_a_range_of_the_original(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(cleaned.starts, cleaned.ends, strict=True))
    assert list(cleaned.starts) == sorted(cleaned.starts)


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=50))
def test_clean_text_stays_as_it_is(raw: str) -> None:
    assert clean(raw) == CleanText.of(raw)


@given(MESSY)
def test_segments_lie_in_order_and_hold_every_letter(raw: str) -> None:
    text = clean(raw).text
    segments = segments_of(text)
    edges = [edge for it in segments for edge in (it.start, it.end)]
    assert edges == sorted(edges)
    inside = {place for it in segments for place in range(it.start, it.end)}
    assert all(place in inside for place, character in enumerate(text) if character.isalnum())


def pieces(text: str) -> list[str]:
    return [text[it.start : it.end] for it in segments_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lovely girls. Always late!", ["Lovely girls.", "Always late!"]),
        ("They are kind but they are always late", ["They are kind", "but they are always late"]),
        ("Mr. Shah rang\nNobody came", ["Mr. Shah rang", "Nobody came"]),
        ("kind but late", ["kind but late"]),
        ("...", []),
        ("", []),
    ],
)
def test_text_is_split_at_sentences_and_contrasts(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "n/a", "N/A.", "None!", "nothing to add", "Nothing to say.", "?", "—", "😀"]
)
def test_non_answers_are_empty(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize("text", ["none of them came", "no", "nothing is ever done", "late"])
def test_short_answers_are_answers(text: str) -> None:
    assert is_non_answer(text) == (text == "no")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They are always late and nobody rings", "en"),
        ("late", "en"),
        ("ta muchly", "en"),
        ("", "en"),
        ("Opiekunki są bardzo miłe, ale zawsze się spóźniają", "pl"),
        ("Mae'r gofalwyr yn garedig iawn bob bore", "cy"),
        ("دیکھ بھال کرنے والے ہمیشہ دیر سے آتے ہیں", "ur"),
    ],
)
def test_language_is_recognised(text: str, language: str) -> None:
    assert language_of(text) == language
