"""Codes spelled out for the telephone, with the alphabet that emergency services use (ICAO, 1956)."""

_WORDS = [
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima"),
    *("Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey"),
    *("X-ray", "Yankee", "Zulu"),
]
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SAID = {word[0]: word for word in _WORDS} | {str(number): word for number, word in enumerate(_NUMBERS)}


def spelled(code: str) -> list[list[str]]:
    """Spell a code such as K7QM-2XPT: for each group of characters, the words to say."""
    return [[_SAID.get(char, char) for char in group] for group in code.upper().split("-")]
