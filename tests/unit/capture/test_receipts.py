"""Receipt codes are read however they are typed, and each belongs to one draft."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.capture.codes import ALPHABET
from surveys.capture.receipts import make_receipt, read_receipt, receipt_of


@pytest.mark.parametrize("typed", ["K7QM-2XPT-94", "k7qm2xpt94", " k7qm 2xpt 94 ", "K7QM–2XPT–94", "k7qm_2xpt.94\n"])
def test_a_receipt_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_receipt(typed) == "K7QM-2XPT-94"


def test_letters_that_look_like_numbers_are_read_as_numbers() -> None:
    assert read_receipt("oOiI-lL22-22") == "0011-1122-22"


@pytest.mark.parametrize("typed", ["", "K7QM-2XPT-9", "K7QM-2XPT-944", "U7QM-2XPT-94", "٣٣٣٣٣٣٣٣٣٣", "\x00"])
def test_what_cannot_be_a_receipt_code_is_none(typed: str) -> None:
    assert read_receipt(typed) is None


@given(st.text(min_size=1))
def test_every_code_has_one_shape_and_reads_as_itself(code_of_draft: str) -> None:
    for code in (receipt_of(code_of_draft), make_receipt()):
        assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}", code)
        assert read_receipt(code.lower().replace("-", " ")) == code
    assert receipt_of(code_of_draft) == receipt_of(code_of_draft)
