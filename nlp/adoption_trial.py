"""Measures adoption: shipped themes are adopted as if nobody had ever heard of them (`python -m nlp.adoption_trial`).

Each of the two codeframes in turn is taken out of the heads and adopted from its definitions and a few clauses of the
training set; the answers to comments that nothing was trained on give the scale of the log-odds and what can be
expected. Writes `data/adoption.json`. Run it after the models are rebuilt; takes a minute.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from nlp.adoption import FIGURES, AdoptionFigures, adopt_raw, only
from nlp.codeframe import Codeframe, ThemeExample, default_codeframes
from nlp.examples import DATA, Example, load_examples, training_examples
from nlp.lessons import RememberingEncoder
from nlp.results import Stance
from nlp.rules import PhraseRules
from nlp.scoring import Prepared, Scorer
from nlp.shipped import shipped_encoder, shipped_heads
from nlp.thresholds import platt
from nlp.training import prepare, theme_matrix

EXAMPLE_COUNTS = (0, 3, 5, 10, 20)
_SEEDS = (1, 2, 3)
_LEAST_WORDS, _MOST_WORDS = 3, 25
_LIMITS = np.arange(0.1, 0.7, 0.01)

Doubles = NDArray[np.float64]


def main() -> None:
    """Measure, and write the figures."""
    encoder = RememberingEncoder(shipped_encoder())
    ready = prepare(load_examples([DATA / "calibration" / "written.jsonl"]), PhraseRules(()))
    held_out = [example for example, _, _ in ready]
    figures = []
    for count in EXAMPLE_COUNTS:
        logits, truths = [], []
        for seed in _SEEDS if count else _SEEDS[:1]:
            for frame in default_codeframes():
                logits.append(_adopted_log_odds(frame, count, seed, [it for _, _, it in ready], encoder))
                truths.append(theme_matrix(held_out, [theme.key for theme in frame.themes]))
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


def _adopted_log_odds(
    frame: Codeframe, count: int, seed: int, prepared: Sequence[Prepared], encoder: RememberingEncoder
) -> Doubles:
    """Return (comments, themes of the frame): log-odds of a frame that was adopted as if unknown."""
    examples = training_examples()
    definitions = [
        replace(it, examples=drawn(examples, it.key, count, seed), patterns=(), mapped_to=()) for it in frame.themes
    ]
    shipped, unknown = shipped_heads(), {it.key for it in definitions}
    rest = only(shipped, [key for key in shipped.themes if key not in unknown])
    heads = adopt_raw(rest, definitions, encoder=encoder)
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
