"""The words of a draft in other languages: what is missing, and files to and from translators."""

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from surveys.authoring.content import Raw, own_questionnaire
from surveys.authoring.toml import write_value
from surveys.definitions import Questionnaire
from surveys.definitions.presenting import list_texts, places_of
from surveys.definitions.strict import Definition
from surveys.errors import UnreadableFile
from surveys.values import Language

COLUMNS = ("text", "translation")


@dataclass(frozen=True)
class Earlier:
    """Words that stood in the questionnaire before, and their translation."""

    text: str
    translation: str


@dataclass(frozen=True)
class Line:
    """One text, its translation (empty when it is missing), and what the text was like before it was changed."""

    text: str
    translation: str
    earlier: Earlier | None = None

    @property
    def is_missing(self) -> bool:
        """Tell whether the translation is missing, or has other places for answers than the text."""
        return not self.translation.strip() or places_of(self.translation) != places_of(self.text)


def list_lines(raw: Raw, language: Language, *, may_look_back: bool = True) -> list[Line]:
    """List every text of the questionnaire once, in order, with its translation."""
    has = raw.get("translations", {}).get(language.value, {})
    texts = list_texts(own_questionnaire(raw))
    gone = {text: words for text, words in has.items() if text not in set(texts)} if may_look_back else {}
    return [Line(text, has.get(text, ""), None if has.get(text) else _find_earlier(text, gone)) for text in texts]


def _find_earlier(text: str, gone: Mapping[str, str]) -> Earlier | None:
    """Find words no longer used that are much like these."""
    found = get_close_matches(text, gone, n=1)
    return Earlier(found[0], gone[found[0]]) if found else None


def count_missing(raw: Raw, language: Language) -> int:
    """Count the texts that a language lacks."""
    if language.value == raw.get("language", Language.ENGLISH.value):
        return 0
    return sum(line.is_missing for line in list_lines(raw, language, may_look_back=False))


def put_translations(raw: Raw, language: Language, words: Mapping[str, str]) -> Raw:
    """Put translations by the texts they stand for; an empty one is taken out."""
    translations = dict(raw.get("translations", {}))
    merged = {**translations.get(language.value, {}), **words}
    translations[language.value] = {text: translation for text, translation in merged.items() if translation.strip()}
    return {**raw, "translations": {name: texts for name, texts in translations.items() if texts}}


def drop_unused(raw: Raw) -> Raw:
    """Take out translations of words that are no longer asked."""
    texts = set(list_texts(own_questionnaire(raw)))
    kept = {
        language: {text: words for text, words in translated.items() if text in texts}
        for language, translated in raw.get("translations", {}).items()
    }
    return {**raw, "translations": kept}


def list_misplaced(words: Mapping[str, str]) -> list[str]:
    """List the texts whose translation has other places for earlier answers than the text."""
    return [text for text, words in words.items() if words.strip() and places_of(words) != places_of(text)]


def write_translation_csv(raw: Raw, language: Language) -> str:
    """Write a table of texts and translations for a spreadsheet; it begins with the mark by which Excel knows UTF-8."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows((line.text, line.translation) for line in list_lines(raw, language, may_look_back=False))
    return "\ufeff" + table.getvalue()


def write_translation_toml(raw: Raw, language: Language) -> str:
    """Write a file like those that lie beside the library's questionnaires; what is missing is empty."""
    lines = list_lines(raw, language, may_look_back=False)
    body = [f"{write_value(line.text)} = {write_value(line.translation)}" for line in lines]
    return "\n".join([f'language = "{language}"', "", "[texts]", *body, ""])


def read_translation(content: bytes, *, name: str, language: Language, questionnaire: Questionnaire) -> dict[str, str]:
    """Read translations of a file, by the texts they stand for; those of other texts are left out.

    Raises:
        UnreadableFile: the file is not what its name says, is of another language, or none of its texts is asked.
    """
    readers: dict[str, Callable[[bytes], dict[str, str]]] = {
        "toml": partial(_read_toml, language=language),
        "csv": _read_csv,
    }
    reader = readers.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise UnreadableFile("Choose a file that ends in .toml or .csv")
    found = reader(content)
    texts = set(list_texts(questionnaire))
    kept = {text: words.strip() for text, words in found.items() if text in texts and words.strip()}
    if not kept:
        raise UnreadableFile(
            "No line of the file translates a text of this survey. Download the file first, fill it in"
        )
    return kept


def _read_toml(content: bytes, *, language: Language) -> dict[str, str]:
    """Read a TOML file with language and [texts]."""
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"This is not a TOML file: {error}") from error
    texts = raw.get("texts")
    if not isinstance(texts, dict) or not all(isinstance(words, str) for words in texts.values()):
        raise UnreadableFile("The file needs a part [texts], with each text, an equals sign and its translation")
    if raw.get("language") != language.value:
        raise UnreadableFile(f'The file says language = "{raw.get("language")}"; expected "{language}"')
    return texts


def _read_csv(content: bytes) -> dict[str, str]:
    """Read a table with the columns text and translation, separated by commas, semicolons or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("The file is not UTF-8. In Excel, save it as “CSV UTF-8”") from error
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise UnreadableFile("The first row of the file must name the columns text and translation")
    try:
        return {row["text"] or "": row["translation"] or "" for row in rows}
    except csv.Error as error:
        raise UnreadableFile(f"The table cannot be read: {error}") from error


def languages_lacking(definition: Definition, raw: Raw) -> list[Language]:
    """List the languages begun in which some text of a question, or of another piece, is missing."""
    texts, translations = list_texts(definition), raw.get("translations", {})
    return [
        language
        for language in Language
        if translations.get(language.value)
        and any(Line(text, translations[language.value].get(text, "")).is_missing for text in texts)
    ]
