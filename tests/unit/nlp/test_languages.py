"""Words in other languages get no tags, even a word or two, where the question was put in another language."""

import pytest

from nlp.results import Comment
from nlp.tagger import Tagger
from nlp.text import language_of

FOREIGN = {
    "cy": ("Diolch, pawb yn garedig", "Diolch", "Dim digon o amser", "Gofalwyr da", "Mam yn hapus", "Carer yn hwyr"),
    "pl": ("Dziękuję", "Zawsze spóźnieni", "Nie mam czasu", "Te same osoby", "Dobra opieka", "Nic"),
    "bn": ("ধন্যবাদ", "তারা সবসময় দেরি করে", "Carer ভালো", "আরও সময় দরকার"),
    "ur": ("شکریہ", "وہ ہمیشہ دیر سے آتے ہیں", "ایک ہی لوگ", "Carer اچھی ہے"),
}
LONG = {
    "cy": "Mae'r gofalwyr yn garedig iawn ond maen nhw'n hwyr bob bore, a neb yn ffonio i ddweud",
    "pl": "Opiekunki są bardzo miłe, ale zawsze się spóźniają i nikt nie dzwoni",
    "bn": "যত্নকর্মীরা খুব ভালো, কিন্তু তারা সবসময় দেরি করে আসে এবং কেউ ফোন করে না",
    "ur": "دیکھ بھال کرنے والے بہت اچھے ہیں لیکن وہ ہمیشہ دیر سے آتے ہیں اور کوئی فون نہیں کرتا",
}
ENGLISH = ("They come late and nobody rings", "Kind people, always the same ones", "Nobody comes at the weekend")
SHORT = [(code, text) for code, texts in FOREIGN.items() for text in texts]


@pytest.mark.parametrize(("code", "text"), SHORT)
def test_a_few_words_are_in_the_language_that_the_question_was_put_in(code: str, text: str) -> None:
    assert language_of(text, asked_in=code) == code


@pytest.mark.parametrize("code", FOREIGN)
@pytest.mark.parametrize("text", ENGLISH)
def test_words_that_are_surely_english_are_english_whatever_was_asked(code: str, text: str) -> None:
    assert language_of(text, asked_in=code) == "en"


def test_a_third_language_is_recognised_as_ever() -> None:
    assert language_of(LONG["pl"], asked_in="cy") == "pl"


@pytest.mark.parametrize("text", ["", "?", "14", "👍"])
def test_what_has_no_words_has_no_other_language(text: str) -> None:
    assert language_of(text, asked_in="cy") == "en"


def test_a_language_that_nobody_knows_is_no_error() -> None:
    assert language_of("They come late and nobody rings", asked_in="xx") == "en"


def test_the_tagger_puts_no_tags_on_other_languages(tagger: Tagger) -> None:
    comments = [Comment(text, language=code) for code, text in [*SHORT, *LONG.items()]]
    assert [(it.language, it.tags) for it in tagger.tag(comments)] == [(it.language, ()) for it in comments]


def test_long_texts_get_no_tags_even_where_the_question_was_put_in_english(tagger: Tagger) -> None:
    assert [(it.language, it.tags) for it in tagger.tag(list(LONG.values()))] == [(code, ()) for code in LONG]


def test_english_words_are_tagged_alike_whatever_the_question_was_put_in(tagger: Tagger) -> None:
    text = "They come late and nobody rings"
    welsh, english = tagger.tag([Comment(text, language="cy"), Comment(text)])
    assert welsh == english
    assert welsh.tags
