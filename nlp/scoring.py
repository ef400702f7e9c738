"""From features to probabilities: themes of a comment, themes and stances of its segments."""

from collections.abc import Sequence
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
    stands in that very segment; `stances` (S, T, 3) sum to 1 over the stances. `concern` is the probability that a
    safeguarding lead should read the comment, `concern_segment` the number of the segment that says so most.
    """

    evidence: Floats
    probabilities: Floats
    segments: Floats
    stances: Floats
    concern: float
    concern_segment: int


class Scorer:
    """Scores prepared comments; the same comment always gets the same scores."""

    def __init__(self, heads: Heads, encoder: Encoder) -> None:
        """Use these heads with the encoder they were trained on."""
        self.heads = heads
        self.encoder = encoder

    def score(self, prepared: Sequence[Prepared]) -> list[Scores]:
        """Score comments, in order."""
        if not prepared:
            return []
        encoded = self.encoder.encode([tokens_of(it.comment, it.text, it.segments) for it in prepared])
        words = self.word_logits(prepared)
        return [self._score(*parts) for parts in zip(prepared, encoded, words, strict=True)]

    def word_logits(self, prepared: Sequence[Prepared]) -> list[Floats]:
        """Return (1 + S, T) log-odds of the word view for each comment: the whole, then its segments."""
        texts = [
            text
            for it in prepared
            for text in (it.text, *(it.text[segment.start : segment.end] for segment in it.segments))
        ]
        features = weigh(counts_of(texts), self.heads.words_idf)
        logits = np.asarray(features @ self.heads.words_weight.T, np.float32) + self.heads.words_bias
        ends = np.cumsum([1 + len(it.segments) for it in prepared])
        return list(np.split(logits, ends[:-1]))

    def _score(self, prepared: Prepared, encoded: EncodedComment, words: Floats) -> Scores:
        heads = self.heads
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
            self.stances(prepared, encoded.segments),
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

    def stances(self, prepared: Prepared, states: Floats) -> Floats:
        """Return (S, T, 3) probabilities of the stances."""
        features = self.stance_features(prepared, states)
        logits = np.einsum("kf,stf->stk", self.heads.stance_fusion, features)
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
        return shares

    def stance_features(self, prepared: Prepared, states: Floats) -> Floats:
        """Return (S, T, 3 + cues + 1): the encoder's log-odds, the cues of the clause, and a constant."""
        logits = states @ self.heads.stance_weight.T + self.heads.stance_bias
        shaped = logits.reshape(len(states), len(self.heads.themes), len(STANCES))
        cues = np.stack(
            [stance_cues(prepared.text[it.start : it.end], prepared.comment.question) for it in prepared.segments]
        )
        spread = np.repeat(cues[:, None, :], len(self.heads.themes), axis=1)
        ones = np.ones((*shaped.shape[:2], 1), np.float32)
        return np.concatenate([shaped, spread, ones], axis=-1)


def _sigmoid(logits: Floats) -> Floats:
    odds: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return odds
