"""What somebody sees at the terminal who starts the product for the first time."""

from pathlib import Path

from surveys.sample.accounts import PASSWORD, SIGN_INS


def test_the_address_and_a_sign_in_of_each_role_are_printed(address: str, server_log: Path) -> None:
    printed = server_log.read_text(encoding="utf-8")
    for words in (address, PASSWORD, *(email for email, _ in SIGN_INS), *(what for _, what in SIGN_INS)):
        assert words in printed
