"""The tagger: texts in, themes with stance, evidence and confidence out."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from nlp.codeframe import Codeframe
from nlp.results import Comment, TaggedText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp.heads import Heads

_BATCH = 64


class Tagger:
    """Tags free text with the themes of codeframes."""

    def __init__(self, language: "Language") -> None:
        """Use a pipeline made by `nlp.pipeline.load_language`."""
        self._language = language

    @classmethod
    def load(cls, codeframes: Iterable[Codeframe] | None = None, *, heads: "Heads | None" = None) -> "Tagger":
        """Load the models and the codeframes, by default those that come with the library.

        `heads` may have learned from a programme's decisions. Themes they do not know are adopted from their
        definitions, and never in the accept band.

        Raises:
            ModelMismatch: a model file is not the one the manifest names.
        """
        from nlp.pipeline import load_language

        return cls(load_language(codeframes, heads))

    def tag(self, texts: Sequence[str | Comment]) -> list[TaggedText]:
        """Tag each text.

        Spans are half-open character offsets into the text as given, ordered by start; they may overlap.
        Returns one result per text, in order, the same whether a text comes alone or among others. An empty text
        has no tags.
        """
        comments = [text if isinstance(text, Comment) else Comment(text) for text in texts]
        docs = map(self._doc_of, comments)
        return [doc._.tagged for doc in self._language.pipe(docs, batch_size=_BATCH)]

    def _doc_of(self, comment: Comment) -> "Doc":
        doc = self._language.make_doc(comment.text)
        doc._.group, doc._.question, doc._.asked_in = comment.group, comment.question, comment.language
        return doc
