"""Said & Done's tagging library: text in; themes, stances, evidence, personal data and concerns out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: Names the code and the models that made a result; changes whenever results may change.
PIPELINE_VERSION = "2026.3"


def load() -> "Language":
    """Return the pipeline as a spaCy `Language`; see `nlp.pipeline` for what it puts on a `Doc`."""
    from nlp.pipeline import load_language

    return load_language()
