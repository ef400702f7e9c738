"""The way to the tagging library. It is heavy, so it is loaded when something is to be tagged, not before."""

from typing import cast

from surveys.tagging.runs import Tags


def open_tagger() -> Tags:
    """Load the pipeline with its models; takes seconds.

    Raises:
        nlp.encoder.ModelError: a model file is missing or is not the one that the manifest names.
    """
    from nlp.tagger import Tagger

    return cast("Tags", Tagger.load())


def is_non_answer(text: str) -> bool:
    """Tell whether a text only says that there is nothing to say."""
    from nlp.text import is_non_answer as is_empty

    return is_empty(text)
