"""The way to the tagging library. It is heavy, so it is loaded when something is to be tagged, not before."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import cast

from nlp.codeframe import Codeframe as CodeframeDefinition
from nlp.codeframe import default_codeframes
from surveys.models import Codeframe, LearnedVersion
from surveys.tagging.codeframe_files import definition_of
from surveys.tagging.learning import learned_heads
from surveys.tagging.runs import Tags

MOST_KEPT = 4
"""Taggers kept ready, the last used ones; each is made in a few seconds and holds about 90 MB beside the models."""


class LoadedTaggers:
    """Taggers for several programmes, their codeframes and versions, made when asked for; models load once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, ...], Tags] = OrderedDict()

    def using(self, frames: Sequence[Codeframe], version: LearnedVersion | None = None) -> Tags:
        """Give a tagger that looks for the library's codeframes and these of a programme's own.

        Raises:
            UnfitVersion: the version stands on other models or codeframes.
        """
        key = (version.id if version else 0, *sorted(frame.id for frame in frames))
        if key not in self._kept:
            self._kept[key] = open_tagger([definition_of(frame) for frame in frames], version.data if version else None)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def open_tagger(own: Sequence[CodeframeDefinition] = (), learned: bytes | None = None) -> Tags:
    """Load the pipeline with its models, for the library's codeframes and these; takes seconds.

    `learned` is a version's data.

    Raises:
        nlp.encoder.ModelError: a model file is missing or is not the one that the manifest names.
    """
    from nlp.tagger import Tagger

    heads = learned_heads(own, learned) if learned else None
    return cast("Tags", Tagger.load([*default_codeframes(), *own], heads=heads))


def is_non_answer(text: str) -> bool:
    """Tell whether a text only says that there is nothing to say."""
    from nlp.text import is_non_answer as is_empty

    return is_empty(text)
