import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

from nlp.examples import gold_examples
from nlp.tfidf import CHARACTER_FEATURES, WORD_FEATURES, counts_of, idf_of, weigh

WORDS = HashingVectorizer(
    ngram_range=(1, 2), n_features=WORD_FEATURES, alternate_sign=False, norm=None, token_pattern=r"(?u)[\w£']+|[!?]"
)
RUNS = HashingVectorizer(
    analyzer="char_wb", ngram_range=(2, 5), n_features=CHARACTER_FEATURES, alternate_sign=False, norm=None
)


def counts_elsewhere(texts: list[str]) -> np.ndarray:
    both = np.hstack([it.transform([text.lower() for text in texts]).toarray() for it in (WORDS, RUNS)])
    return np.where(both > 0, 1 + np.log(np.maximum(both, 1)), 0)


def test_features_are_those_of_scikit_learn() -> None:
    texts = [example.comment.text for example in gold_examples("survey")]
    counts = counts_of(texts)
    assert np.allclose(counts.toarray(), counts_elsewhere(texts), atol=1e-5)


@given(st.text(max_size=60))
def test_features_of_any_text_are_those_of_scikit_learn(text: str) -> None:
    assert np.allclose(counts_of([text]).toarray(), counts_elsewhere([text]), atol=1e-5)


def test_both_parts_of_a_row_have_length_one() -> None:
    texts = ["They are late!", "never the same face", ""]
    counts = counts_of(texts)
    idf = idf_of(counts)
    weighed = weigh(counts, idf).toarray()
    wanted = [normalize(part) for part in np.split(counts.toarray() * idf, [WORD_FEATURES], axis=1)]
    assert np.allclose(weighed, np.hstack(wanted), atol=1e-6)
