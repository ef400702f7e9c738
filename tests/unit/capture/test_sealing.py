"""What is sealed is opened with the code and the server's secret together, and with nothing else."""

import re

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from surveys.capture.codes import ALPHABET
from surveys.capture.sealing import DraftKey, make_draft_code, read_draft_code

CODE = "K7QM-2XPT-94TR"
KEY = DraftKey(CODE, secret="one")
SEALED = KEY.seal(b"Kind people")


@given(st.binary(max_size=200))
def test_what_is_sealed_is_opened_with_the_same_code_and_secret(content: bytes) -> None:
    assert DraftKey(CODE, secret="one").unseal(KEY.seal(content)) == content


@pytest.mark.parametrize(("code", "secret"), [("K7QM-2XPT-94TS", "one"), (CODE, "two")])
def test_another_code_or_secret_opens_nothing(code: str, secret: str) -> None:
    with pytest.raises(InvalidTag):
        DraftKey(code, secret=secret).unseal(SEALED)


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_one_changed_byte_is_noticed(place: int) -> None:
    changed = bytes([*SEALED[:place], SEALED[place] ^ 1, *SEALED[place + 1 :]])
    with pytest.raises(InvalidTag):
        KEY.unseal(changed)


def test_the_same_words_are_never_sealed_alike() -> None:
    assert len({KEY.seal(b"Kind people") for _ in range(50)}) == 50


def test_what_finds_a_draft_depends_on_the_secret_and_shows_nothing_of_the_code() -> None:
    other = DraftKey(CODE, secret="two")
    assert KEY.code_hash != other.code_hash
    assert re.fullmatch("[0-9a-f]{64}", KEY.code_hash)


@pytest.mark.parametrize(
    "typed", [CODE, "k7qm2xpt94tr", " K7QM 2XPT 94TR\n", "K7QM–2XPT–94TR", "k7qm_2xpt.94tr", "‎K7QM-2XPT-94TR‎"]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_draft_code(typed) == CODE


def test_letters_that_look_like_numbers_are_read_as_numbers() -> None:
    assert read_draft_code("oOiI-lL22-2222") == "0011-1122-2222"


@pytest.mark.parametrize("typed", ["", "K7QM-2XPT-94", f"{CODE}R", "U7QM-2XPT-94TR", "٣٣٣٣٣٣٣٣٣٣٣٣", "\x00"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_draft_code(typed) is None


def test_every_code_has_one_shape_reads_as_itself_and_is_new() -> None:
    codes = [make_draft_code() for _ in range(200)]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code)
        assert read_draft_code(code.lower().replace("-", " ")) == code
