"""Cleaning that can always be traced back: mended text whose every character knows where it came from."""

import html
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NON_ASCII_WORD = re.compile(r"\S*[^\x00-\x7f]\S*(?:\xa0\S*)*")
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--.{0,300}?--)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa0\u2028\u2029\ufffd]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTE = re.compile("[‘’‚‛`´“”„]")
_SCANNED_I = re.compile(r"\b(?!(?:Mc|Mac|O')I)(?=\w*[a-z])[A-Za-z]+I\w*|\bI(?=[a-z]*I[a-z])\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENGLISH_SHARE = 0.15
_ENGLISH_SHARE_WITH_ACCENTS = 0.4
_SHORTEST_FOREIGN = 3
_NEARLY_SURE = 0.9


@dataclass(frozen=True, slots=True)
class CleanText:
    """Mended text; `starts[k]`, `ends[k]` are the range in the original that character k stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "CleanText":
        """Stand for `raw` unchanged."""
        return cls(raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original range of a non-empty cleaned range."""
        return self.starts[start], self.ends[end - 1]

    def replace(self, pattern: re.Pattern[str], mend: Callable[[str], str]) -> "CleanText":
        """Replace each match by `mend(match)`, keeping the offsets."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for match in pattern.finditer(self.text):
            mended = mend(match.group())
            if mended == match.group():
                continue
            first, last = _changed(match.group(), mended)
            begin, stop = match.start() + first, match.end() - last
            pieces += [self.text[position:begin], new := mended[first : len(mended) - last]]
            starts += self.starts[position:begin]
            ends += self.ends[position:begin]
            if new:
                source = (self.starts[begin], self.ends[stop - 1]) if stop > begin else (self.starts[begin],) * 2
                starts += [source[0]] * len(new)
                ends += [source[1]] * len(new)
            position = stop
        if not position and not pieces:
            return self
        pieces.append(self.text[position:])
        return CleanText("".join(pieces), (*starts, *self.starts[position:]), (*ends, *self.ends[position:]))


def clean(raw: str) -> CleanText:
    """Mend mojibake, markup, control characters, quotation marks and scanned capital I, keeping the offsets."""
    mended = CleanText.of(raw)
    if not raw.isascii():
        mended = mended.replace(_NON_ASCII_WORD, _fix_encoding)
        mended = mended.replace(_INVISIBLE, lambda _: "")
        mended = mended.replace(_QUOTE, lambda mark: '"' if mark in "“”„" else "'")
    if "<" in raw or "&" in raw:
        mended = mended.replace(_MARKUP, lambda _: " ").replace(_ENTITY, html.unescape)
    mended = mended.replace(_CONTROL, lambda _: " ")
    return mended.replace(_SCANNED_I, _mend_capital_i)


def _changed(old: str, new: str) -> tuple[int, int]:
    """Count the characters two strings share at the front and at the back, without overlap."""
    limit = min(len(old), len(new))
    front = next((k for k in range(limit) if old[k] != new[k]), limit)
    back = next((k for k in range(limit - front) if old[-1 - k] != new[-1 - k]), limit - front)
    if front + back == len(old) and back:
        return (front, back - 1)
    return (front, back) if front + back < len(old) else (front - 1, back)


def _fix_encoding(word: str) -> str:
    import ftfy

    return ftfy.fix_encoding(word)


def _mend_capital_i(word: str) -> str:
    """Read capital I inside a lower-case word as i, a pair of them as ll ("carIng", "weII")."""
    if not any(letter in string.ascii_lowercase for letter in word) or not re.search(r"I", word[1:]):
        return word
    if sum(letter.isupper() and letter != "I" for letter in word) > 1:
        return word
    return word[0] + word[1:].replace("II", "ll").replace("I", "i")


@cache
def _phrases(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "text" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line)


def is_non_answer(text: str) -> bool:
    """Tell whether a cleaned text says nothing: blank, only marks, or "n/a", "none", "nothing to add"."""
    words = " ".join(re.findall(r"[a-z0-9]+(?:['/][a-z0-9]+)*", text.lower()))
    if not words:
        return not any(letter.isalpha() for letter in text)
    return words in _phrases("non_answers.txt")


def language_of(text: str, *, asked_in: str = "en") -> str:
    """Return the ISO 639-1 code of a cleaned text; English unless the words clearly say otherwise.

    Where the question was put in another language, by its code, it is that one unless the words are surely English.
    """
    spoken = _language_of(text)
    is_judged = spoken == "en" != asked_in and _WORD.search(text)
    return spoken if not is_judged or _is_surely_english(text, asked_in) else asked_in


def _language_of(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    words = [word.lower() for word in _WORD.findall(text)]
    if not letters or not words:
        return "en"
    is_latin = sum(letter < "\u0250" for letter in letters) * 2 > len(letters)
    english = sum(word in _phrases("english_words.txt") for word in words) / len(words)
    enough = _ENGLISH_SHARE if text.isascii() else _ENGLISH_SHARE_WITH_ACCENTS
    if is_latin and (english >= enough or len(words) < _SHORTEST_FOREIGN):
        return "en"
    return _identify(text, is_latin=is_latin)


def _identify(text: str, *, is_latin: bool) -> str:
    """Ask the language identifier; a Latin text counts as foreign only when it is nearly sure."""
    code, probability = _identifier().classify(text)
    is_sure = probability >= _NEARLY_SURE and len(_WORD.findall(text)) > _SHORTEST_FOREIGN
    return str(code) if is_sure or not is_latin else "en"


def _is_surely_english(text: str, other: str) -> bool:
    """Ask the language identifier to choose between English and another language, which even a word or two allow."""
    found = {str(code): float(probability) for code, probability in _identifier().rank(text)}
    english, foreign = found["en"], found.get(other, 0.0)
    return english >= _NEARLY_SURE * (english + foreign) > 0


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
