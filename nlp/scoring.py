"""From features to probabilities: themes of a comment, themes and stances of its segments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.encoder import EncodedComment, Encoder, tokens_of
from nlp.heads import Heads
from nlp.results import Comment
from nlp.rules import PhraseMatch
from nlp.segments import Segment
from nlp.stance import STANCES, stance_cues
from nlp.tfidf import counts_of, weigh

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A comment made ready to be scored: cleaned text, at least one segment, phrases at cleaned offsets.

    `has_sign` tells whether the text has a sign of harm (`nlp.safeguarding`).
    """

    comment: Comment
    text: str
    segments: tuple[Segment, ...]
    phrases: tuple[PhraseMatch, ...] = ()
    has_sign: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """What the models say of a comment with S segments.

    `evidence` (E, T) is what `probabilities` (T,) were made of; `segments` (S, T) are probabilities that the theme
    stands in that very segment; `stances` (S, T, 3) sum to 1 over the stances; `states` (S, 384) are the encoder's of
    the segments. `concern` is the probability that a
    safeguarding lead should read the comment, `concern_segment` the number of the segment that says so most.
    """

    evidence: Floats
    probabilities: Floats
    segments: Floats
    stances: Floats
    states: Floats
    concern: float
    concern_segment: int


@dataclass(frozen=True, slots=True)
class WordView:
    """What words alone say: `themes` (1 + S, T) of the whole and of each segment, `stances` (S, 3); log-odds."""

    themes: Floats
    stances: Floats


class Scorer:
    """Scores prepared comments; the same comment always gets the same scores."""

    def __init__(self, heads: Heads, encoder: Encoder) -> None:
        """Use these heads with the encoder they were trained on."""
        self.heads = heads
        self.encoder = encoder
        self._questions: dict[str | None, Floats] = {}

    def score(self, prepared: Sequence[Prepared]) -> list[Scores]:
        """Score comments, in order."""
        return list(self.start(prepared))

    def start(self, prepared: Sequence[Prepared]) -> Iterator[Scores]:
        """Begin to score comments; gives the scores in order. The encoder works on while they are not asked for."""
        encoded = self.encoder.start([tokens_of(it.comment, it.text, it.segments) for it in prepared])
        return map(self._score, prepared, self.word_views(prepared), encoded)

    def word_views(self, prepared: Sequence[Prepared]) -> list[WordView]:
        """Return what the words alone say of each comment."""
        if not prepared:
            return []
        texts = [
            text
            for it in prepared
            for text in (it.text, *(it.text[segment.start : segment.end] for segment in it.segments))
        ]
        features = weigh(counts_of(texts), self.heads.words_idf)
        themes = np.asarray(features @ self.heads.words_weight.T, np.float32) + self.heads.words_bias
        stances = np.asarray(features @ self.heads.stance_words[:, : features.shape[1]].T, np.float32)
        asked = np.stack([self._question_stance(it.comment.question) for it in prepared])
        ends = np.cumsum([1 + len(it.segments) for it in prepared])[:-1]
        parts = zip(np.split(themes, ends), np.split(stances, ends), asked, strict=True)
        return [WordView(theme, stance[1:] + question) for theme, stance, question in parts]

    def _question_stance(self, question: str | None) -> Floats:
        """Return (3,): what the words of the question add to each stance; remembered, for questions are few."""
        known = self._questions.get(question)
        if known is None:
            width = len(self.heads.words_idf)
            asked = weigh(counts_of([question or ""]), self.heads.words_idf)
            known = np.asarray(asked @ self.heads.stance_words[:, width:].T, np.float32)[0]
            self._questions[question] = known
        return known

    def _score(self, prepared: Prepared, view: WordView, encoded: EncodedComment) -> Scores:
        heads, words = self.heads, view.themes
        wholes = encoded.windows @ heads.theme_weight.T + heads.theme_bias
        parts = encoded.segments @ heads.theme_weight.T + heads.theme_bias
        phrases = self._phrases(prepared)
        prior = self._prior(prepared.comment.group)
        evidence = np.stack([wholes.max(0), parts.max(0), words[0], words[1:].max(0), phrases.max(0), prior])
        probabilities = _sigmoid(heads.fusion @ evidence + heads.offset)
        spread = np.stack([parts, parts, words[1:], words[1:], phrases, np.tile(prior, (len(parts), 1))], axis=1)
        segments = _sigmoid(np.einsum("e,set->st", heads.fusion, spread) + heads.offset)
        concern = self.concern_evidence(prepared, encoded)
        return Scores(
            evidence,
            probabilities,
            segments,
            self.stances(prepared, encoded.segments, view.stances),
            encoded.segments,
            float(_sigmoid(heads.concern_fusion @ concern)),
            int((encoded.segments @ heads.concern_weight).argmax()),
        )

    def concern_evidence(self, prepared: Prepared, encoded: EncodedComment) -> Floats:
        """Return (4,): the concern's log-odds of the whole and of the likeliest segment, the sign, a constant."""
        whole = (encoded.windows @ self.heads.concern_weight).max() + self.heads.concern_bias[0]
        part = (encoded.segments @ self.heads.concern_weight).max() + self.heads.concern_bias[0]
        return np.array([whole, part, prepared.has_sign, 1], np.float32)

    def _phrases(self, prepared: Prepared) -> Floats:
        """Return 1 where a segment (row) overlaps a strong phrase of a theme (column)."""
        found = np.zeros((len(prepared.segments), len(self.heads.themes)), np.float32)
        column = {theme: number for number, theme in enumerate(self.heads.themes)}
        for phrase in prepared.phrases:
            for row, segment in enumerate(prepared.segments):
                if phrase.theme in column and phrase.start < segment.end and segment.start < phrase.end:
                    found[row, column[phrase.theme]] = 1
        return found

    def _prior(self, group: str | None) -> Floats:
        if group not in self.heads.groups:
            return np.zeros(len(self.heads.themes), np.float32)
        prior: Floats = self.heads.group_prior[self.heads.groups.index(group)]
        return prior

    def stances(self, prepared: Prepared, states: Floats, words: Floats) -> Floats:
        """Return (S, T, 3) probabilities of the stances."""
        features = self.stance_features(prepared, states, words)
        logits = np.einsum("kf,stf->stk", self.heads.stance_fusion, features)
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
        return shares

    def stance_features(self, prepared: Prepared, states: Floats, words: Floats) -> Floats:
        """Return (S, T, 3 + 3 + cues + 1): the log-odds of the encoder and of the words, the cues, a constant."""
        logits = states @ self.heads.stance_weight.T + self.heads.stance_bias
        shaped = logits.reshape(len(states), len(self.heads.themes), len(STANCES))
        cues = np.stack(
            [stance_cues(prepared.text[it.start : it.end], prepared.comment.question) for it in prepared.segments]
        )
        spread = np.repeat(np.concatenate([words, cues], axis=1)[:, None, :], len(self.heads.themes), axis=1)
        ones = np.ones((*shaped.shape[:2], 1), np.float32)
        return np.concatenate([shaped, spread, ones], axis=-1)


def _sigmoid(logits: Floats) -> Floats:
    odds: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return odds
