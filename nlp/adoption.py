"""Adopting a codeframe: rows in the heads for themes that the models were never trained on.

A theme is learned from its definition and its few examples, against what other themes say and against clauses of
written comments as a background. Its log-odds are counted from what the background has on average, so that they mean
the same in a codeframe of two themes as in one of twenty. How far the result can be trusted depends on the number of
examples; it was measured by adopting shipped themes as if they were unknown (`nlp.adoption_trial`).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from nlp.codeframe import Codeframe, ThemeDefinition
from nlp.encoder import Encoder
from nlp.examples import DATA, training_examples
from nlp.fitting import Floats, LinearChange, Restraint, Rows, fit_change
from nlp.heads import Heads
from nlp.learning import balanced, moved, scaled
from nlp.nearest import states_of
from nlp.segments import segments_of
from nlp.stance import STANCES
from nlp.text import clean
from nlp.tfidf import counts_of, weigh

FIGURES = DATA / "adoption.json"
#: Words count for more than in the shipped heads: the encoder has never read of most themes that are adopted. Chosen on
#: themes that it has not read, labels of patients' comments and things of daily life (pets, faith, parking).
RESTRAINT = Restraint(states=3.0, words=1.0, constant=1.0)
NEVER = 1.01
#: The encoder has read comments on the themes of the trial; on other themes precision and recall were as much lower.
_UNREAD = 0.1
#: How often a theme is spoken of before anything is known of it, and what the parts of a definition weigh beside an
#: example.
USUAL_SHARE = 0.05
_USUAL = np.float32(np.log(USUAL_SHARE / (1 - USUAL_SHARE)))
_DEFINITION_WEIGHT = 10.0
_LEAVE_OUT_WEIGHT = 0.5
_OTHER_THEME_WEIGHT = 0.5
_BACKGROUND_WEIGHT = 0.5
_BACKGROUND_COUNT = 400
_SEPARATOR = re.compile(r"[;,]")
_NOTE = re.compile(r"\([^)]*\)|[\"“”`]")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What share of an adopted theme's suggestions is right, and what share of its comments is found.

    Measured with `examples` written examples, the nearest number that was tried; not above the one asked for.
    """

    precision: float
    recall: float
    examples: int


