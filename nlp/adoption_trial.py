"""Measures adoption: shipped themes are adopted as if nobody had ever heard of them (`python -m nlp.adoption_trial`).

Each of the two codeframes in turn is taken out of the heads and adopted from its definitions and a few clauses of the
training set: whole, and dealt at random into codeframes of six and of two themes, which a council's own often are. The
answers to comments that nothing was trained on give the scale of the log-odds and what can be expected. Writes
`data/adoption.json`. Run it after the models are rebuilt; takes three minutes.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nlp.adoption import FIGURES, AdoptionFigures, adopt_raw, only
from nlp.codeframe import Codeframe, ThemeDefinition, ThemeExample, default_codeframes
from nlp.examples import DATA, Example, load_examples, training_examples
from nlp.lessons import RememberingEncoder
from nlp.results import Stance
from nlp.rules import PhraseRules
from nlp.scoring import Prepared, Scorer
from nlp.shipped import shipped_encoder, shipped_heads
from nlp.thresholds import platt
from nlp.training import prepare, theme_matrix

EXAMPLE_COUNTS = (0, 3, 5, 10, 20)
FRAME_SIZES = (2, 6, 18)
_SEEDS = (1, 2, 3)
_LEAST_WORDS, _MOST_WORDS = 3, 25
_LIMITS = np.arange(0.1, 0.7, 0.01)

Doubles = NDArray[np.float64]


def main() -> None:
    """Measure, and write the figures."""
    encoder = RememberingEncoder(shipped_encoder())
    ready = prepare(load_examples([DATA / "calibration" / "written.jsonl"]), PhraseRules(()))
    held_out, prepared = [example for example, _, _ in ready], [it for _, _, it in ready]
    figures = []
    for count in EXAMPLE_COUNTS:
        logits, truths = [], []
        for seed, frame in product(_SEEDS, default_codeframes()):
            definitions = _unheard(frame, count, seed)
            for size in FRAME_SIZES:
                logits.append(_adopted_log_odds(_dealt(definitions, size), prepared, encoder))
                truths.append(theme_matrix(held_out, [theme.key for theme in definitions]))
        both = (np.concatenate([it.ravel() for it in values]) for values in (logits, truths))
        figures.append(_measured(count, *both))
    FIGURES.write_text(json.dumps([asdict(it) for it in figures], indent=2) + "\n", encoding="utf-8")


def drawn(examples: Sequence[Example], theme: str, count: int, seed: int) -> tuple[ThemeExample, ...]:
    """Draw clauses that were written for a theme, of the length that people write as examples."""
    clauses = sorted(
        {
            (example.comment.text[label.start : label.end].strip(), label.stance)
            for example in examples
            for label in example.labels
            if label.theme == theme
        }
    )
    fitting = [it for it in clauses if _LEAST_WORDS <= len(it[0].split()) <= _MOST_WORDS]
    chosen = np.random.default_rng(seed).permutation(len(fitting))[:count]
    return tuple(ThemeExample(fitting[it][0], Stance(fitting[it][1])) for it in chosen)


def _unheard(frame: Codeframe, count: int, seed: int) -> list[ThemeDefinition]:
    """Return the themes of a frame in random order, with examples drawn and without what only shipped ones have."""
    examples = training_examples()
    themes = [
        replace(it, examples=drawn(examples, it.key, count, seed), patterns=(), mapped_to=()) for it in frame.themes
    ]
    return [themes[it] for it in np.random.default_rng(seed).permutation(len(themes))]


def _dealt(definitions: Sequence[ThemeDefinition], size: int) -> list[Sequence[ThemeDefinition]]:
    """Deal definitions into frames of so many themes."""
    return [definitions[start : start + size] for start in range(0, len(definitions), size)]


def _adopted_log_odds(
    frames: Sequence[Sequence[ThemeDefinition]], prepared: Sequence[Prepared], encoder: RememberingEncoder
) -> Doubles:
    """Return (comments, themes of the frames): log-odds of frames that were adopted as if unknown.

    What is adopted one after the other does not know of each other, so that all can be scored at once.
    """
    shipped, unknown = shipped_heads(), {it.key for frame in frames for it in frame}
    rest = heads = only(shipped, [key for key in shipped.themes if key not in unknown])
    for frame in frames:
        heads = adopt_raw(heads, frame, encoder=encoder)
    scores = Scorer(heads, encoder).score(prepared)
    return np.stack([heads.fusion @ it.evidence + heads.offset for it in scores])[:, len(rest.themes) :].astype(float)


def _measured(count: int, logits: Doubles, truths: NDArray[np.bool_]) -> AdoptionFigures:
    """Return scale and shift for honest confidence, the limit of the best F1, and precision and recall there."""
    scale, shift = platt(logits, truths.astype(float), np.ones(len(logits)))
    chances = 1 / (1 + np.exp(-(scale * logits + shift)))
    hits = np.array([(chances >= limit)[truths].sum() for limit in _LIMITS])
    found = np.array([(chances >= limit).sum() for limit in _LIMITS])
    best = int((2 * hits / (found + truths.sum())).argmax())
    shares = (hits[best] / max(1, found[best]), hits[best] / truths.sum())
    limit, precision, recall = (round(float(it), 2) for it in (_LIMITS[best], *shares))
    return AdoptionFigures(count, round(scale, 3), round(shift, 3), limit, precision, recall)


if __name__ == "__main__":
    main()
