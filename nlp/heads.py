"""The learned numbers between features and answers, and the files they are kept in."""

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: What `fusion` weighs for a theme, in order.
EVIDENCE = ("encoder, whole", "encoder, best segment", "words, whole", "words, best segment", "strong phrase", "group")
_LARGE = ("words_weight", "stance_words")


class ModelMismatch(RuntimeError):
    """A model file is missing or is not the one the manifest names."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Weights over T themes; stances are 3, words F hashed features, evidence E = `len(EVIDENCE)`.

    `theme_*` and `stance_*` read encoder states of 384; `words_*` read TF-IDF; `fusion` (E,) and `offset` (T,)
    join the evidence to a log-odds; `stance_words` (3, 2 F) reads TF-IDF of a clause, then of the question asked;
    `stance_fusion` (3, 3 + 3 + cues + 1) joins the encoder's stance, that of the words, the cues and a constant;
    `group_prior` (groups, T) is the log-odds of a theme for a speaker beside that of everybody;
    `concern_weight` (384,) and `concern_bias` (1,) read encoder states, `concern_fusion` (4,) joins that of the whole,
    that of the likeliest segment, whether a sign was found, and a constant; from `concern_limit` (1,) a person reads
    it; `suggest` (T,) is the probability from which a theme is worth showing, `accept` (T,) from which it may stand.
    """

    themes: tuple[str, ...]
    groups: tuple[str, ...]
    theme_weight: Floats
    theme_bias: Floats
    stance_weight: Floats
    stance_bias: Floats
    words_idf: Floats
    words_weight: Floats
    words_bias: Floats
    group_prior: Floats
    fusion: Floats
    offset: Floats
    stance_words: Floats
    stance_fusion: Floats
    concern_weight: Floats
    concern_bias: Floats
    concern_fusion: Floats
    concern_limit: Floats
    suggest: Floats
    accept: Floats


def save_heads(heads: Heads, path: Path) -> None:
    """Write the heads, the large word weights as 8-bit steps of each row's largest."""
    arrays = {field.name: np.asarray(getattr(heads, field.name)) for field in fields(heads)}
    for name in _LARGE:
        steps = np.abs(arrays[name]).max(axis=1, keepdims=True) / 127 + 1e-12
        arrays[name] = np.round(arrays[name] / steps).astype(np.int8)
        arrays[f"{name}_steps"] = steps.astype(np.float32)
    arrays["words_idf"] = heads.words_idf.astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load_heads(path: Path) -> Heads:
    """Read heads written by `save_heads`."""
    with np.load(path, allow_pickle=False) as arrays:
        values = {name: arrays[name] for name in arrays.files}
    for name in _LARGE:
        values[name] = values[name].astype(np.float32) * values.pop(f"{name}_steps")
    values["words_idf"] = values["words_idf"].astype(np.float32)
    for name in ("themes", "groups"):
        values[name] = tuple(str(it) for it in values[name])
    return Heads(**values)


def write_manifest(folder: Path, *, pipeline: str) -> None:
    """Name every model file with its SHA-256, and the pipeline version it belongs to."""
    names = sorted(it.name for it in folder.iterdir() if it.suffix in {".onnx", ".npz"} or it.name == "tokenizer.json")
    files = {name: _sha256(folder / name) for name in names}
    manifest = {"pipeline": pipeline, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def check_manifest(folder: Path, *, pipeline: str) -> None:
    """Check that the model files are the ones named, for this pipeline version.

    Raises:
        ModelMismatch: a file is missing or differs, or the manifest is for another version.
    """
    path = folder / "manifest.json"
    if not path.exists():
        raise ModelMismatch(f"{path.name}: missing")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if manifest["pipeline"] != pipeline:
        raise ModelMismatch(f"{path.name}: models of {manifest['pipeline']}, code of {pipeline}")
    for name, expected in manifest["files"].items():
        if not (folder / name).exists():
            raise ModelMismatch(f"{name}: missing")
        if _sha256(folder / name) != expected:
            raise ModelMismatch(f"{name}: not the file the manifest names")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