@dataclass(frozen=True, slots=True)
class AdoptionFigures:
    """What the trial found for a number of examples: scale and shift of log-odds, the limit of suggestions."""

    examples: int
    scale: float
    shift: float
    suggest: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text that says (`target` 1) or does not say (0) what a theme means."""

    text: str
    theme: str
    target: float
    weight: float


def adopt(heads: Heads, codeframes: Iterable[Codeframe], *, encoder: Encoder) -> Heads:
    """Return the heads with a row more for each theme of the codeframes that they do not know.

    Themes that were known keep their answers. Adopted ones are suggested at most, never accepted.
    """
    definitions = _unknown(heads, codeframes)
    if not definitions:
        return heads
    figures = [figures_for(len(it.examples)) for it in definitions]
    before = len(heads.themes)
    adopted = adopt_raw(heads, definitions, encoder=encoder)
    scale = np.array([1.0] * before + [it.scale for it in figures], np.float32)
    shift = np.array([0.0] * before + [it.shift for it in figures], np.float32)
    suggest = np.array([it.suggest for it in figures], np.float32)
    return replace(scaled(adopted, scale, shift), suggest=np.concatenate([heads.suggest, suggest]))


def adopt_raw(heads: Heads, definitions: Sequence[ThemeDefinition], *, encoder: Encoder) -> Heads:
    """Return the heads with rows for the themes defined, of which nobody has measured how sure they are."""
    before = len(heads.themes)
    rows = _rows(definitions, heads, encoder)
    change = fit_change(balanced(rows), np.full(rows.targets.shape, _USUAL, np.float32), RESTRAINT)
    usual = change.of(rows.states, rows.words)[-len(_background()) :].mean(axis=0)
    above = ((before, 0), (0, 0))
    everywhere = LinearChange(
        np.pad(change.states, above), np.pad(change.words, above), np.pad(change.constant - usual, (before, 0))
    )
    return moved(_with_rows(heads, definitions), everywhere)


def only(heads: Heads, themes: Sequence[str]) -> Heads:
    """Return the heads with some of their themes, in the order given."""
    kept = [heads.themes.index(theme) for theme in themes]
    per_stance = [len(STANCES) * number + stance for number in kept for stance in range(len(STANCES))]
    rows = ("theme_weight", "theme_bias", "words_weight", "words_bias", "offset", "suggest", "accept")
    return replace(
        heads,
        themes=tuple(themes),
        **{name: getattr(heads, name)[kept] for name in rows},
        stance_weight=heads.stance_weight[per_stance],
        stance_bias=heads.stance_bias[per_stance],
        group_prior=heads.group_prior[:, kept],
    )


def expected(example_count: int) -> Expectation:
    """Return how sure an adopted theme with so many examples can be, if its definition is as full as the shipped ones.

    Lower than what the trial measured by what was lost on patients' comments, whose labels the encoder never read.
    """
    figures = figures_for(example_count)
    precision, recall = (round(it - _UNREAD, 2) for it in (figures.precision, figures.recall))
    return Expectation(precision, recall, figures.examples)


def figures_for(example_count: int) -> AdoptionFigures:
    """Return what was measured with the largest number of examples that is not above this one."""
    return max((it for it in _figures() if it.examples <= example_count), key=lambda it: it.examples)


@cache
def _figures() -> tuple[AdoptionFigures, ...]:
    return tuple(AdoptionFigures(**it) for it in json.loads(FIGURES.read_text(encoding="utf-8")))


def _unknown(heads: Heads, codeframes: Iterable[Codeframe]) -> list[ThemeDefinition]:
    return [theme for frame in codeframes for theme in frame.themes if theme.key not in heads.themes]


def _with_rows(heads: Heads, definitions: Sequence[ThemeDefinition]) -> Heads:
    """Add a row for each theme, of which nothing is known but how usual a theme is.

    Its stance is read as for the themes it is mapped to, or else as for all together. What a mapping says of the theme
    itself is not taken over: one that is a part of another would be found wherever the other is.
    """
    mapped = [[heads.themes.index(key) for key in it.mapped_to if key in heads.themes] for it in definitions]
    count = len(definitions)

    def more(values: Floats) -> Floats:
        """Add zeros."""
        return np.concatenate([values, np.zeros((count, *values.shape[1:]), np.float32)])

    def moods(values: Floats) -> Floats:
        """Add the mean of the mapped rows, or of all, theme by theme."""
        shaped = values.reshape(len(heads.themes), len(STANCES), -1)
        means = np.stack([shaped[it or slice(None)].mean(axis=0) for it in mapped])
        return np.concatenate([shaped, means]).reshape(-1, *values.shape[1:])

    return replace(
        heads,
        themes=(*heads.themes, *(it.key for it in definitions)),
        theme_weight=more(heads.theme_weight),
        theme_bias=more(heads.theme_bias),
        stance_weight=moods(heads.stance_weight),
        stance_bias=moods(heads.stance_bias),
        words_weight=more(heads.words_weight),
        words_bias=more(heads.words_bias),
        group_prior=np.pad(heads.group_prior, ((0, 0), (0, count))),
        offset=np.pad(heads.offset, (0, count), constant_values=_USUAL),
        suggest=np.pad(heads.suggest, (0, count), constant_values=0.5),
        accept=np.pad(heads.accept, (0, count), constant_values=NEVER),
    )


def _rows(definitions: Sequence[ThemeDefinition], heads: Heads, encoder: Encoder) -> Rows:
    """Return what definitions, examples and, at the end, the background teach about the themes defined."""
    evidence = [it for definition in definitions for it in _evidence(definition)]
    texts = [clean(it.text).text for it in evidence] + list(_background())
    keys = [it.key for it in definitions]
    targets = np.zeros((len(texts), len(keys)), np.float32)
    weights = np.full((len(texts), len(keys)), _BACKGROUND_WEIGHT, np.float32)
    for row, it in enumerate(evidence):
        column = keys.index(it.theme)
        targets[row, column] = it.target
        weights[row] = it.weight * _OTHER_THEME_WEIGHT if it.target else 0
        weights[row, column] = it.weight
    return Rows(states_of(texts, encoder), weigh(counts_of(texts), heads.words_idf), targets, weights)


def _evidence(definition: ThemeDefinition) -> list[Evidence]:
    """Return the texts that say what a theme means; all of its definition counts like ten examples."""
    words = [it.pattern for it in definition.patterns if isinstance(it.pattern, str)]
    defining = [definition.title, definition.statement, *_phrases(definition.include), *words]
    share = _DEFINITION_WEIGHT / len(defining)
    return [
        *(Evidence(text, definition.key, 1.0, share) for text in defining),
        *(Evidence(it.text, definition.key, 1.0, 1.0) for it in definition.examples),
        *(Evidence(text, definition.key, 0.0, _LEAVE_OUT_WEIGHT) for text in _phrases(definition.leave_out)),
    ]


def _phrases(words: str) -> list[str]:
    """Split what a definition lists, without notes in brackets and quotation marks."""
    phrases = (it.strip(" .") for it in _SEPARATOR.split(_NOTE.sub("", words)))
    return [it for it in phrases if any(character.isalnum() for character in it)]


@cache
def _background() -> tuple[str, ...]:
    """Return one clause each of written comments, drawn evenly, of which nobody knows what they say about a new theme.

    Clauses, since definitions and examples are as short: beside whole comments, being short would speak for a theme.
    """
    examples = training_examples()
    texts = (clean(it.comment.text).text for it in examples[:: max(1, len(examples) // _BACKGROUND_COUNT)])
    split = ((text, segments_of(text)) for text in texts)
    clauses = ((text, parts[number % len(parts)]) for number, (text, parts) in enumerate(split) if parts)
    return tuple(dict.fromkeys(text[part.start : part.end] for text, part in clauses))
