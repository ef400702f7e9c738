from hypothesis import given
from hypothesis import strategies as st

from surveys.review.spans import Piece, cut, locate_words

TEXT = "They come late.\n\nThey  come late again."


def test_words_are_found_where_they_stand() -> None:
    assert locate_words(TEXT, "come late") == (5, 14)


def test_white_space_may_differ() -> None:
    assert locate_words(TEXT, " late.\r\nThey come ") == (10, 27)


def test_the_place_nearest_is_taken() -> None:
    assert locate_words(TEXT, "come late", near=20) == (23, 32)


def test_words_that_are_not_there_are_not_found() -> None:
    assert locate_words(TEXT, "come early") is None


def test_no_words_are_nowhere() -> None:
    assert locate_words(TEXT, " \n ") is None


@given(st.text(min_size=1), st.integers(0, 50), st.integers(1, 50))
def test_every_stretch_of_a_text_is_found_again(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    span = locate_words(text, words, near=start)
    if words.split():
        assert span is not None
        assert text[span[0] : span[1]].split() == words.split()
    else:
        assert span is None


def test_a_text_is_cut_where_something_begins_or_ends() -> None:
    assert cut("Ann is late", (0, 6), [(0, 3, "name")]) == [
        Piece("Ann", is_marked=True, personal="name"),
        Piece(" is", is_marked=True),
        Piece(" late", is_marked=False),
    ]


@given(st.text(), st.data())
def test_the_pieces_joined_are_the_text_and_marks_cover_the_span(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    marked, personal = (edges[0], edges[2]), [(edges[1], edges[3], "name")]
    pieces = cut(text, marked, personal)
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(piece.text for piece in pieces if piece.is_marked) == text[marked[0] : marked[1]]
    assert "".join(piece.text for piece in pieces if piece.personal) == text[edges[1] : edges[3]]
